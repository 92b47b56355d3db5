import type { ConversationView } from '../contract/views.ts'
import { MINUTE } from '../time.ts'
import { PROMISE_WARNS } from './promise.ts'

/**
 * The order of the walk at the close of the day, most urgent first. Within a step whoever waits longest comes first.
 * - `late`: a call was promised, and its time has passed; the longest ago first.
 * - `tries`: they tried at least `MANY_TRIES` times in a row.
 * - `soon`: a call was promised, and its time is near.
 * - `failed`: a text of ours did not arrive, so they do not know what they were told.
 * - `waiting`: everyone else.
 */
export const URGENCIES = ['late', 'tries', 'soon', 'failed', 'waiting'] as const
export type Urgency = (typeof URGENCIES)[number]

const MANY_TRIES = 3

type Waiting = Pick<ConversationView, 'promise' | 'repeat' | 'waitingFor' | 'waitingSince'>

/** Why somebody comes when they do. `now` is ms UTC. */
export function urgencyOf({ promise, repeat, waitingFor }: Waiting, now: number): Urgency {
  if (promise && promise.dueAt <= now) return 'late'
  if (repeat && repeat.count >= MANY_TRIES && waitingFor.missed > 0) return 'tries'
  if (promise && promise.dueAt - now <= PROMISE_WARNS) return 'soon'
  return waitingFor.failed > 0 ? 'failed' : 'waiting'
}

/** Everything that waits for one person, the most urgent first: somebody who called from two numbers is one stop of the walk. */
export type Stop = { key: string; conversations: readonly [ConversationView, ...ConversationView[]] }

/** Whose stop a conversation belongs to: the patient, or the number while nobody is known for it. */
export function stopKey({ id, who }: ConversationView): string {
  return who.kind === 'patient' ? who.patientId : id
}

/**
 * Whoever may get one text together with others: they only called, on one number that can get texts, and nothing is promised. Who wrote or
 * left a voicemail said something that somebody has to read first.
 */
export function onlyCalled(stops: readonly Stop[]): ConversationView[] {
  return stops.flatMap(({ conversations: [conversation, ...others] }) => {
    const { waitingFor, promise, textable, optedOutAt } = conversation
    const said = waitingFor.texts + waitingFor.voicemails + waitingFor.failed
    return others.length === 0 && waitingFor.missed > 0 && said === 0 && promise === null && textable && optedOutAt === null ? [conversation] : []
  })
}

/** The stops of a walk in their order. `waiting` are the conversations that wait for us at `now`, ms UTC. */
export function stopsOf(waiting: readonly ConversationView[], now: number): Stop[] {
  const ordered = waiting.toSorted((a, b) => before(a, b, now))
  const byPerson = new Map<string, [ConversationView, ...ConversationView[]]>()
  for (const conversation of ordered) {
    const key = stopKey(conversation)
    const known = byPerson.get(key)
    if (known) known.push(conversation)
    else byPerson.set(key, [conversation])
  }
  return [...byPerson].map(([key, conversations]) => ({ key, conversations }))
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
