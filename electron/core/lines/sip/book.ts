import { createHash } from 'node:crypto'
import { MINUTE, SECOND } from '@shared/time.ts'
import type { LineFact } from '../line.ts'

/** A call handed on from phone to phone is nowhere for a moment; only after this it is over. */
const GRACE = SECOND
/** Phones of one group begin to ring within this, and a queue's next ones within the first's ringing. */
const SAME_CALL_WITHIN = 20 * SECOND
/** Withheld callers look alike: only what rings at the same moment is taken for one. */
const SAME_WITHHELD_WITHIN = 2 * SECOND
/** A call that is over is remembered for what comes late. */
const REMEMBER_FOR = 2 * MINUTE
const MOST_CALLS = 2000

/** One phone that a call rings at: a branch of an INVITE here, or a watched extension. */
export type Leg = {
  id: string
  callId: string | null
  /** The watched extension; null for a call that came to this phone itself. */
  phone: string | null
  direction: 'in' | 'out'
  number: string | null
  name: string | null
  /** What names the call for good, also after a restart. */
  key: string
}

type Call = {
  key: string
  direction: 'in' | 'out'
  number: string | null
  began: number
  overAt: number | null
  callIds: Set<string>
  legs: Map<string, { phone: string | null; state: 'ringing' | 'answered' | 'over' }>
  answered: boolean
  ends: number
  timer: NodeJS.Timeout | null
}

export type Book = {
  rings: (leg: Leg) => void
  answered: (legId: string, phone: string | null) => void
  /** The call is over at this phone. `elsewhere`: another phone took it. */
  over: (legId: string, end: { elsewhere: boolean; why: string }) => void
  /** Tells what is still held back. */
  flush: () => void
}

/**
 * Makes one call of all the phones it rings at, and tells it once. Answered by anybody, it is answered; nobody told of
 * an answer when it is over everywhere, it is missed.
 */
export function createBook({ take, now }: { take: (...facts: LineFact[]) => void; now: () => number }): Book {
  const calls = new Set<Call>()
  const byLeg = new Map<string, Call>()

  function find(leg: Leg): Call | null {
    for (const call of calls) if (leg.callId !== null && call.callIds.has(leg.callId)) return call
    const at = now()
    for (const call of calls) {
      if (call.direction !== leg.direction || (call.overAt !== null && call.timer === null)) continue
      // Two calls to this phone itself are two calls: a family shares a number.
      if ([...call.legs.values()].some((other) => other.phone === leg.phone && (leg.phone === null || other.state !== 'over'))) continue
      const within = leg.number === null ? SAME_WITHHELD_WITHIN : SAME_CALL_WITHIN
      if (sameNumber(call.number, leg.number) && at - call.began <= within) return call
    }
    return null
  }

  function begin(leg: Leg): Call {
    for (const call of calls) if (call.overAt !== null && now() - call.overAt > REMEMBER_FOR) forget(call)
    const [oldest] = calls
    if (calls.size >= MOST_CALLS && oldest) forget(oldest)
    const call: Call = { key: leg.key, direction: leg.direction, number: leg.number, began: now(), overAt: null, callIds: new Set(), legs: new Map(), answered: false, ends: 0, timer: null }
    calls.add(call)
    take({ id: `${call.key}:ringing`, at: call.began, type: 'ringing', callId: call.key, direction: leg.direction, number: leg.number, callerName: leg.name })
    return call
  }

  function forget(call: Call): void {
    settle(call)
    calls.delete(call)
    for (const legId of call.legs.keys()) byLeg.delete(legId)
  }

  /** Tells of a missed call that was held back. */
  function settle(call: Call, why = 'Nobody answered.'): void {
    if (!call.timer || call.overAt === null) return
    clearTimeout(call.timer)
    call.timer = null
    call.ends += 1
    take({ id: `${call.key}:missed:${call.ends}`, at: call.overAt, type: 'missed', callId: call.key, why })
  }

  function tellAnswered(call: Call, phone: string | null): void {
    call.answered = true
    take({ id: `${call.key}:answered:${phone ?? ''}`, at: now(), type: 'answered', callId: call.key, phone })
  }

  return {
    rings(leg) {
      if (byLeg.has(leg.id)) return
      const call = find(leg) ?? begin(leg)
      if (call.timer) clearTimeout(call.timer)
      call.timer = null
      call.overAt = null
      if (leg.callId !== null) call.callIds.add(leg.callId)
      call.legs.set(leg.id, { phone: leg.phone, state: 'ringing' })
      byLeg.set(leg.id, call)
    },
    answered(legId, phone) {
      const call = byLeg.get(legId)
      const leg = call?.legs.get(legId)
      if (!call || leg?.state !== 'ringing') return
      leg.state = 'answered'
      tellAnswered(call, phone)
    },
    over(legId, { elsewhere, why }) {
      const call = byLeg.get(legId)
      const leg = call?.legs.get(legId)
      if (!call || !leg || leg.state === 'over') return
      leg.state = 'over'
      // Who watches the phones hears from them which one it was.
      if (elsewhere && !call.answered) tellAnswered(call, null)
      if ([...call.legs.values()].some((other) => other.state !== 'over')) return
      call.overAt = now()
      if (call.answered) {
        call.ends += 1
        take({ id: `${call.key}:ended:${call.ends}`, at: call.overAt, type: 'ended', callId: call.key })
        return
      }
      call.timer = setTimeout(() => settle(call, why), GRACE)
    },
    flush() {
      for (const call of calls) settle(call)
    },
  }
}

/** The name of a call in our facts: short, the same for the same call at any time, and without anybody's data. */
export function keyOfCall(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

/** The same number, written with or without its country. */
export function sameNumber(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b
  const [long = '', short = ''] = [a, b].map((one) => one.replace(/\D/g, '')).toSorted((x, y) => y.length - x.length)
  return a === b || (short !== '' && (long === short || (short.length >= 7 && long.endsWith(short.replace(/^0+/, '')))))
}
