import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * An app that was started as a person starts it, and its window's page. Not through Playwright: its loader holds the
 * app back until it has attached itself, which would be part of every start.
 */
export type RunningApp = {
  pid: number
  /** When it was asked to start, ms UTC. */
  startedAt: number
  /** Evaluates an expression in the page, awaiting a promise. */
  evaluate: <T>(expression: string) => Promise<T>
  /** To be added to the times that `paintedExpression` gives. */
  pageClockError: number
  stop: () => Promise<void>
}

const PATIENCE = 60_000

/** Starts `folder` (an app with its package.json) on the runtime that run.mjs chose, and waits until `selector` is painted. */
export async function startApp(folder: string, args: string[], selector: string): Promise<RunningApp & { paintedAt: number }> {
  const runtime = process.env['ELECTRON_EXEC_PATH']
  if (!runtime) throw new Error('Start the bench with `npm run bench`, which chooses what the app runs on.')
  const asRoot = process.env['RAPPORT_RUNTIME_KIND'] === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const startedAt = now()
  const child = spawn(runtime, ['--remote-debugging-port=0', ...asRoot, folder, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = (): Promise<void> => end(child)
  try {
    const devTools = await devToolsOf(child)
    const until = Date.now() + PATIENCE
    for (;;) {
      try {
        const evaluate = await attach(devTools)
        const painted = await evaluate<number>(paintedExpression(selector))
        const pageClockError = await evaluate<number>(`(${clockError.toString()})()`)
        return { pid: child.pid ?? 0, startedAt, paintedAt: painted + pageClockError, pageClockError, evaluate, stop }
      } catch (error) {
        // Not there yet, or it went on from its first blank page meanwhile.
        if (Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Now in ms UTC with fractions, comparable with the page's times. */
export function now(): number {
  return performance.timeOrigin + performance.now() + ownClockError
}

/**
 * How far `performance` is behind the system's clock, which may have been set since this process began. Runs in the
 * page as well: without it the two could not be compared.
 */
function clockError(): number {
  let error = -Infinity
  // Date cuts off its fraction, so the largest difference is the true one.
  for (const until = performance.now() + 5; performance.now() < until; ) error = Math.max(error, Date.now() - performance.timeOrigin - performance.now())
  return error
}

const ownClockError = clockError()

/** A promise of the moment (ms UTC by the page's clock) when the frame that holds `selector` has been painted. */
export function paintedExpression(selector: string): string {
  return paintedWhen(`document.querySelector(${JSON.stringify(selector)})`)
}

/** The same for the first frame in which a condition (an expression in the page) holds. */
export function paintedWhen(condition: string): string {
  return `new Promise((done) => {
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())))
    const look = () => (${condition}) && (observer.disconnect(), painted())
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true, attributes: true })
    look()
  })`
}

function devToolsOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4000)
      const found = /DevTools listening on ws:\/\/([^/\s]+)\//.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`The app ended with ${code} before it opened a window:\n${text}`)))
    child.once('error', reject)
  })
}

type Target = { type: string; url: string; webSocketDebuggerUrl?: string }

async function attach(devTools: string): Promise<RunningApp['evaluate']> {
  const targets = (await (await fetch(`http://${devTools}/json/list`)).json()) as Target[]
  const page = targets.find(({ type, url }) => type === 'page' && url.includes('desk'))
  if (!page?.webSocketDebuggerUrl) throw new Error('The app opened no window.')
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('The page could not be reached.')))
  })
  type Answer = { id: number; result?: { result?: { value?: unknown }; exceptionDetails?: { text: string } }; error?: { message: string } }
  const waiting = new Map<number, (answer: Answer) => void>()
  let calls = 0
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const answer = JSON.parse(data) as Answer
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  socket.addEventListener('close', () => {
    for (const [id, give] of waiting) give({ id, error: { message: 'the page went away' } })
  })
  return async <T>(expression: string): Promise<T> => {
    const id = ++calls
    const answer = await new Promise<Answer>((resolve) => {
      const tooLong = setTimeout(() => resolve({ id, error: { message: `what the bench waited for did not come: ${expression}` } }), PATIENCE)
      waiting.set(id, (given) => {
        clearTimeout(tooLong)
        resolve(given)
      })
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } }))
    })
    const failure = answer.error?.message ?? answer.result?.exceptionDetails?.text
    if (failure !== undefined) throw new Error(failure)
    return answer.result?.result?.value as T
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(tooLong)
}
