import { MINUTE } from '../time.ts'
import { formatter } from './local-time.ts'

/** When automatic texts may leave, by the wall clock of whoever gets them: from 'HH:MM' on, until 'HH:MM'. */
export type TextingHours = { from: string; to: string }

/** Whether it is outside the texting hours in any of these time zones (IANA): a number's area may lie in several. */
export function isQuiet(at: number, zones: readonly string[], { from, to }: TextingHours): boolean {
  return zones.some((zone) => {
    const time = formatter('en-US', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
    // Hours over midnight are the night of somebody who works then.
    return from <= to ? time < from || time >= to : time < from && time >= to
  })
}

/** The next moment that is not quiet, to the minute, from `at` on; null when there is none within a day and a bit. Also over a change of clocks. */
export function quietUntil(at: number, zones: readonly string[], hours: TextingHours): number | null {
  if (!isQuiet(at, zones, hours)) return at
  const first = Math.ceil(at / MINUTE) * MINUTE
  for (let minutes = 0; minutes <= 26 * 60; minutes += 1) if (!isQuiet(first + minutes * MINUTE, zones, hours)) return first + minutes * MINUTE
  return null
}
