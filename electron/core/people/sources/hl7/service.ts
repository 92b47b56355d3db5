import { connect } from 'node:net'
import type { RecordsSourceView } from '@shared/contract/views.ts'
import { SECOND } from '@shared/time.ts'
import type { Core } from '../../../core.ts'
import { PracticeError } from '../../../errors.ts'
import { log } from '../../../log.ts'
import { practiceOf } from '../../../practice/queries.ts'
import { recordsSettings } from '../queries.ts'
import { answersTo } from './ack.ts'
import { frame } from './framing.ts'
import { listen, type Listener, type Received } from './listener.ts'
import { typeOf } from './read.ts'
import { createTakeIn } from './take-in.ts'

/** An address or port that could not be had may be free later: the other program was closed, the network came up. */
const TRY_AGAIN_AFTER = 30 * SECOND
/** A window need not hear of each of a thousand messages. */
const TELL_EVERY = SECOND / 4
const TEST_WITHIN = 5 * SECOND

type Status = RecordsSourceView['status']

/** The listener of this practice: started and stopped with it, and anew with new settings. */
export type Hl7Service = {
  start: () => Promise<void>
  restart: () => Promise<void>
  stop: () => Promise<void>
  view: () => RecordsSourceView
  /** Sends it a message over the network, as the practice software would; nothing is changed by it. */
  test: () => Promise<{ ok: boolean; says: string }[]>
}

export function createHl7Service(core: Core): Hl7Service {
  const takeIn = createTakeIn(core)
  let listener: Listener | null = null
  let again: NodeJS.Timeout | undefined
  let telling: NodeJS.Timeout | undefined
  let turn: Promise<void> = Promise.resolve()
  let stopped = false
  let answers = 0
  let testId = ''
  let status: Status = { state: 'off', since: null, message: null, connections: 0, lastAt: null, taken: 0, passedOver: 0, refused: 0, dropped: 0, lastRefusal: null }

  function set(change: Partial<Status>): void {
    status = { ...status, ...(change.state !== undefined && change.state !== status.state ? { since: core.now() } : {}), ...change }
    if (stopped) return
    telling ??= setTimeout(() => {
      telling = undefined
      core.announce('recordsStatus', { id: 'hl7', status })
    }, TELL_EVERY)
  }

  /** Unlike any other of this practice's, and not longer than MSH-10 was in 2.3. */
  const controlId = (): string => `R${core.now().toString(36)}${(answers++ % 46_656).toString(36)}`

  function answer(received: Received): Buffer[] {
    const { message, outcome, kept } = takeIn(received)
    if (testId === '' || message?.header.get(10) !== testId) note(outcome, kept, message && typeOf(message))
    return answersTo(message, outcome, { now: core.now(), timeZone: practiceOf(core.db).timeZone, controlId })
  }

  function note({ code, number, says }: { code: string; number: number; says: string }, kept: boolean, type: { type: string; event: string } | null): void {
    const at = core.now()
    if (code === 'AA') return set({ lastAt: at, ...(kept ? { taken: status.taken + 1 } : { passedOver: status.passedOver + 1 }) })
    // Only what cannot hold anything of a patient: the standard's number, and a type that is one.
    const named = type && /^[A-Z]{3}$/.test(type.type) && /^[A-Z]\d\d$/.test(type.event) ? `${type.type}^${type.event}` : 'unknown'
    log.warn('hl7.refused', { code, number, type: named })
    set({ lastAt: at, refused: status.refused + 1, lastRefusal: { at, type: named === 'unknown' ? '' : named, says } })
  }

  async function open(): Promise<void> {
    const { enabled, port, address } = recordsSettings(core.db)
    if (!enabled || stopped) return set({ state: 'off', message: null, connections: 0 })
    try {
      listener = await listen({ host: address, port, answer, dropped: () => set({ dropped: status.dropped + 1 }), connections: (connections) => set({ connections }) })
      set({ state: 'live', message: null })
    } catch (error) {
      if (!(error instanceof PracticeError)) log.warn('hl7.listen', { error })
      set({ state: 'failed', message: error instanceof PracticeError ? error.message : 'It could not start. Check the address and port and save them again.' })
      again = setTimeout(() => void inTurn(open), TRY_AGAIN_AFTER)
      again.unref()
    }
  }

  async function close(): Promise<void> {
    clearTimeout(again)
    await listener?.stop()
    listener = null
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work, work)
    return turn
  }

  return {
    start: () => inTurn(open),
    restart: () => inTurn(() => close().then(open)),
    async stop() {
      stopped = true
      await inTurn(close)
      clearTimeout(telling)
    },
    view: () => ({ id: 'hl7', ...recordsSettings(core.db), status }),
    async test() {
      if (!listener) return [{ ok: false, says: status.message ?? 'It is switched off. Switch it on and test again.' }]
      const { host, port } = listener
      testId = controlId()
      const reply = await ask(host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port, testMessage(testId)).catch(() => null)
      const listens = { ok: true, says: `It listens at ${host}, port ${port}.` }
      if (reply?.includes('MSA|AA|')) return [listens, { ok: true, says: 'A test message was answered as it should be. Now let the practice software send one.' }]
      return [listens, { ok: false, says: 'A test message got no proper answer. Restart Rapport; if it stays so, another program may stand in between.' }]
    },
  }
}

function testMessage(id: string): string {
  return `MSH|^~\\&|RAPPORT|TEST|RAPPORT|TEST|20260101000000+0000||ADT^Z99|${id}|P|2.5.1\r`
}

/** One message and its answer, over the wire. */
function ask(host: string, port: number, message: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: TEST_WITHIN })
    let got = ''
    socket.on('connect', () => socket.write(frame(Buffer.from(message))))
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString('latin1')
      if (got.includes('\x1c')) socket.end(() => resolve(got))
    })
    socket.on('timeout', () => socket.destroy(new Error('timeout')))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  })
}
