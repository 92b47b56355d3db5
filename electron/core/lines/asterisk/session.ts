import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { log } from '../../log.ts'
import type { Ended } from '../reconnect.ts'
import { openSocket } from '../sockets.ts'
import { createReader, type Block } from './reader.ts'

const GREETING_WITHIN = 8 * SECOND
const ANSWER_WITHIN = 10 * SECOND
/** One line in the log for each bad piece, up to this many on a connection. */
const MOST_COMPLAINTS = 20
/** Longer lists than this are no phone system's of a practice. */
const MOST_ROWS = 2000

type Pending = { rows: Block[]; list: boolean; settle: (answer: Answer) => void; fail: (error: unknown) => void; timer: NodeJS.Timeout }

export type Answer = { ok: boolean; message: string; block: Block; rows: Block[] }

/** One connection to a manager port: actions and their answers by ActionID, and events. */
export type Session = {
  /** The version in its greeting, '' where it names none. */
  version: string
  /** The address the other end has, for deciding what may be sent in the clear. */
  remoteAddress: string
  /**
   * Sends an action and waits for its answer; with `list`, for all of its events too.
   * @throws PracticeError when no answer comes in time or the connection is lost
   */
  ask: (action: string, fields?: Record<string, string>, options?: { list?: boolean; within?: number; id?: string }) => Promise<Answer>
  onEvent: (listener: (event: Block) => void) => void
  /** What becomes of an Originate with this ActionID: the number of its failure, or null where none came in time. */
  outcomeOf: (id: string, within: number) => Promise<string | null>
  /** When an event or an answer last came, ms of `now`. */
  heardAt: () => number
  closed: Promise<Ended>
  /** Ends it, saying why. */
  close: (ended: Ended) => void
}

type Wanted = { host: string; port: number; tls: boolean; fingerprint: string; signal: AbortSignal; now: () => number; greetingWithin?: number }

/**
 * Connects and waits for the greeting.
 * @throws PracticeError with a sentence for the desk
 */
export async function openSession(wanted: Wanted): Promise<Session> {
  const { host, port, tls, fingerprint, signal, now } = wanted
  const socket = await openSocket({ host, port, tls, fingerprint, signal })
  const pending = new Map<string, Pending>()
  const outcomes = new Map<string, (block: Block) => void>()
  let listener: (event: Block) => void = () => undefined
  let heardAt = now()
  let actions = 0
  let complaints = 0
  let ended: Ended | null = null
  let settleClosed: (ended: Ended) => void = () => undefined
  const closed = new Promise<Ended>((resolve) => (settleClosed = resolve))
  let greeted: () => void = () => undefined

  const reader = createReader((what) => {
    complaints += 1
    if (complaints <= MOST_COMPLAINTS) log.warn('asterisk.badBlock', { what })
  })

  function close(why: Ended): void {
    if (ended) return
    ended = why
    socket.destroy()
    signal.removeEventListener('abort', stop)
    for (const one of pending.values()) one.fail(new PracticeError(why.message))
    settleClosed(why)
  }
  const stop = (): void => close({ message: 'It was stopped.' })
  const said = `The phone system at ${host} closed the connection.`
  const lost = (): void => close({ message: said, since: heardAt })
  signal.addEventListener('abort', stop, { once: true })
  // Closed in good order it was alive until now; broken, nobody knows since when it was not.
  socket.on('end', () => close({ message: said }))
  socket.on('error', lost)
  socket.on('close', lost)

  function answered(id: string, one: Pending, answer: Omit<Answer, 'rows'>): void {
    pending.delete(id)
    clearTimeout(one.timer)
    one.settle({ ...answer, rows: one.rows })
  }

  function takeAnswer(block: Block): void {
    const id = block.get('ActionID')
    const one = pending.get(id)
    if (!one) return
    const ok = !/^(?:error|goodbye)$/i.test(block.get('Response'))
    if (ok && one.list) return
    answered(id, one, { ok, message: block.get('Message'), block })
  }

  /** Whether it belongs to a list that was asked for. */
  function takeRow(block: Block): boolean {
    const id = block.get('ActionID')
    const one = id === '' ? undefined : pending.get(id)
    if (!one?.list) return false
    if (/complete$/i.test(block.get('Event')) || /complete/i.test(block.get('EventList'))) answered(id, one, { ok: true, message: '', block })
    else if (one.rows.length < MOST_ROWS) one.rows.push(block)
    return true
  }

  socket.on('data', (piece: Buffer) => {
    const blocks = reader.push(piece)
    // Something that dribbles, or sends what is no block, gives no sign of life.
    if (blocks.length > 0) heardAt = now()
    if (reader.greeting() !== null) greeted()
    for (const block of blocks) {
      if (ended) return
      const event = block.get('Event')
      if (event === '') takeAnswer(block)
      else if (event === 'OriginateResponse') outcomes.get(block.get('ActionID'))?.(block)
      else if (!takeRow(block)) listener(block)
    }
  })

  await waitForGreeting((resolve) => (greeted = resolve), wanted.greetingWithin ?? GREETING_WITHIN, closed, signal, host, port).catch((error: unknown) => {
    close({ message: '' })
    throw error
  })
  if (reader.greeting() === '') {
    close({ message: '' })
    throw new PracticeError(`What answers at ${host}:${port} is not the manager port (AMI) of an Asterisk phone system. Check the port; it is 5038 on most.`)
  }

  return {
    version: reader.greeting() ?? '',
    remoteAddress: socket.remoteAddress ?? '',
    ask(action, fields = {}, { list = false, within = ANSWER_WITHIN, id = `rapport-${(actions += 1)}` } = {}) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(new PracticeError(ended.message))
        const timer = setTimeout(() => {
          pending.delete(id)
          reject(new PracticeError(`The phone system at ${host} did not answer in time.`))
        }, within)
        const fail = (error: unknown): void => {
          clearTimeout(timer)
          pending.delete(id)
          reject(error)
        }
        pending.set(id, { rows: [], list, settle: resolve, fail, timer })
        socket.write(written({ Action: action, ActionID: id, ...fields }))
      })
    },
    onEvent: (take) => void (listener = take),
    outcomeOf: (id, within) =>
      new Promise((resolve) => {
        const settle = (reason: string | null): void => {
          clearTimeout(timer)
          outcomes.delete(id)
          resolve(reason)
        }
        const timer = setTimeout(() => settle(null), within)
        outcomes.set(id, (block) => settle(/^failure$/i.test(block.get('Response')) ? block.get('Reason') : null))
      }),
    heardAt: () => heardAt,
    closed,
    close,
  }
}

/** An action as it goes out. A line break in a value would be the beginning of an action of its own. */
function written(fields: Record<string, string>): string {
  return `${Object.entries(fields).map(([key, value]) => `${key}: ${value.replaceAll(/\p{Cc}/gu, ' ')}\r\n`).join('')}\r\n`
}

function waitForGreeting(onGreeting: (resolve: () => void) => void, within: number, closed: Promise<Ended>, signal: AbortSignal, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PracticeError(`Something answers at ${host}:${port}, but does not greet as an Asterisk manager port does. Check the port, and whether it wants TLS.`)), within)
    const done = (): void => {
      clearTimeout(timer)
      resolve()
    }
    onGreeting(done)
    // A phone system turns away an address that it does not permit by closing at once.
    void closed.then(({ message }) => {
      clearTimeout(timer)
      reject(new PracticeError(signal.aborted ? message : `${message} If it always does so at once, it does not permit this PC ("permit" and "deny" of its manager user), or wants TLS.`))
    })
  })
}
