import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { atEnd } from './ending.ts'

/** Real servers and phones for the tests of lines: each in a folder of its own, on free ports of this machine only, gone after the test. */

/** Whether a program is on this machine; suites that need one that is not are skipped, by name. */
export function has(program: string): boolean {
  // Debian keeps servers where only root's PATH looks.
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

export type Program = {
  /** Everything it printed so far. */
  output: () => string
  /** Fulfils when its output matches; rejects when it ends before. */
  prints: (pattern: RegExp) => Promise<void>
  /** Ends it as a power cut would, and waits until it is gone. */
  kill: (signal?: NodeJS.Signals) => Promise<void>
  ended: Promise<number | null>
}

/** Starts a program; it and all its children end with the test. */
export function startProgram(command: string, args: readonly string[], { folder, env = {} }: { folder: string; env?: Record<string, string> }): Program {
  const child: ChildProcess = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, ...env } })
  let output = ''
  const watchers = new Set<() => void>()
  const heard = (chunk: Buffer): void => {
    output += chunk.toString()
    for (const look of watchers) look()
  }
  child.stdout?.on('data', heard)
  child.stderr?.on('data', heard)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const running = (): boolean => child.exitCode === null && child.signalCode === null
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    try {
      // Its whole group: servers fork workers that would keep the port.
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // Gone already.
    }
    if (running()) await ended
  }
  atEnd(() => kill())
  return {
    output: () => output,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(output)) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
        void ended.then(() => reject(new Error(`${command} ended before it printed ${String(pattern)}:\n${output.slice(-2000)}`)))
      }),
    kill,
    ended,
  }
}

/** A folder that is gone after the test. */
export function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `rapport-${name}-`))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A port nobody uses now, for TCP and UDP alike. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const socket = createSocket('udp4')
    const free = await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false))
      socket.bind(port, '127.0.0.1', () => resolve(true))
    })
    socket.close()
    server.close()
    await once(server, 'close')
    if (free) return port
  }
}

/** Looks again and again until it is so; ten seconds at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (const began = Date.now(); !holds(); await setTimeout(10)) if (Date.now() - began > 10_000) throw new Error(`it was not so within ten seconds: ${String(holds)}`)
}
