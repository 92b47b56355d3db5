import { randomBytes, randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { MINUTE, SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import type { SendOutcome, Sink } from '../line.ts'
import type { Connection, Ended } from '../reconnect.ts'
import { createAnswering, type Handlers, type Ringing } from './answering.ts'
import { createBook, keyOfCall } from './book.ts'
import { callerOf } from './caller.ts'
import { keepAlive } from './keep-alive.ts'
import { header, type SipMessage, type SipRequest } from './message.ts'
import { endOf } from './reason.ts'
import { ALLOW, createRegistration, SignInRefused, type Identity, type Registration } from './registration.ts'
import { createRequests, type Requests } from './requests.ts'
import { readExtensions, type SipSettings } from './settings.ts'
import { readServers, systemResolver, targetsOf, type Resolver, type Server, type Target } from './targets.ts'
import { receiveText, sendText } from './texts.ts'
import { openTransport, type Transport } from './transport.ts'
import { inUri, readNameAddress } from './values.ts'
import { createWatch } from './watch.ts'

/** A refused password is tried again this seldom: phone systems lock out who knocks often. */
const REFUSED_WAIT = 5 * MINUTE
/** Over UDP nobody hears that the registrar was started anew and forgot us; signing in again this often mends it, and keeps the way open through firewalls. */
const UDP_REFRESH = 30 * SECOND
const SHORTEST_REFRESH = SECOND

export type Agent = {
  /** For `keepConnected`. */
  connect: (signal: AbortSignal) => Promise<Connection>
  sendText: (text: { to: string; body: string }) => Promise<SendOutcome>
  /** Lets go of every call that rings here; then, once the connection's signal has aborted, fulfils when it is signed out. */
  stop: () => void
  stopped: () => Promise<void>
}

export type Effects = { resolver: Resolver; newToken: () => string }
export const systemEffects: Effects = { resolver: systemResolver, newToken: () => randomBytes(9).toString('hex') }

/** A connection over which we are signed in. */
type Flow = { transport: Transport; requests: Requests; registration: Registration; identity: Identity; target: Target; where: string }

/** A phone that only rings: it signs in, says 180 to every call, and tells how each ended. */
export function createAgent(settings: SipSettings, sink: Sink, { resolver, newToken }: Effects = systemEffects): Agent {
  const book = createBook({ take: sink.take, now: sink.now })
  const watch = createWatch({ extensions: readExtensions(settings.watch), book, newToken })
  const legs = new Map<Ringing, string>()
  const leaving = new Set<Promise<void>>()
  let flow: Flow | null = null
  let isStopped = false

  const answering = createAnswering({
    current: () => flow?.transport ?? null,
    contact: () => flow?.registration.contact() ?? `<sip:${settings.extension}@invalid>`,
    newToken,
    onRing(ringing) {
      const { request } = ringing
      const callId = header(request, 'call-id') ?? ''
      const caller = callerOf(request)
      const legId = newToken()
      legs.set(ringing, legId)
      // The tag too: some small gateways begin to count their calls anew when they start.
      book.rings({ id: legId, callId, phone: null, direction: 'in', ...caller, key: keyOfCall(callId, readNameAddress(header(request, 'from') ?? '').params.get('tag') ?? '') })
    },
    onOver(ringing, cancel) {
      const legId = legs.get(ringing)
      legs.delete(ringing)
      if (legId === undefined) return
      const end = cancel ? endOf(cancel) : { answeredElsewhere: false as const, why: 'The phone system did not say how it ended.' }
      book.over(legId, end.answeredElsewhere ? { elsewhere: true, why: '' } : { elsewhere: false, why: end.why })
    },
    onRequest: answerRequest,
  })

  function answerRequest(request: SipRequest, answer: Parameters<Handlers['onRequest']>[1]): void {
    if (request.method === 'OPTIONS') return answer(200, 'OK', [['allow', ALLOW], ['accept', 'text/plain']])
    if (request.method === 'MESSAGE' && settings.texts) return receiveText(request, sink, answer)
    if (request.method === 'NOTIFY' && notify(request)) return answer(200, 'OK')
    if (request.method === 'NOTIFY') return answer(481, 'Subscription does not exist')
    answer(405, 'Method Not Allowed', [['allow', ALLOW]])
  }

  function notify(request: SipRequest): boolean {
    try {
      return watch.notify(request)
    } catch (error) {
      log.warn('sip.badMessage', { error })
      return true
    }
  }

  function onMessage(message: SipMessage, over: () => Flow | null): void {
    const way = over()
    if (!way || isStopped && message.type === 'request') return
    if (message.type === 'response') way.requests.take(message)
    else answering.take(message, way.transport)
  }

  /** Opens a way to one place and signs in there. Closed again when that fails. */
  async function signIn(server: Server, target: Target, signal: AbortSignal): Promise<{ made: Flow; granted: number }> {
    const made = await openFlow({ settings, server, target, signal, newToken, now: sink.now, instance: instanceOf(sink), onMessage })
    const stop = (): void => made.transport.close()
    signal.addEventListener('abort', stop, { once: true })
    try {
      return { made, granted: await made.registration.register() }
    } catch (error) {
      made.transport.close()
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  /** Stays signed in over a connection until it is lost or `signal` aborts. */
  function stay(made: Flow, granted: number, signal: AbortSignal): Connection {
    const { transport, registration, requests, where } = made
    const live = (): void =>
      sink.live({ untold: settings.texts ? ['calls', 'texts'] : ['calls'], address: `${settings.extension} at ${where} over ${transport.protocol}` })
    let fail: (ended: Ended) => void = () => undefined
    const failed = new Promise<Ended>((resolve) => (fail = resolve))
    let timer: NodeJS.Timeout | null = null
    let slept = false
    let busy = false

    const refresh = async (): Promise<void> => {
      if (busy || signal.aborted) return
      if (timer) clearTimeout(timer)
      busy = true
      try {
        plan(await registration.register())
        if (slept && !signal.aborted) live()
        slept = false
      } catch (error) {
        if (!(error instanceof PracticeError)) log.warn('sip.refresh', { error })
        fail({ message: error instanceof PracticeError ? error.message : 'The connection broke off.', since: transport.heardAt() })
      } finally {
        busy = false
      }
    }
    const plan = (seconds: number): void => {
      if (signal.aborted) return
      const half = (Math.min(seconds, settings.expiry) * SECOND) / 2
      timer = setTimeout(() => void refresh(), Math.max(SHORTEST_REFRESH, transport.reliable ? half : Math.min(half, UDP_REFRESH)))
    }
    const alive = transport.reliable
      ? keepAlive({ transport, now: sink.now, ask: () => isThere(requests, made.identity, newToken), onDead: () => fail({ message: `${where} has stopped answering.`, since: transport.heardAt() }) })
      : null
    // After sleep, or on another network, the connection may be dead without having heard of it.
    const offWake = sink.onWake(({ asleepSince }) => {
      if (asleepSince !== null) {
        slept = true
        sink.away('This PC was asleep.', asleepSince)
      }
      void refresh()
    })
    const leave = async (): Promise<void> => {
      if (timer) clearTimeout(timer)
      alive?.stop()
      offWake()
      if (flow === made && isStopped) answering.stop()
      if (transport.isOpen() && isStopped) await registration.unregister()
      transport.close()
      if (flow === made) flow = null
    }
    signal.addEventListener(
      'abort',
      () => {
        const left = leave().catch((error: unknown) => log.warn('sip.leave', { error }))
        leaving.add(left)
        void left.then(() => leaving.delete(left))
      },
      { once: true },
    )
    flow = made
    plan(granted)
    live()
    watch.over({ requests, identity: made.identity, contact: registration.contact, signal })
    return { closed: Promise.race([transport.closed, failed]) }
  }

  return {
    async connect(signal) {
      const problems: unknown[] = []
      for (const server of readServers(settings.server)) {
        try {
          for (const target of await targetsOf(server, settings.transport, resolver)) {
            signal.throwIfAborted()
            try {
              const { made, granted } = await signIn(server, target, signal)
              signal.throwIfAborted()
              return stay(made, granted, signal)
            } catch (error) {
              problems.push(error)
            }
          }
        } catch (error) {
          problems.push(error)
        }
      }
      const refused = problems.find((problem) => problem instanceof SignInRefused)
      if (refused && !signal.aborted) {
        sink.away(refused.message)
        await pause(REFUSED_WAIT, signal)
      }
      throw refused ?? problems[0] ?? new PracticeError('Enter the address of the phone system in Settings.')
    },
    async sendText(text) {
      if (!flow) return { outcome: 'failed', reason: 'The line to the phone system is down just now, so it was not sent.' }
      const { requests, transport, identity, target } = flow
      const openLarge = async (): Promise<{ transport: Transport } | null> => {
        const events = { onMessage: (message: SipMessage): void => (message.type === 'response' ? requests.take(message) : undefined), onBad: () => undefined, now: sink.now }
        const opened = await openTransport({ target, transport: 'tcp', fingerprint: '', signal: AbortSignal.timeout(5 * SECOND), events }).catch(() => null)
        return opened && { transport: opened }
      }
      return sendText(text, { requests, transport, identity, newToken, openLarge })
    },
    stop() {
      isStopped = true
      book.flush()
    },
    async stopped() {
      await Promise.all(leaving)
      answering.stop()
      book.flush()
    },
  }
}

type FlowWanted = {
  settings: SipSettings
  server: Server
  target: Target
  signal: AbortSignal
  newToken: () => string
  now: () => number
  instance: string
  onMessage: (message: SipMessage, over: () => Flow | null) => void
}

/** Opens a connection and what speaks over it; nothing is sent yet. @throws PracticeError */
export async function openFlow({ settings, server, target, signal, newToken, now, instance, onMessage }: FlowWanted): Promise<Flow> {
  let flow: Flow | null = null
  let toldBadAt = -Infinity
  const events = {
    now,
    onMessage: (message: SipMessage) => onMessage(message, () => flow),
    onBad: (error: unknown) => {
      // A flood of them fills no disk with lines.
      if (now() - toldBadAt < SECOND) return
      toldBadAt = now()
      log.warn('sip.badMessage', { error })
    },
  }
  const transport = await openTransport({ target, transport: settings.transport, fingerprint: settings.fingerprint, signal, events })
  const domain = settings.domain || (isIP(server.host) === 6 ? inUri(server.host) : server.host)
  const identity: Identity = { extension: settings.extension, domain, user: `rapport-${instance.slice(0, 8)}`, instance }
  const requests = createRequests({ transport, user: settings.authUser || settings.extension, password: settings.password, newToken })
  const where = server.port === null ? server.host : `${inUri(server.host)}:${server.port}`
  const registration = createRegistration({ transport, requests, identity, expiry: settings.expiry, where, newToken })
  flow = { transport, requests, registration, identity, target, where }
  return flow
}

/** Names this line on this PC to registrars, for good (RFC 5626 section 4.1). */
function instanceOf(sink: Sink): string {
  const known = sink.memory.get('instance')
  if (known !== null) return known
  const made = randomUUID()
  sink.memory.set('instance', made)
  return made
}

/** Whatever is answered shows that somebody is there. */
async function isThere(requests: Requests, identity: Identity, newToken: () => string): Promise<boolean> {
  const answer = await requests.ask({
    method: 'OPTIONS',
    uri: `sip:${identity.domain}`,
    from: `<sip:${identity.extension}@${identity.domain}>;tag=${newToken()}`,
    to: `<sip:${identity.domain}>`,
    callId: newToken(),
    cseq: () => 1,
    timeout: 8 * SECOND,
  })
  return answer.type === 'final' || answer.type === 'refused'
}

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, time)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
