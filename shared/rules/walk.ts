import type { ConversationView, FollowUpView } from '../contract/views.ts'
import { MINUTE } from '../time.ts'
import { PROMISE_WARNS } from './promise.ts'

/**
 * The order of the walk at the close of the day, most urgent first. Within a step whoever waits longest comes first.
 * - `late`: a call was promised, and its time has passed; the longest ago first.
 * - `tries`: they tried at least `MANY_TRIES` times in a row.
 * - `sensitive`: what they wrote or said is of the kind that is guarded most (rules/sensitive.ts): nobody should sleep on it.
 * - `soon`: a call was promised, and its time is near.
 * - `failed`: a text of ours did not arrive, so they do not know what they were told.
 * - `waiting`: everyone else who waits.
 * - `due`: nobody waits, but something was to be done for them by today; the longest overdue first.
 */
export const URGENCIES = ['late', 'tries', 'sensitive', 'soon', 'failed', 'waiting', 'due'] as const
export type Urgency = (typeof URGENCIES)[number]

const MANY_TRIES = 3

type Waiting = Pick<ConversationView, 'promise' | 'repeat' | 'sensitive' | 'waitingFor' | 'waitingSince'>

/** Why somebody who waits comes when they do. `now` is ms UTC. */
export function urgencyOf({ promise, repeat, sensitive, waitingFor }: Waiting, now: number): Urgency {
  if (promise && promise.dueAt <= now) return 'late'
  if (repeat && repeat.count >= MANY_TRIES && waitingFor.missed > 0) return 'tries'
  if (sensitive) return 'sensitive'
  if (promise && promise.dueAt - now <= PROMISE_WARNS) return 'soon'
  return waitingFor.failed > 0 ? 'failed' : 'waiting'
}

/** Everything that is open for one person, the most urgent first: somebody who called from two numbers is one stop of the walk. One of both lists may be empty. */
export type Stop = { key: string; /** What waits for us. */ conversations: readonly ConversationView[]; /** What was to be done for them by today. */ followUps: readonly FollowUpView[] }

/** Whose stop a conversation belongs to: the patient, or the number while nobody is known for it. */
export function stopKey({ id, who }: ConversationView): string {
  return who.kind === 'patient' ? who.patientId : id
}

/** Why a stop comes when it does. `now` is ms UTC. */
export function stopUrgency({ conversations: [first] }: Stop, now: number): Urgency {
  return first ? urgencyOf(first, now) : 'due'
}

/**
 * Whoever may get one text together with others: they only called, on one number that can get texts, and nothing is promised. Who wrote or
 * left a voicemail said something that somebody has to read first.
 */
export function onlyCalled(stops: readonly Stop[]): ConversationView[] {
  return stops.flatMap(({ conversations: [conversation, ...others] }) => {
    if (!conversation) return []
    const { waitingFor, promise, textable, optedOutAt } = conversation
    const said = waitingFor.texts + waitingFor.voicemails + waitingFor.failed
    return others.length === 0 && waitingFor.missed > 0 && said === 0 && promise === null && textable && optedOutAt === null ? [conversation] : []
  })
}

/**
 * The stops of a walk in their order.
 * @param waiting the conversations that wait for us at `now`, ms UTC
 * @param due the follow-ups that were to be done by today, of people who have a number: the others cannot be reached from here
 */
export function stopsOf(waiting: readonly ConversationView[], due: readonly FollowUpView[], now: number): Stop[] {
  const stops = new Map<string, { key: string; conversations: ConversationView[]; followUps: FollowUpView[] }>()
  const stop = (key: string) => {
    const known = stops.get(key) ?? { key, conversations: [], followUps: [] }
    stops.set(key, known)
    return known
  }
  for (const conversation of waiting.toSorted((a, b) => before(a, b, now))) stop(stopKey(conversation)).conversations.push(conversation)
  for (const followUp of due.toSorted((a, b) => a.due.localeCompare(b.due) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))) stop(followUp.patientId).followUps.push(followUp)
  return [...stops.values()]
}

/** What was to be done by `today`, an ISO day of the practice, for people with a number to reach them at. */
export function dueBy(today: string, followUps: readonly FollowUpView[]): FollowUpView[] {
  return followUps.filter(({ due, number }) => due <= today && number !== null)
}

function before(a: ConversationView, b: ConversationView, now: number): number {
  const [one, other] = [urgencyOf(a, now), urgencyOf(b, now)]
  if (one !== other) return URGENCIES.indexOf(one) - URGENCIES.indexOf(other)
  return since(a, one) - since(b, other) || (a.id < b.id ? -1 : 1)
}

function since({ promise, waitingSince }: ConversationView, urgency: Urgency): number {
  return (urgency === 'late' || urgency === 'soon' ? promise?.dueAt : waitingSince) ?? 0
}

/**
 * When the walk proposes itself, ms UTC: so many minutes before the doors close; null while they are closed, or when it was told never to.
 * @param openings when the doors open and close, the first one may have begun
 */
export function proposedAt(openings: readonly { from: number; to: number }[], minutes: number | null, now: number): number | null {
  const open = openings.find(({ from, to }) => from <= now && now < to)
  return open && minutes !== null ? open.to - minutes * MINUTE : null
}
