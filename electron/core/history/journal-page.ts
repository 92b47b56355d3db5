import type { JournalFilter, JournalRow } from '@shared/contract/views.ts'
import { formatter } from '@shared/rules/local-time.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { callNamed } from '../conversations/told.ts'
import { conversationName } from '../conversations/views.ts'
import { eventAt, journalBefore } from '../journal/journal.ts'
import type { ReadableDB } from '../journal/database.ts'
import { lineById } from '../lines/queries.ts'
import { patientById } from '../people/queries.ts'
import { fullNameOf } from '../people/rows.ts'
import { actorName, practiceOf, staffById } from '../practice/queries.ts'
import { templateById } from '../replies/templates.ts'
import { spanOfDays } from './days.ts'
import { sentenceOf, type Names } from './sentences.ts'

/** Rows of one page. */
const PAGE = 50
/** Events that one page looks at: only their time and actor are read of those that do not pass. */
export const JOURNAL_LOOKED_AT = 5000

/** Sentences are in English, so their days are too. */
const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const

export type JournalPage = { rows: JournalRow[]; next: string | null; reached: number | null }

/**
 * One page of the journal, by the order in which events were recorded, the newest first.
 * @param after `next` of the page before, or null for the first
 * @param now ms UTC, for who it was
 */
export function journalPage(db: ReadableDB, { staffId, ...days }: JournalFilter, after: string | null, now: number): JournalPage {
  const { timeZone } = practiceOf(db)
  const found = journalBefore(db, { below: after === null ? null : Number(after), actor: staffId ?? null, ...spanOfDays(days, timeZone), limit: PAGE, within: JOURNAL_LOOKED_AT })
  const names = namesOf(db, now, timeZone)
  return {
    rows: found.seqs.flatMap((seq) => {
      const event = eventAt(db, seq)
      if (!event) return []
      const { did, about, words } = sentenceOf(event, names)
      return { seq, at: event.at, by: byWhom(db, event.actor), did, about: about ?? null, words: words || null }
    }),
    next: found.next === null ? null : String(found.next),
    reached: found.reached,
  }
}

/** A line by its own name, everybody else as the desk knows them. */
function byWhom(db: ReadableDB, actor: string): string {
  return (actor.startsWith('line:') ? lineById(db, actor.slice('line:'.length))?.name : null) ?? actorName(db, actor)
}

function namesOf(db: ReadableDB, now: number, timeZone: string): Names {
  const conversation = once((id) => conversationName(db, id, now))
  return {
    conversation,
    contact: (id) => {
      const conversationId = conversationOfContact(db, id) ?? conversationOfContact(db, callNamed(db, id))
      return conversationId === null ? null : conversation(conversationId)
    },
    patient: once((id) => {
      const patient = patientById(db, id)
      return patient && fullNameOf(patient)
    }),
    staff: (id) => staffById(db, id)?.name ?? 'somebody who left',
    line: (id) => lineById(db, id)?.name ?? 'the phone system',
    template: (id) => templateById(db, id)?.name ?? 'that was there before',
    time: (at) => formatter('en-US', timeZone, { ...DAY, hour: 'numeric', minute: '2-digit' }).format(at),
    day: (day) => formatter('en-US', 'UTC', DAY).format(Date.parse(day)),
  }
}

function once(find: (id: string) => string | null): (id: string) => string | null {
  const known = new Map<string, string | null>()
  return (id) => {
    if (!known.has(id)) known.set(id, find(id))
    return known.get(id) ?? null
  }
}
