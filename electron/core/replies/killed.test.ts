import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { startScript } from '../testing/child.ts'
import { temporaryFolder } from '../testing/practice.ts'

const KILLS = 50
/** Of the four texts of each process one is being answered when it is killed, one was answered, and two are about to leave or have just left. */
const TEXTS = KILLS * 4

/** A text system that counts what it is given; an answer can be held until its asker is gone. */
async function startCounter(): Promise<{ url: string; got: Map<string, number>; heldOne: () => Promise<void>; hold: (held: boolean) => void }> {
  const got = new Map<string, number>()
  let held = true
  let arrived: () => void = () => undefined
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string }
      got.set(id, (got.get(id) ?? 0) + 1)
      if (held && id.endsWith('-held')) return arrived()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `p-${id}` }))
    })().catch(() => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    got,
    heldOne: () => new Promise((resolve) => (arrived = resolve)),
    hold: (value) => (held = value),
  }
}

test(
  `${TEXTS} texts in ${KILLS} processes killed before, while and after the provider answers: none ever leaves twice, and what may have been sent is work for a person`,
  async () => {
    const counter = await startCounter()
    const file = join(temporaryFolder(), 'practice.db')
    const key = randomBytes(32).toString('hex')
    for (let run = 0; run < KILLS; run += 1) {
      const heldOne = counter.heldOne()
      const { child, ended } = startScript('send-until-killed.ts', [file, key, counter.url, `${run}`])
      await heldOne
      // Each at another moment: in these milliseconds the journal is written, the line asked, and the answer taken in.
      await wait(run % 23)
      child.kill('SIGKILL')
      await ended
    }
    counter.hold(false)
    const { lines } = startScript('send-until-killed.ts', [file, key, counter.url])
    const rows = JSON.parse((await lines.next()).value as string) as { id: string; state: string; waits: number | null }[]
    expect(rows).toHaveLength(TEXTS)
    expect([...counter.got].filter(([, times]) => times > 1), 'texts that left twice').toEqual([])
    const wrong = rows.filter(({ id, state, waits }) => {
      const left = counter.got.has(id)
      if (state === 'sent') return !left
      // It may have been sent: red, and somebody waits.
      if (state === 'unknown') return waits === null
      return left || state === 'queued' || state === 'sending'
    })
    expect(wrong).toEqual([])
    const states = Object.groupBy(rows, ({ state }) => state)
    expect(states['unknown']?.length ?? 0).toBeGreaterThanOrEqual(KILLS)
    expect(states['sent']?.length ?? 0).toBeGreaterThan(KILLS / 2)
  },
  10 * MINUTE,
)
