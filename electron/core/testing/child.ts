import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const aliases = fileURLToPath(new URL('../../../tools/lib/aliases.mjs', import.meta.url))

/** Runs a script of this folder in a process of its own, killed after the test. `lines` are what it prints. */
export function startScript(name: string, args: readonly string[]): { child: ChildProcess; lines: AsyncIterator<string>; ended: Promise<void> } {
  const script = fileURLToPath(new URL(name, import.meta.url))
  const child = spawn(process.execPath, ['--import', aliases, script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), ended }
}
