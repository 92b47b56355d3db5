import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { callById } from '../../conversations/calls.ts'
import { temporaryFolder, temporaryPractice } from '../../testing/practice.ts'
import { afterTest, json, send } from './testing/http-line.ts'

it('has on the disk every event it answered 200, when it is killed among them', async () => {
  const folder = temporaryFolder()
  const key = randomBytes(32)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/served-practice.mjs'), join(folder, 'practice.db'), key.toString('hex'), 'secret'], { stdio: ['ignore', 'pipe', 'inherit'] })
  afterTest(() => child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  const [address] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]

  const answered: string[] = []
  let refused = 0
  const sendOne = async (call: string): Promise<void> => {
    const event = { type: 'call.ringing', id: call, call, from: '+15550100177' }
    const reply = await send(address, '/v1/events', { headers: { authorization: 'Bearer secret', ...json }, body: JSON.stringify(event) }).catch(() => null)
    if (reply?.status === 200) answered.push(call)
    else refused += 1
    if (answered.length === 100) child.kill('SIGKILL')
  }
  await Promise.all(Array.from({ length: 600 }, (_, index) => sendOne(`c${index}`)))
  await exited
  expect(answered.length).toBeGreaterThanOrEqual(100)
  expect(refused).toBeGreaterThan(0)

  const { core } = await temporaryPractice({ folder, key })
  expect(answered.filter((call) => callById(core.db, `line:call:${call}`) === null)).toEqual([])
})
