import { MINUTE, QUARTER } from '@shared/time.ts'


/** The next round times to promise a call by, ms UTC: the first leaves at least ten minutes. */
export function callbackTimes(now: number): number[] {
  const first = Math.ceil((now + 10 * MINUTE) / QUARTER) * QUARTER
  return [0, 1, 2, 4, 8, 12].map((quarters) => first + quarters * QUARTER)
}
