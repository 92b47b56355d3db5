import type { Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'

/** The phone or text system at the other end of a line, as small as the line lets it be, on loopback. */
export type Peer = {
  /** What the line is saved with. */
  settings: Record<string, string | number | boolean>
  /** Fulfils once the line has signed in. */
  connected: Promise<void>
  /**
   * Lets a call from this number ring, or sends a text from it that says `id`.
   * @returns when it left for the line's socket, ms UTC
   */
  ring: (number: string, id: string) => Promise<number>
  /** Ends the call, answered; nothing for a text. */
  finish: (number: string, id: string) => Promise<void>
  /**
   * A call nobody takes, or a text, of each number, as fast as the line takes them; `id` begins the ids.
   * @returns when the first left, ms UTC
   */
  flood: (numbers: readonly string[], id: string) => Promise<number>
  close: () => Promise<void>
}

/** How a packet reaches a core that knows nothing, for the floor: see empty-app/core.mjs. */
export type Way = 'http' | 'udp' | 'tcp' | 'poll'

export type PeerKind = {
  /** As in the line's module. */
  kind: string
  way: Way
  shows: 'call' | 'text'
  /** Rings measured; fewer where the line only looks every few seconds. */
  rings: number
  /** The end of one ring is told with the next: waiting for it would take another look of the line. */
  lazy?: boolean
  open: () => Promise<Peer>
}

export async function listening(server: Server | NetServer): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A promise and what settles it. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** Does `work` for each of `items`, at most `width` at a time. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T, index)
  }
  await Promise.all(Array.from({ length: width }, lane))
}

/** Tries until `attempt` says yes. @throws after half a minute */
export async function until(what: string, attempt: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await attempt().catch(() => false)); ) {
    if (performance.now() > end) throw new Error(`${what} did not happen within 30 s`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
