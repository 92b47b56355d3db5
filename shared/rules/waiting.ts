import { assertNever } from '../assert.ts'
import { HOUR, MINUTE } from '../time.ts'
import { isBareThanks } from './bare-thanks.ts'

export { isBareThanks } from './bare-thanks.ts'

/** What the waiting rule needs to know of one thing that passed in a conversation. `at` is ms UTC; ids are unique. */
export type ContactFact =
  | { id: string; at: number; type: 'call'; direction: 'in' | 'out'; outcome: 'ringing' | 'connected' | 'missed' | 'voicemail' | 'unknown' }
  | {
      id: string
      at: number
      type: 'text'
      direction: 'in' | 'out'
      by: 'person' | 'automatic'
      body: string
      state: 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'cancelled'
    }
  | { id: string; at: number; type: 'resolved'; undone: boolean }
  | { id: string; at: number; type: 'other' }

export type Effect = 'opens' | 'closes' | 'none'

/**
 * What one fact does to the loop of its conversation. Source: DESIGN "Waiting" and "Sending".
 * An inbound call whose end nobody saw opens, as an unknown outcome becomes work for a person: a needless look costs a
 * second, a forgotten patient costs the patient. A call answered on another phone is recorded as connected.
 */
export function effectOf(fact: ContactFact): Effect {
  switch (fact.type) {
    case 'call':
      return effectOfCall(fact.direction, fact.outcome)
    case 'text':
      if (fact.direction === 'in') return isBareThanks(fact.body) ? 'none' : 'opens'
      return effectOfSentText(fact.by, fact.state)
    case 'resolved':
      return fact.undone ? 'none' : 'closes'
    case 'other':
      return 'none'
    default:
      return assertNever(fact)
  }
}

function effectOfCall(direction: 'in' | 'out', outcome: Extract<ContactFact, { type: 'call' }>['outcome']): Effect {
  switch (outcome) {
    case 'connected':
      return 'closes'
    case 'missed':
    case 'voicemail':
    case 'unknown':
      return direction === 'in' ? 'opens' : 'none'
    case 'ringing':
      return 'none'
    default:
      return assertNever(outcome)
  }
}

function effectOfSentText(by: 'person' | 'automatic', state: Extract<ContactFact, { type: 'text' }>['state']): Effect {
  switch (state) {
    case 'failed':
    case 'unknown':
      return 'opens'
    case 'queued':
    case 'sending':
    case 'sent':
    case 'delivered':
      return by === 'person' ? 'closes' : 'none'
    case 'cancelled':
      return 'none'
    default:
      return assertNever(state)
  }
}

export type WaitingState = {
  /** When the oldest thing still open came, ms UTC; null when nobody waits. */
  waitingSince: number | null
  /** What opened the loop since it was last closed, oldest first. */
  openedBy: string[]
  /** What ended the last open loop; null while waiting and when nothing was ever open. */
  closedBy: string | null
}

/** The state of a conversation from everything that passed in it, in any order: facts are taken by time, then by id. */
export function waitingState(facts: readonly ContactFact[]): WaitingState {
  return loopState(facts.map((fact) => ({ id: fact.id, at: fact.at, effect: effectOf(fact) })))
}

/** The same from effects that are already known, for a store that keeps them beside its rows. Any order. */
export function loopState(effects: readonly { id: string; at: number; effect: Effect }[]): WaitingState {
  let waitingSince: number | null = null
  let openedBy: string[] = []
  let closedBy: string | null = null
  for (const { id, at, effect } of effects.toSorted(byTimeThenId)) {
    if (effect === 'opens') {
      waitingSince ??= at
      openedBy.push(id)
      closedBy = null
    } else if (effect === 'closes' && openedBy.length > 0) {
      waitingSince = null
      openedBy = []
      closedBy = id
    }
  }
  return { waitingSince, openedBy, closedBy }
}

function byTimeThenId(a: { id: string; at: number }, b: { id: string; at: number }): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

const REPEAT_GAP = 30 * MINUTE
const REPEAT_FRESH = HOUR

/**
 * For "3rd call in 20 min": the chain of inbound calls that ends at the newest, no gap over 30 minutes, the newest at most
 * an hour before `now`. Times in ms UTC, any order. `minutes` is the span rounded up, at least 1; null for a single call.
 */
export function repeatCalls(inboundCallTimes: readonly number[], now: number): { count: number; minutes: number } | null {
  const newestFirst = [...inboundCallTimes].sort((a, b) => b - a)
  const [newest] = newestFirst
  if (newest === undefined || now - newest > REPEAT_FRESH) return null
  let count = 0
  let oldest = newest
  for (const at of newestFirst) {
    if (oldest - at > REPEAT_GAP) break
    oldest = at
    count += 1
  }
  return count < 2 ? null : { count, minutes: Math.max(1, Math.ceil((newest - oldest) / MINUTE)) }
}

const LATE_AFTER = 30 * MINUTE
const LATE_MISSED_CALLS = 2

/** 'late' after half an hour of waiting or from the second missed call on. Times in ms UTC. */
export function urgency(waitingSince: number, missedCount: number, now: number): 'late' | 'waiting' {
  return now - waitingSince >= LATE_AFTER || missedCount >= LATE_MISSED_CALLS ? 'late' : 'waiting'
}
