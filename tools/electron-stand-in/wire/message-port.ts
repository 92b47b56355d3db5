import { AnsweredEmitter, answered } from '../answered.ts'
import { codec } from './codec.ts'
import type { PortMessage } from './router.ts'

/** How ports of one process reach their other ends: the router in main, a pipe to it in a utility process. */
export interface PortTransport {
  send(from: string, message: PortMessage): void
  close(end: string): void
  /** The end is at this process now; whatever waited for it may come. */
  arrive(end: string): void
  /** The port is being sent away with these messages unread. */
  depart(end: string, unread: PortMessage[]): void
}

export interface LocalPorts {
  /** Makes the port object for an end that has arrived in this process. */
  adopt(end: string): MessagePortMain
  deliver(end: string, message: PortMessage): void
  closed(end: string): void
  /** Takes the ports out of this process, for a message that carries them away; returns their ends. */
  release(ports: readonly unknown[]): string[]
}

// Held apart from the object, so that the app cannot reach it and the throwing proxy need not know of it.
interface PortState {
  end: string | undefined
  started: boolean
  unread: PortMessage[]
  closedWhileUnread: boolean
}

const states = new WeakMap<MessagePortMain, PortState>()
let owner: { transport: PortTransport; ports: LocalPorts } | undefined

/** Electron's MessagePortMain: events 'message' ({ data, ports }) after start(), and 'close' when the other end is gone. */
export class MessagePortMain extends AnsweredEmitter {
  constructor(state: PortState) {
    super('MessagePortMain', ['message', 'close'])
    const self = answered('MessagePortMain', this)
    states.set(this, state)
    states.set(self, state)
    return self
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const state = states.get(this)
    if (!owner || !state) return
    if (transfer.some((port) => states.get(port as MessagePortMain) === state)) {
      throw new Error('Port at index 0 contains the source port')
    }
    const body = codec.encode(message)
    const ports = owner.ports.release(transfer)
    if (state.end !== undefined) owner.transport.send(state.end, { body, ports })
  }

  start(): void {
    const state = states.get(this)
    if (!state || state.started) return
    state.started = true
    // As in Electron, nothing is emitted from inside start().
    queueMicrotask(() => {
      for (const message of state.unread.splice(0)) emitMessage(this, message)
      if (state.closedWhileUnread) this.emit('close')
    })
  }

  close(): void {
    const state = states.get(this)
    if (!owner || state?.end === undefined) return
    const end = state.end
    state.end = undefined
    owner.transport.close(end)
    queueMicrotask(() => this.emit('close'))
  }
}

function emitMessage(port: MessagePortMain, message: PortMessage): void {
  if (!owner) return
  port.emit('message', { data: codec.decode(message.body), ports: message.ports.map((end) => owner?.ports.adopt(end)) })
}

/** Sets up the ports of this process; called once, by main or by a utility process. */
export function createLocalPorts(transport: PortTransport): LocalPorts {
  const held = new Map<string, MessagePortMain>()
  const ports: LocalPorts = {
    adopt(end) {
      const port = new MessagePortMain({ end, started: false, unread: [], closedWhileUnread: false })
      held.set(end, port)
      transport.arrive(end)
      return port
    },
    deliver(end, message) {
      const port = held.get(end)
      const state = port && states.get(port)
      if (!port || !state) return
      if (state.started && state.unread.length === 0) emitMessage(port, message)
      else state.unread.push(message)
    },
    closed(end) {
      const port = held.get(end)
      const state = port && states.get(port)
      held.delete(end)
      if (!port || !state) return
      state.end = undefined
      // A close never overtakes messages: the reader would lose what was sent before.
      if (state.started && state.unread.length === 0) port.emit('close')
      else state.closedWhileUnread = true
    },
    release(transfer) {
      const chosen = transfer.map((port, index) => {
        const state = states.get(port as MessagePortMain)
        if (!state) throw new TypeError(`Invalid value for transfer: the item at index ${index} is not a MessagePortMain`)
        if (state.end === undefined) throw new Error(`Port at index ${index} is already neutered`)
        return state
      })
      return chosen.map((state) => {
        const end = state.end ?? ''
        state.end = undefined
        held.delete(end)
        transport.depart(end, state.unread.splice(0))
        return end
      })
    },
  }
  owner = { transport, ports }
  return ports
}
