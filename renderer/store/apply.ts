import { MOST_FOLLOW_UPS, type ChangeSet, type ContactView, type Snapshot } from '@shared/contract/views.ts'
import type { Past, PracticeState, Thread } from './state.ts'

const byId = <T extends { id: string }>(items: readonly T[]): Record<string, T> => Object.fromEntries(items.map((item) => [item.id, item]))

/** What a window holds after a snapshot. What it shows right now is kept until it has been read anew, so that nothing blinks. */
export function fromSnapshot(snapshot: Snapshot, shown: Pick<PracticeState, 'threads' | 'past' | 'patients'>): PracticeState {
  const { seq, which, practice, me, clinicians, window, writing, walking } = snapshot
  return {
    seq,
    which,
    practice,
    me,
    clinicians,
    window,
    writing,
    walking,
    staff: byId(snapshot.staff),
    templates: byId(snapshot.templates),
    lines: byId(snapshot.lines),
    lineKinds: snapshot.lineKinds,
    gaps: byId(snapshot.gaps),
    followUps: byId(snapshot.followUps),
    followUpRules: byId(snapshot.followUpRules),
    conversations: byId(snapshot.conversations),
    imports: byId(snapshot.imports),
    records: byId(snapshot.records),
    ...shown,
  }
}

/** The next state after one change set. Pure; the set must start where the state is. */
export function applyChanges(state: PracticeState, { seq, upserts, removals }: ChangeSet): PracticeState {
  const next: PracticeState = { ...state, seq }
  if (upserts.practice?.[0]) next.practice = upserts.practice[0]
  if (upserts.staff) next.staff = { ...next.staff, ...byId(upserts.staff) }
  if (upserts.template) next.templates = { ...next.templates, ...byId(upserts.template) }
  if (upserts.line) next.lines = { ...next.lines, ...byId(upserts.line) }
  if (upserts.gap) next.gaps = byId(Object.values({ ...next.gaps, ...byId(upserts.gap) }).filter(({ seen }) => !seen))
  if (upserts.followUp) next.followUps = soonest({ ...next.followUps, ...byId(upserts.followUp) })
  if (upserts.followUpRule) next.followUpRules = { ...next.followUpRules, ...byId(upserts.followUpRule) }
  if (upserts.records) next.records = { ...next.records, ...byId(upserts.records) }
  if (upserts.import) next.imports = { ...next.imports, ...byId(upserts.import) }
  if (upserts.conversation) next.conversations = { ...next.conversations, ...byId(upserts.conversation) }
  if (upserts.contact) next.threads = upserts.contact.reduce(addContact, next.threads)
  if (upserts.contact && next.past) next.past = changedPast(next.past, upserts.contact)
  // Cards are held only where they are shown, or will be at once because they ring.
  const callers = new Set(upserts.conversation?.flatMap(({ ringing, who }) => (ringing && who.kind === 'patient' ? [who.patientId] : [])))
  const shown = upserts.patient?.filter(({ id }) => state.patients[id] || callers.has(id))
  if (shown?.length) next.patients = { ...next.patients, ...byId(shown) }
  for (const { type, id } of removals) {
    if (type === 'followUp') next.followUps = without(next.followUps, id)
    if (type === 'followUpRule') next.followUpRules = without(next.followUpRules, id)
    if (type === 'template') next.templates = without(next.templates, id)
    // A nameless call whose number became known stands in another conversation now.
    if (type === 'conversation') {
      next.conversations = without(next.conversations, id)
      next.threads = without(next.threads, id)
    }
    if (type === 'contact') next.threads = withoutContact(next.threads, id)
    if (type === 'patient') next.patients = without(next.patients, id)
    if (type === 'import') next.imports = without(next.imports, id)
  }
  return next
}

/** A rule may plan thousands; a window holds those that are to be done next. */
function soonest(followUps: PracticeState['followUps']): PracticeState['followUps'] {
  const all = Object.values(followUps)
  return all.length <= MOST_FOLLOW_UPS ? followUps : byId(all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, MOST_FOLLOW_UPS))
}

function addContact(threads: Record<string, Thread>, contact: Thread['contacts'][string]): Record<string, Thread> {
  const thread = threads[contact.conversationId]
  if (!thread) return threads
  return { ...threads, [contact.conversationId]: { ...thread, contacts: { ...thread.contacts, [contact.id]: contact } } }
}

/** What is new stands at the end of the conversation, not in its past. */
function changedPast(past: Past, contacts: readonly ContactView[]): Past {
  const known = contacts.filter(({ id }) => past.contacts[id])
  return known.length === 0 ? past : { ...past, contacts: { ...past.contacts, ...byId(known) } }
}

/** A call that two lines told of stands once. */
function withoutContact(threads: Record<string, Thread>, contactId: string): Record<string, Thread> {
  return Object.fromEntries(Object.entries(threads).map(([id, thread]) => [id, thread.contacts[contactId] ? { ...thread, contacts: without(thread.contacts, contactId) } : thread]))
}

function without<T>(items: Record<string, T>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = items
  return rest
}
