import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { header, headers, type SipResponse } from './message.ts'
import { inUri, readNameAddress, userOf } from './values.ts'
import type { Answer, Requests } from './requests.ts'
import type { Transport } from './transport.ts'

/** A registrar answers within this, or the next is tried. */
export const ANSWER_WITHIN = 8 * SECOND
/** More than this as the shortest time is a mistake of the registrar. */
const LONGEST = 24 * 3600

/** The phone system knows us not, or not with this password: trying again soon would only get us locked out. */
export class SignInRefused extends PracticeError {}

/** Who signs in. `user` and `instance` are this line's on this PC, the same after a restart, so that its old contacts are known as its own. */
export type Identity = { extension: string; domain: string; user: string; instance: string }

export type Registration = {
  /** Signs in, or stays so. @returns for how long it was granted, seconds @throws PracticeError with a sentence for the desk */
  register: () => Promise<number>
  unregister: () => Promise<void>
  /** Asks who is signed in, which changes nothing but shows whether we may. @throws PracticeError */
  query: () => Promise<void>
  contact: () => string
}

type Wanted = { transport: Transport; requests: Requests; identity: Identity; expiry: number; where: string; newToken: () => string }

/** REGISTER (RFC 3261 section 10) with the instance id of RFC 5626, so that a registrar that knows it keeps one contact for this PC. */
export function createRegistration({ transport, requests, identity, expiry, where, newToken }: Wanted): Registration {
  const callId = newToken()
  const tag = newToken()
  let count = 0
  let wanted = expiry
  let outbound = true

  const uri = (): string => {
    const { host, port } = requests.seenAs()
    const param = transport.name === 'udp' ? '' : `;transport=${transport.name === 'wss' ? 'ws' : transport.name}`
    return `sip:${identity.user}@${inUri(host)}${port === null ? '' : `:${port}`}${param}`
  }

  function ask(contacts: readonly string[], timeout = ANSWER_WITHIN): Promise<Answer> {
    const aor = `<sip:${identity.extension}@${identity.domain}>`
    return requests.ask({
      method: 'REGISTER',
      uri: `sip:${identity.domain}`,
      from: `${aor};tag=${tag}`,
      to: aor,
      callId,
      cseq: () => (count += 1),
      headers: [...contacts.map((contact) => ['contact', contact] as const), ['supported', outbound ? 'path, outbound' : 'path'], ['allow', ALLOW]],
      timeout,
    })
  }

  const own = (seconds: number): string => `<${uri()}>;+sip.instance="<urn:uuid:${identity.instance}>"${outbound ? ';reg-id=1' : ''};expires=${seconds}`

  return {
    contact: () => `<${uri()}>`,
    async register() {
      for (let round = 0; ; round += 1) {
        const before = uri()
        const answer = await ask([own(wanted)])
        const response = answer.type === 'final' ? answer.response : null
        if (response?.status === 423 && round < 3) {
          const least = Number(header(response, 'min-expires') ?? Number.NaN)
          if (least > wanted && least <= LONGEST) {
            wanted = least
            continue
          }
        }
        // First Hop Lacks Outbound Support, Bad Extension (RFC 5626 section 6).
        if (response && outbound && (response.status === 439 || response.status === 420)) {
          outbound = false
          continue
        }
        if (!response || response.status < 200 || response.status >= 300) throw problemOf(answer, identity.extension, where)
        // Only now it is known how we are seen from there.
        if (uri() !== before && round < 3) continue
        await removeOld(response)
        return grantedBy(response)
      }
    },
    async unregister() {
      await ask([own(0)], 2 * SECOND)
    },
    async query() {
      const answer = await ask([])
      if (answer.type !== 'final' || answer.response.status >= 300) throw problemOf(answer, identity.extension, where)
    },
  }

  /** Contacts of ours that lead nowhere any more, from before a crash or a change of address: calls would wait for them. */
  async function removeOld(response: SipResponse): Promise<void> {
    const old = headers(response, 'contact').map(readNameAddress).filter((contact) => userOf(contact.uri) === identity.user && !isSame(contact.uri, uri()))
    if (old.length > 0) await ask(old.slice(0, 8).map((contact) => `<${contact.uri}>;expires=0`))
  }

  function grantedBy(response: SipResponse): number {
    const mine = headers(response, 'contact').map(readNameAddress).find((contact) => isSame(contact.uri, uri()))
    const seconds = Number(mine?.params.get('expires') ?? header(response, 'expires') ?? wanted)
    return seconds > 0 && seconds <= LONGEST ? seconds : wanted
  }
}

export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, NOTIFY'

function isSame(a: string, b: string): boolean {
  const bare = (uri: string): string => uri.toLowerCase().replace(/;.*$/s, '')
  return bare(a) === bare(b)
}

/** Why signing in failed, for the desk. */
function problemOf(answer: Answer, extension: string, where: string): PracticeError {
  if (answer.type === 'silent' || answer.type === 'unsent') return new PracticeError(`${where} does not answer. Check that the phone system is running, that the address is right, and that it offers this kind of connection.`)
  const { status } = answer.response
  if (answer.type === 'refused') return new SignInRefused(`The phone system did not accept the password of extension ${extension}. Enter both again in Settings, as they are on the phone system.`)
  if (status === 404) return new SignInRefused(`The phone system does not know extension ${extension}. Check the extension, and the domain if it has one.`)
  if (status === 403) return new SignInRefused(`The phone system does not let extension ${extension} sign in (403). Check its password, and whether it may sign in from this PC.`)
  if (status >= 500) return new PracticeError(`The phone system cannot sign anybody in just now (${status}).`)
  return new SignInRefused(`The phone system refused to sign extension ${extension} in (${status}). Check the extension and the domain.`)
}
