import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { MINUTE } from '@shared/time.ts'
import { Refused } from './answers.ts'

/** How far the sender's clock and the way here may be apart; afterwards a request that somebody recorded is worth nothing. */
export const SIGNATURE_WINDOW = 5 * MINUTE

/**
 * Refuses a request that whoever knows the secret did not sign, or not just now:
 * `X-Rapport-Signature: sha256=<hex of HMAC-SHA256(secret, timestamp + "." + body)>` and `X-Rapport-Timestamp`, seconds
 * or milliseconds since 1970. Signatures are not remembered: every event names itself, so a request that is played again
 * within the window changes nothing, and one whose answer was lost may be sent again as it is.
 * @param body as it came, before anything is read into it
 * @throws Refused 401
 */
export function checkSignature({ headers }: Pick<IncomingMessage, 'headers'>, body: Uint8Array, secret: string, now: number): void {
  const stamp = headers['x-rapport-timestamp']
  const given = headers['x-rapport-signature']
  if (typeof stamp !== 'string' || typeof given !== 'string') {
    throw new Refused(401, 'notSigned', 'This line takes signed requests only. Send X-Rapport-Timestamp and X-Rapport-Signature.')
  }
  const wrong = new Refused(401, 'wrongSignature', 'The signature is wrong. Sign the timestamp, a dot and the body exactly as sent, with the secret in Settings.')
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(given)?.[1]
  if (hex === undefined || !/^\d{1,16}$/.test(stamp)) throw wrong
  const right = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest()
  if (!timingSafeEqual(right, Buffer.from(hex, 'hex'))) throw wrong
  // Only after the signature: the time of an answer must not say more to a stranger than to a friend.
  if (Math.abs(now - msOf(stamp)) > SIGNATURE_WINDOW) {
    throw new Refused(401, 'tooOld', 'The timestamp is more than 5 minutes from the time on this PC. Check both clocks, and sign each request anew.')
  }
}

/** Seconds reach eleven digits in the year 5138; milliseconds had them in 1973. */
function msOf(stamp: string): number {
  return stamp.length <= 11 ? Number(stamp) * 1000 : Number(stamp)
}
