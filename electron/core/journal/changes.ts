import type { ChangeSet, Upserts } from '@shared/contract/views.ts'
import { isNumber } from '../conversations/contacts.ts'
import { contactView, conversationById, conversationView } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { gapById } from '../lines/gaps.ts'
import { allLines, lineById } from '../lines/queries.ts'
import { importById } from '../people/import/queries.ts'
import { followUpById } from '../people/card/queries.ts'
import { followUpRuleById } from '../people/follow-ups/queries.ts'
import { patientCard } from '../people/queries.ts'
import { practiceOf, staffById } from '../practice/queries.ts'
import { templateById } from '../replies/templates.ts'
import { eventsSince, touchedBy } from './journal.ts'
import type { Touched } from './subject.ts'

/** More changed people or conversations than this are not listed one by one: windows ask again for what they show. */
const MANY = 60
/** A window further behind than this starts over from a snapshot. */
const FAR_BEHIND = 2000

type Loaders = { [T in keyof Upserts]: (core: Core, id: string) => Upserts[T][number] | null }

const loaders: Loaders = {
  conversation: (core, id) => conversationView(core.db, id, core.now()),
  contact: (core, id) => contactView(core.db, id),
  patient: (core, id) => patientCard(core.db, id),
  template: (core, id) => templateById(core.db, id),
  staff: (core, id) => staffById(core.db, id),
  line(core, id) {
    const line = lineById(core.db, id)
    return line && core.lines.view(line)
  },
  practice: (core) => practiceOf(core.db),
  import: (core, id) => importById(core.db, id),
  followUp: (core, id) => followUpById(core.db, id),
  followUpRule: (core, id) => followUpRuleById(core.db, id),
  gap: (core, id) => gapById(core.db, id),
  records: (core) => core.hl7.view(),
}

/** What a window must know after these things changed: each as it is now, or its removal. */
export function changeSetOf(core: Core, from: number, seq: number, everything: readonly Touched[]): ChangeSet {
  // A patient's number may never have called; only a nameless conversation can go, when its number becomes known.
  const touched = everything.filter(({ type, id }) => type !== 'conversation' || !isNumber(id) || conversationById(core.db, id) !== null)
  const upserts: Record<string, unknown[]> = {}
  const removals: ChangeSet['removals'] = []
  const stale: ChangeSet['stale'] = []
  for (const type of ['patient', 'conversation'] as const) {
    if (touched.filter((it) => it.type === type).length > MANY) stale.push(type)
  }
  for (const { type, id } of touched) {
    if ((stale as string[]).includes(type)) continue
    if (type === 'contact' && stale.includes('conversation')) continue
    const view = loaders[type](core, id)
    if (view) (upserts[type] ??= []).push(view)
    else removals.push({ type, id })
  }
  // The name of whoever answered, and of the line, stands in every conversation they had part in.
  if (touched.some(({ type }) => type === 'staff' || type === 'line') && !stale.includes('conversation')) stale.push('conversation')
  addCallersCards(core, upserts as ChangeSet['upserts'])
  return { from, seq, upserts: upserts as ChangeSet['upserts'], removals, stale }
}

/** Whoever rings is sent with their card, so that it is there at the first ring without being asked for. */
function addCallersCards({ db }: Core, upserts: ChangeSet['upserts']): void {
  for (const { ringing, who } of upserts.conversation ?? []) {
    if (!ringing || who.kind !== 'patient' || upserts.patient?.some(({ id }) => id === who.patientId)) continue
    const card = patientCard(db, who.patientId)
    if (card) (upserts.patient ??= []).push(card)
  }
}

/** What a window that is at `since` missed, as one change set; `reset` when it is too far behind. */
export function changesSince(core: Core, since: number): { reset: boolean; changes: ChangeSet | null } {
  const seq = core.lastSeq()
  if (since === seq) return { reset: false, changes: null }
  if (since > seq || seq - since > FAR_BEHIND) return { reset: true, changes: null }
  const events = eventsSince(core.db, since, FAR_BEHIND)
  return { reset: false, changes: changeSetOf(core, since, seq, touchedBy(core.db, events)) }
}

export function lineViews(core: Core): Upserts['line'] {
  return allLines(core.db).map((line) => core.lines.view(line))
}
