import type { LineFact, Sink, Told } from '../line.ts'
import type { Player } from './player.ts'

/** Seconds throughout. `from` is a number as the provider would write it, or null when it is withheld. */
export type CallEnding =
  | { type: 'answered'; staff?: string; phone?: string; talk: number }
  | { type: 'missed'; why?: string }
  | { type: 'voicemail'; seconds: number; transcript: string }
export type DemoCall = { from: string | null; callerName?: string; ring: number; ending: CallEnding; direction?: 'in' | 'out' }

/** Lets calls and texts happen on the demo line: each becomes facts, one after the other, as a provider tells them. */
export type Happenings = {
  /** Begins to ring now. Returns how many seconds of the demo day it will take. */
  call: (call: DemoCall) => number
  text: (from: string, body: string) => void
  tell: (fact: Told) => void
  /** An id that no other run of the line has used. */
  newId: (kind: string) => string
}

export function createHappenings({ receive, now }: Pick<Sink, 'receive' | 'now'>, player: Player): Happenings {
  // A core that is started again plays a new run; the start makes its ids its own.
  const run = now().toString(36)
  let count = 0
  const newId = (kind: string): string => `${run}-${kind}${(count += 1)}`

  function tell(fact: Told): void {
    receive({ ...fact, id: newId('f'), at: now() } as LineFact)
  }

  function call({ from, callerName, ring, ending, direction = 'in' }: DemoCall): number {
    const callId = newId('c')
    tell({ type: 'ringing', callId, direction, number: from, callerName: callerName ?? null })
    switch (ending.type) {
      case 'answered':
        player.after(ring, () => {
          tell({ type: 'answered', callId, staff: ending.staff ?? null, phone: ending.phone ?? null })
          player.after(ending.talk, () => tell({ type: 'ended', callId }))
        })
        return ring + ending.talk
      case 'missed':
        player.after(ring, () => tell({ type: 'missed', callId, why: ending.why ?? null }))
        return ring
      case 'voicemail':
        // Missed while the caller speaks; the recording comes after.
        player.after(ring, () => {
          tell({ type: 'missed', callId })
          player.after(ending.seconds, () => tell({ type: 'voicemail', callId, seconds: ending.seconds, transcript: ending.transcript }))
        })
        return ring + ending.seconds
    }
  }

  return { call, tell, newId, text: (from, body) => tell({ type: 'text', textId: newId('t'), number: from, body }) }
}
