import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { textById } from '../../conversations/texts.ts'
import { temporaryFolder, temporaryPractice } from '../../testing/practice.ts'
import { afterTest } from './testing/http-line.ts'

it.each([
  { kind: 'http', path: () => '/v1/events', type: 'application/json', body: (id: string) => JSON.stringify({ type: 'text.received', id, text: id, from: '+15550100177', body: 'Hello' }) },
  { kind: 'gateway', path: (id: string) => `/v1/gateway?from=%2B15550100177&id=${id}`, type: 'text/plain', body: () => 'Hello' },
])('the $kind line has on the disk every text it answered 200, when it is killed among them', async ({ kind, path, type, body }) => {
  const folder = temporaryFolder()
  const key = randomBytes(32)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/served-practice.mjs'), join(folder, 'practice.db'), key.toString('hex'), 'secret', kind], { stdio: ['ignore', 'pipe', 'inherit'] })
  afterTest(() => child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  const [address] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]

  const answered: string[] = []
  let refused = 0
  const sendOne = async (id: string): Promise<void> => {
    const reply = await fetch(`${address}${path(id)}`, { method: 'POST', headers: { authorization: 'Bearer secret', 'content-type': type }, body: body(id) }).catch(() => null)
    if (reply?.status === 200) answered.push(id)
    else refused += 1
    if (answered.length === 100) child.kill('SIGKILL')
  }
  const ids = Array.from({ length: 600 }, (_, index) => `t${index}`)
  // As many at once as the line has room for.
  await Promise.all(Array.from({ length: 50 }, async (_, sender) => {
    for (const id of ids.filter((_id, index) => index % 50 === sender)) await sendOne(id)
  }))
  await exited
  expect(answered.length).toBeGreaterThanOrEqual(100)
  expect(refused).toBeGreaterThan(0)

  const { core } = await temporaryPractice({ folder, key })
  expect(answered.filter((id) => textById(core.db, `line:text:${id}`) === null)).toEqual([])
})
