import { MINUTE } from '../time.ts'

/** How long after a call, or after a check without one, it still counts: for the notes that are written when the phone is down. */
export const VERIFIED_FOR = 30 * MINUTE

export type Verification = { patientId: string; at: number }

/**
 * Until when a check of who somebody is counts, ms UTC; null while its call goes on; undefined when it counts no more.
 * It counts for one call and one person: the next call with the number, and another person on the card, ask anew.
 * @param call the call it was made in, with its end where it has ended; null when it was made without one
 * @param laterCallAt when another call with the number began after the check; null when none did
 */
export function verifiedUntil(check: Verification, patientId: string | null, call: { endedAt: number | null } | null, laterCallAt: number | null): number | null | undefined {
  if (check.patientId !== patientId || (laterCallAt !== null && laterCallAt > check.at)) return undefined
  if (call && call.endedAt === null) return null
  return Math.max(check.at, call?.endedAt ?? check.at) + VERIFIED_FOR
}

/** Whether a check counts at `now`, as a window is told of it. */
export function isVerified(check: { until: number | null } | null, now: number): boolean {
  return check !== null && (check.until === null || now < check.until)
}
