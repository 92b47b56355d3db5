import { SECOND } from '@shared/time.ts'
import { answerChallenge, chooseChallenge, type Challenge } from './digest.ts'
import { cseq, header, rawHeaders, writeMessage, type SipRequest, type SipResponse } from './message.ts'
import { inUri, readVia } from './values.ts'
import type { Transport } from './transport.ts'

/** RFC 3261 section 17.1.2.2: first and longest wait before a request is sent again where it may have been lost, ms. */
export const T1 = SECOND / 2
export const T2 = 4 * SECOND
/** More rounds of being asked who we are mean that it will never end. */
const MOST_ROUNDS = 4

export type Asked = {
  method: string
  uri: string
  from: string
  to: string
  callId: string
  cseq: () => number
  headers?: readonly (readonly [string, string])[]
  body?: Buffer
  timeout: number
  /** Over another connection than the line's own: a long text. */
  over?: Transport
}

/**
 * `refused`: the credentials were, or no known kind was asked for. `silent`: nothing final came in time, so nobody
 * knows whether it was taken. `unsent`: it never left.
 */
export type Answer = { type: 'final'; response: SipResponse } | { type: 'refused'; response: SipResponse } | { type: 'silent' } | { type: 'unsent' }

export type Requests = {
  /** Sends a request, signed where that is asked for, and again over UDP until something comes (RFC 3261 section 17.1.2). */
  ask: (asked: Asked) => Promise<Answer>
  /** Takes a response; those to nothing asked are ignored. */
  take: (response: SipResponse) => void
  /** Where the other side sees us, behind address translation too (RFC 3581); else our own address. */
  seenAs: () => { host: string; port: number | null }
}

type Wanted = { transport: Transport; user: string; password: string; newToken: () => string }
type Signing = { challenge: Challenge; count: number }

export function createRequests({ transport, user, password, newToken }: Wanted): Requests {
  const open = new Map<string, (response: SipResponse) => void>()
  /** What was last asked for, so that the next request is signed before it is asked. */
  const signings = new Map<string, Signing>()
  let seen: { host: string; port: number | null } | null = null

  async function ask(asked: Asked): Promise<Answer> {
    const body = asked.body ?? Buffer.alloc(0)
    let fresh: string | null = null
    for (let round = 0; ; round += 1) {
      const signed = [...signings].map(([name, signing]) => {
        signing.count += 1
        return [name, answerChallenge(signing.challenge, { user, password }, { method: asked.method, uri: asked.uri, body }, signing.count, newToken())] as const
      })
      const answer = await once(asked, signed, body)
      if (answer.type !== 'final') return answer
      const { response } = answer
      if (response.status !== 401 && response.status !== 407) return answer
      const [asks, signs] = response.status === 401 ? (['www-authenticate', 'authorization'] as const) : (['proxy-authenticate', 'proxy-authorization'] as const)
      const challenge = chooseChallenge(rawHeaders(response, asks))
      // Only an answer to a challenge of just now can be wrong: an older nonce may be too old, said or not.
      if (!challenge || (fresh === signs && !challenge.stale) || round >= MOST_ROUNDS) {
        signings.delete(signs)
        return { type: 'refused', response }
      }
      signings.set(signs, { challenge, count: 0 })
      fresh = signs
    }
  }

  function once(asked: Asked, signed: readonly (readonly [string, string])[], body: Buffer): Promise<Answer> {
    const way = asked.over ?? transport
    const branch = `z9hG4bK${newToken()}`
    const { host, port } = way.local
    const request: SipRequest = {
      type: 'request',
      method: asked.method,
      uri: asked.uri,
      headers: [
        ['via', `SIP/2.0/${way.protocol} ${inUri(host)}${port === null ? '' : `:${port}`};rport;branch=${branch}`],
        ['max-forwards', '70'],
        ['from', asked.from],
        ['to', asked.to],
        ['call-id', asked.callId],
        ['cseq', `${asked.cseq()} ${asked.method}`],
        ...(asked.headers ?? []),
        ...signed,
        ['user-agent', 'Rapport'],
      ],
      body,
    }
    const bytes = writeMessage(request)
    if (!way.isOpen()) return Promise.resolve({ type: 'unsent' })
    return new Promise((resolve) => {
      let wait = T1
      let again: NodeJS.Timeout | null = null
      const finish = (answer: Answer): void => {
        open.delete(branch)
        if (again) clearTimeout(again)
        clearTimeout(limit)
        resolve(answer)
      }
      const limit = setTimeout(() => finish({ type: 'silent' }), asked.timeout)
      const repeat = (): void => {
        again = setTimeout(() => {
          way.send(bytes)
          wait = Math.min(2 * wait, T2)
          repeat()
        }, wait)
      }
      open.set(branch, (response) => {
        if (cseq(response).method !== asked.method) return
        if (response.status >= 200) return finish({ type: 'final', response })
        wait = T2
      })
      void way.closed.then(() => finish({ type: 'silent' }))
      if (!way.reliable) repeat()
      way.send(bytes)
    })
  }

  return {
    ask,
    take(response) {
      const via = readVia(header(response, 'via') ?? '')
      const branch = via?.params.get('branch') ?? ''
      const told = open.get(branch)
      if (!told || !via) return
      const received = via.params.get('received')
      const rport = Number(via.params.get('rport') || Number.NaN)
      // A name of our own making (WebSocket) stays: nobody connects to it.
      if (via.port !== null && (received || rport > 0)) seen = { host: received || via.host, port: rport > 0 && rport < 65_536 ? rport : via.port }
      told(response)
    },
    seenAs: () => seen ?? transport.local,
  }
}
