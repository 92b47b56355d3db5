import { z } from 'zod'
import { newCall } from './call.ts'
import type { Tracker } from './tracker.ts'

/** A call that the desk was told of, kept so that a restart of Rapport knows how to end it. Holds no number. */
const held = z.object({
  id: z.string(),
  linkedid: z.string(),
  direction: z.enum(['in', 'out']),
  trunk: z.string().nullable(),
  channels: z.array(z.string()),
  ringingAt: z.number(),
  answeredAt: z.number().nullable(),
  numbersTold: z.number().default(1),
  voicemail: z.boolean().default(false),
  hasNumber: z.boolean().default(true),
})
export type Held = z.infer<typeof held>

const kept = z.object({ at: z.number(), calls: z.array(held) })

const MOST_CALLS = 200

/** The calls the desk was told of that are not over. */
export function heldCalls({ state }: Tracker): Held[] {
  return [...new Set(state.calls.values())].flatMap((call) =>
    call.direction !== null && call.ringingAt !== null
      ? [{ id: call.id, linkedid: call.linkedids[0] ?? '', direction: call.direction, trunk: call.trunk?.uniqueid ?? null, channels: [...call.channels].slice(0, 20), ringingAt: call.ringingAt, answeredAt: call.answeredAt, numbersTold: call.numbersTold, voicemail: call.voicemail, hasNumber: /\d/.test(call.number ?? '') }]
      : [],
  )
}

/** Takes up the calls that were held when Rapport stopped. */
export function holdAgain({ state }: Tracker, calls: readonly Held[]): void {
  for (const { id, linkedid, direction, trunk, channels, ringingAt, answeredAt, numbersTold, voicemail, hasNumber } of calls) {
    const opener = { uniqueid: linkedid, channel: '', exten: '', number: null, name: null, down: false }
    const call = { ...newCall({ id, linkedid, openedAt: ringingAt, opener, seen: 0 }), direction, ringingAt, answeredAt, numbersTold, voicemail, dialled: true, reached: true, channels: new Set(channels) }
    // Told without a number: should it be known by now, it is told again.
    if (!hasNumber) call.number = ''
    if (trunk !== null) call.trunk = { uniqueid: trunk, channel: '' }
    state.calls.set(linkedid, call)
    for (const uniqueid of channels) state.channels.set(uniqueid, { name: '', call, bridge: null })
  }
}

/** @param at ms UTC, when the calls were last known to be up */
export function writeKept(tracker: Tracker, at: number): string {
  return JSON.stringify({ at, calls: heldCalls(tracker).slice(-MOST_CALLS) } satisfies z.infer<typeof kept>)
}

/** What `writeKept` wrote; nothing where another version wrote it in another way. */
export function readKept(text: string | null): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(text ?? ''))
  } catch {
    return { at: 0, calls: [] }
  }
}
