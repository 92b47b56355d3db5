import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { node24, root, toolEnv } from './paths.mjs'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let stopping = false

/**
 * Remembers a child, so that it ends when this process ends, however that happens.
 * @param {import('node:child_process').ChildProcess} child
 */
export function endWithUs(child) {
  running.add(child)
  child.once('close', () => running.delete(child))
}

/** @param {NodeJS.Signals} signal */
async function stopAll(signal) {
  if (stopping) return
  stopping = true
  const children = [...running]
  for (const child of children) child.kill('SIGTERM')
  // Electron saves and closes its windows; a child that does not manage in 5 s is ended by the exit handler.
  const tooLong = new Promise((resolve) => setTimeout(resolve, 5_000))
  await Promise.race([tooLong, Promise.all(children.map((child) => once(child, 'close')))])
  process.exit(128 + constants.signals[signal])
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void stopAll(signal))
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Runs a program to its end. Nothing here goes through a shell unless asked, so paths with spaces are safe.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, capture?: boolean, shell?: boolean }} [options]
 *   capture: collect the output instead of showing it
 * @returns {Promise<{ code: number, output: string }>} code 1 when the program could not start or was killed
 */
export function run(command, args, { env, capture = false, shell = false } = {}) {
  return new Promise((resolve) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(command, args, { cwd: root, env: env ?? process.env, stdio, shell, windowsHide: false })
    endWithUs(child)
    let output = ''
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk)
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}\n` }))
    // After Ctrl+C nothing may go on as if the program had merely failed: stopAll ends the process.
    child.on('close', (code) => !stopping && resolve({ code: code ?? 1, output }))
  })
}

/**
 * Runs a script on Node 24.
 * @param {string} script
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, capture?: boolean }} [options]
 */
export function runNode(script, args, { env = toolEnv(), capture } = {}) {
  return run(node24, [script, ...args], { env, capture })
}
