import { once } from 'node:events'
import { createServer } from 'node:http'
import type Database from 'better-sqlite3'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { requestOnce } from '../../electron/core/lines/request-once.ts'
import { callById } from '../../electron/core/conversations/calls.ts'
import { openDatabase } from '../../electron/core/journal/database.ts'
import { openPractice } from '../../electron/core/practice-file.ts'
import { newPractice, practiceOf } from '../../electron/core/practice/queries.ts'
import { textBackFor } from '../../electron/core/replies/automatic.ts'
import { now, paintedWhen, startApp, type RunningApp } from './app.ts'
import { timeFigure, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { listening } from './lines/peer.ts'
import { PRACTICE_NOW } from './practice/model.ts'
import { bare, execute, recording, timed } from './recorded.ts'
import { emptyApp, FEED, root, withFolder } from './windows.ts'

const DECISIONS = 2000
const CLICKS = 60
const SENDS = 120
const WARM_UP = 10

/** (l) Whether a missed call is texted back, and with which words, on the whole practice. The floor is the same statements, executed bare. */
export function measureTextBack(practice: Practice): Figure {
  const db = openDatabase(practice.file, practice.key)
  try {
    const settings = { ...practiceOf(db), automatic: { ...newPractice.automatic, textBack: { ...newPractice.automatic.textBack, enabled: true } } }
    const missed = createRandom(5).shuffle(db.prepare(`SELECT id FROM calls WHERE direction = 'in' AND missed_at IS NOT NULL AND answered_at IS NULL`).pluck().all() as string[]).slice(0, 2 * DECISIONS)
    const half = Math.floor(missed.length / 2)
    const decide = (handle: typeof db, callId: string): void => {
      const call = callById(handle, callId)
      if (call) textBackFor(handle, settings, call, PRACTICE_NOW)
    }
    const recorder = recording(db)
    const known = new Map<string, Database.Statement<unknown[]>>()
    const plans = missed.slice(half).map((callId) => {
      decide(recorder.db as typeof db, callId)
      return bare(db, recorder.taken(), known)
    })
    const samples: number[] = []
    const floors: number[] = []
    for (const [index, callId] of missed.slice(0, half).entries()) {
      samples.push(timed(() => decide(db, callId)))
      floors.push(timed(() => execute(plans[index] ?? [])))
    }
    const figure = timeFigure(samples, floors, { text: 'below 1 ms', ratio: Infinity })
    return { ...figure, met: (figure.value ?? Infinity) < 1 }
  } finally {
    db.close()
  }
}

/** (m) From the click on a template until the composer with its words is painted. The floor is a click that fills a bare field. */
export async function measureTemplate(folder: string): Promise<Figure> {
  const chip = `document.querySelectorAll('[aria-label="Templates"] button[aria-pressed]')`
  const app = await startApp(root, [`--data=${folder}`], FEED)
  try {
    await app.evaluate(`document.querySelector(${JSON.stringify(FEED)}).click(); ${paintedWhen(`${chip}.length > 1`)}`)
    // Two templates in turns, so that each click changes what is written.
    const samples = await clicks(app, (index) => ({ click: `${chip}[${index % 2}].click()`, done: `${chip}[${index % 2}].getAttribute('aria-pressed') === 'true'` }))
    const floors = await withFolder(async (empty) => {
      const bareApp = await startApp(emptyApp, [`--data=${empty}`], FEED)
      try {
        await bareApp.evaluate(`document.body.innerHTML = '<button>a</button><button>b</button><textarea></textarea>'; for (const b of document.querySelectorAll('button')) b.onclick = () => { document.querySelector('textarea').value = b.textContent.repeat(120); document.body.dataset.chosen = b.textContent }; 0`)
        return await clicks(bareApp, (index) => ({ click: `document.querySelectorAll('button')[${index % 2}].click()`, done: `document.body.dataset.chosen === '${index % 2 === 0 ? 'a' : 'b'}'` }))
      } finally {
        await bareApp.stop()
      }
    })
    return timeFigure(samples, floors, { text: 'ratio <= 1.5', ratio: 1.5 })
  } finally {
    await app.stop()
  }
}

async function clicks(app: RunningApp, at: (index: number) => { click: string; done: string }): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < WARM_UP + CLICKS; index += 1) {
    const { click, done } = at(index)
    const took = await app.evaluate<number>(`(async () => { const from = performance.timeOrigin + performance.now(); const painted = ${paintedWhen(done)}; ${click}; return (await painted) - from })()`)
    if (index >= WARM_UP) samples.push(took)
  }
  return samples
}

/**
 * (n) From a text in the journal until its provider has accepted it and that is in the journal too, less the provider's own time. The floor
 * is the same request made bare, and two bare inserts.
 */
export async function measureSend(practice: Practice, floorFile: string): Promise<Figure> {
  let providerTook = 0
  const server = createServer((request, response) => {
    const from = performance.now()
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"p"}')
      providerTook = performance.now() - from
    })
  })
  const url = `http://127.0.0.1:${await listening(server)}/`
  let sent: (() => void) | null = null
  const { core, close } = await openPractice({ file: practice.file, key: practice.key, which: 'practice', now: Date.now, announce: (name, body) => void (name === 'changes' && (body as { upserts: { contact?: { type: string; state?: string }[] } }).upserts.contact?.some(({ type, state }) => type === 'text' && state === 'sent') && sent?.()) })
  const bareFile = openDatabase(floorFile, practice.key)
  try {
    core.record([{ kind: 'line.saved', body: { lineId: 'bench-out', kind: 'http', name: 'Out', enabled: true, settings: { port: 0, sendUrl: url } }, at: core.now(), actor: 'rule:bench' }])
    await core.lines.restart('bench-out')
    bareFile.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, body TEXT) STRICT')
    const insert = bareFile.prepare('INSERT INTO bare (body) VALUES (?)')
    const numbers = createRandom(6).shuffle(core.db.prepare('SELECT id FROM conversations WHERE textable = 1 LIMIT 2000').pluck().all() as string[])
    const samples: number[] = []
    const floors: number[] = []
    for (let index = 0; index < WARM_UP + SENDS; index += 1) {
      const [textId, conversationId] = [`bench-out-${Date.now()}-${index}`, numbers[index] ?? '']
      const accepted = new Promise<void>((resolve) => (sent = resolve))
      const from = now()
      core.record([{ kind: 'text.queued', body: { textId, conversationId, body: 'See you at 3:00', templateId: null, templateName: null, language: null, automatic: false, leavesAt: core.now(), lineId: 'bench-out' }, at: core.now(), actor: 'ana' }])
      await accepted
      const took = now() - from - providerTook
      const content = JSON.stringify({ id: textId, to: conversationId, body: 'See you at 3:00' })
      const bareFrom = now()
      insert.run(content)
      await requestOnce({ url, method: 'POST', headers: { 'content-type': 'application/json' }, content, timeout: 5000 })
      insert.run(content)
      const floor = now() - bareFrom - providerTook
      if (index < WARM_UP) continue
      samples.push(took)
      floors.push(floor)
    }
    return timeFigure(samples, floors, { text: 'ratio <= 3', ratio: 3 })
  } finally {
    bareFile.close()
    await close()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}
