import type { Codec } from '../wire/clone.ts'
import type { readFrame, writeFrame } from '../wire/frame.ts'
import type { WorldLink } from './world-link.ts'

export interface PreloadEnvironment {
  codec: Codec
  link: WorldLink
  writeFrame: typeof writeFrame
  readFrame: typeof readFrame
  /** Sends one frame to the stand-in: the CDP binding, which exists in the preload's world only. */
  send: (frame: string) => void
}

export interface PreloadWorld {
  /** Called by the stand-in over CDP with frames for this document. */
  receive(frames: string[]): void
  invoke(channel: string, args: unknown[]): Promise<unknown>
  post(kind: string, words: string[], value: unknown, transfer?: readonly MessagePort[]): void
  onMessage: (channel: string, args: unknown[], ports: MessagePort[]) => void
}

/**
 * The preload's line to the stand-in: messages, invocations, and MessagePorts whose far ends live elsewhere.
 * Runs in the page, in the preload's isolated world.
 */
export function createPreloadWorld({ codec, link, writeFrame, readFrame, send }: PreloadEnvironment): PreloadWorld {
  const held = new Map<string, MessagePort>()
  const pending = new Map<string, { resolve(value: unknown): void; reject(error: Error): void }>()
  const document_ = crypto.getRandomValues(new Uint32Array(2)).join('-')
  let made = 0

  const hold = (end: string, port: MessagePort) => {
    held.set(end, port)
    port.addEventListener('close', () => {
      if (held.delete(end)) send(writeFrame('close', [end]))
    })
    port.onmessage = (event) => post('port', [end], event.data, event.ports)
  }

  const sendAway = (ports: readonly MessagePort[]): string[] =>
    ports.map((port) => {
      const channel = `page-${document_}-${++made}`
      hold(`${channel}.a`, port)
      return `${channel}.b`
    })

  const adopt = (ends: string[]): MessagePort[] =>
    ends.map((end) => {
      const { port1, port2 } = new MessageChannel()
      hold(end, port1)
      return port2
    })

  const post = (kind: string, words: string[], value: unknown, transfer: readonly MessagePort[] = []) => {
    // Encoded first: a value that cannot be cloned must not cost the sender its ports.
    const body = codec.encode(value)
    send(writeFrame(kind, [...words, sendAway(transfer).join(',')], body))
  }

  const ask = <T>(kind: string, words: string[], body = ''): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = String(++made)
      pending.set(id, { resolve: (value) => resolve(value as T), reject })
      send(writeFrame(kind, [id, ...words], body))
    })

  link.provide('open', (url: string, name: string, features: string, disposition: string) => {
    send(writeFrame('open', [url, name, features, disposition]))
  })
  link.provide('close', () => send(writeFrame('close-window', [])))
  link.provide('permission', (name: string, media: string[] = []) => ask<boolean>('permission', [name, media.join(',')]))

  const world: PreloadWorld = {
    post,
    invoke: (channel, args) => ask('invoke', [channel], codec.encode(args)),
    onMessage: () => {},
    receive(frames) {
      for (const text of frames) {
        try {
          take(text)
        } catch (error) {
          reportError(error)
        }
      }
    },
  }

  const take = (text: string) => {
    const { kind, words, body } = readFrame(text)
    const [first = '', second = ''] = words
    const ends = second === '' ? [] : second.split(',')
    switch (kind) {
      case 'port':
        held.get(first)?.postMessage(codec.decode(body), adopt(ends))
        break
      case 'closed': {
        const port = held.get(first)
        held.delete(first)
        port?.close()
        break
      }
      case 'message':
        world.onMessage(first, codec.decode(body) as unknown[], adopt(ends))
        break
      case 'reply': {
        const asked = pending.get(first)
        pending.delete(first)
        if (second === 'ok') asked?.resolve(codec.decode(body))
        else asked?.reject(new Error(String(codec.decode(body))))
        break
      }
    }
  }
  return world
}
