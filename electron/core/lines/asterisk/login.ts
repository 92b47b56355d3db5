import { createHash } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { openSession, type Session } from './session.ts'
import type { AsteriskSettings } from './settings.ts'

/** Said by the phone system itself: trying again at once helps nobody, and many lock out who tries often. */
export class LoginRefused extends PracticeError {}

type Wanted = { settings: AsteriskSettings; signal: AbortSignal; now: () => number; /** It greeted as a phone system does. */ onReached?: () => void }

/**
 * Connects and signs in, with no events yet. The password never leaves in the clear where others could read it: it is proved
 * by a challenge (MD5), and sent plain only to a phone system that knows no challenge, over TLS or inside the practice's network.
 * @throws PracticeError with a sentence for the desk
 */
export async function signIn({ settings, signal, now, onReached }: Wanted): Promise<Session> {
  const { host, port, tls, fingerprint, user, password } = settings
  const session = await openSession({ host, port, tls, fingerprint, signal, now })
  onReached?.()
  try {
    const challenge = await session.ask('Challenge', { AuthType: 'MD5' })
    const given = challenge.ok ? challenge.block.get('Challenge') : ''
    if (given === '' && !tls && !isNear(session.remoteAddress)) {
      throw new LoginRefused(`The phone system at ${host} takes the password only as plain text, and it is outside the practice, where others could read it on its way. Switch on TLS.`)
    }
    const proof: Record<string, string> = given === '' ? { Secret: password } : { AuthType: 'MD5', Key: createHash('md5').update(given + password).digest('hex') }
    const login = await session.ask('Login', { Username: user, ...proof, Events: 'off' })
    if (!login.ok) throw new LoginRefused(refusal(host, login.message))
    return session
  } catch (error) {
    session.close({ message: 'It could not sign in.' })
    throw error
  }
}

function refusal(host: string, message: string): string {
  if (/permission|permit/i.test(message)) return `The phone system at ${host} does not let this user in from this PC. Look at "permit" and "deny" of its manager user.`
  return `The phone system at ${host} refused the user name or password. Enter them again as they stand in its manager user.`
}

/**
 * How far the phone system's clock is ahead of this PC's, ms, as its answer to a Ping tells; null where it does not tell, or
 * took so long that it says nothing. @param now ms UTC
 */
export async function measureSkew(session: Session, now: () => number, within = 10 * SECOND): Promise<number | null> {
  const sent = now()
  const { block } = await session.ask('Ping', {}, { within })
  const back = now()
  const seconds = Number.parseFloat(block.get('Timestamp'))
  if (!Number.isFinite(seconds) || seconds < 1e9 || back - sent > 2 * SECOND || back < sent) return null
  return Math.round(seconds * 1000 - (sent + back) / 2)
}

/** This PC, or an address inside the building: RFC 1918, RFC 4193, link-local. */
export function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '').toLowerCase()
  if (isIPv4(plain)) return /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/.test(plain)
  return plain === '::1' || /^f[cd][0-9a-f]{2}:/.test(plain) || /^fe[89ab][0-9a-f]:/.test(plain)
}
