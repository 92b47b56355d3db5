import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { HOUR, SECOND } from '@shared/time.ts'
import { contactView, conversationView } from '../../conversations/views.ts'
import { temporaryFolder } from '../../testing/practice.ts'
import { afterTest, openHttpLine } from './testing/http-line.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/lines/http.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', content = '']) => ({ language, content }))

const commands = blocks.flatMap(({ language, content }, index) => (language === 'sh' && content.includes('curl') ? [{ command: content, answer: blocks[index + 1]?.content ?? '' }] : []))
/** From here on the page's line takes signed requests only. */
const signedFrom = commands.findIndex(({ command }) => command.includes('X-Rapport-Signature'))

async function runAll(some: typeof commands, env: Record<string, string>): Promise<void> {
  for (const { command, answer } of some) {
    const { stdout } = await promisify(execFile)('bash', ['-euc', command], { env: { ...process.env, ...env } })
    expect({ command, answer: JSON.parse(stdout) as unknown }).toEqual({ command, answer: JSON.parse(answer) as unknown })
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The receiver of the page, as it stands there. */
async function startReceiver(): Promise<{ url: string; lines: AsyncIterator<string> }> {
  const file = join(temporaryFolder(), 'receiver.mjs')
  writeFileSync(file, blocks.find((block) => block.language === 'js')?.content ?? '')
  const port = await freePort()
  const receiver = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] })
  afterTest(async () => {
    const exited = once(receiver, 'exit')
    receiver.kill()
    await exited
  })
  const lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('listening')
  return { url: `http://127.0.0.1:${port}/`, lines }
}

it('does what docs/lines/http.md says, command by command', async () => {
  const receiver = await startReceiver()
  // Six seconds pass with each look at the clock: the five seconds to undo a reply are over at once.
  let at = Date.UTC(2026, 2, 10, 15, 30)
  const line = await openHttpLine({ now: () => (at += 6 * SECOND), settings: { sendUrl: receiver.url, sendToken: 'my-send-token' } })
  await line.call('staff.save', { staffId: null, name: 'Ana Lopez' })

  // A text of ours, for the delivery report: it goes through the receiver of the page.
  await line.post({ type: 'call.ringing', id: 'first', call: 'first', from: '+15550100188' })
  const { textId } = await line.call('replies.send', { conversationId: '+15550100188', body: 'Hello there.', templateId: null, language: null })
  expect((await receiver.lines.next()).value).toBe(`text ${String(textId)} +15550100188 Hello there.`)
  await expect.poll(() => contactView(line.core.db, String(textId)), { timeout: 10 * SECOND }).toMatchObject({ state: 'sent' })

  const unsigned = commands.slice(0, signedFrom)
  expect(unsigned.length).toBeGreaterThanOrEqual(12)
  await runAll(unsigned, { RAPPORT: line.address(), TOKEN: line.token, TEXT_ID: String(textId) })

  const call = (name: string) => contactView(line.core.db, `${line.lineId}:call:${name}`)
  expect(call('c-1')).toMatchObject({ state: 'ended', answeredBy: 'Ana Lopez', ringSeconds: expect.any(Number), talkSeconds: expect.any(Number) })
  expect(call('c-2')).toMatchObject({ state: 'missed' })
  expect(call('c-3')).toMatchObject({ state: 'voicemail', voicemail: { seconds: 21 } })
  expect(call('pbx-77')).toMatchObject({ state: 'ended', answeredBy: 'Ana Lopez', conversationId: '+15550100163' })
  expect(contactView(line.core.db, String(textId))).toMatchObject({ state: 'delivered' })
  expect(conversationView(line.core.db, '+15550100142', at)).toMatchObject({ waitingFor: { voicemails: 1, texts: 1 } })
  expect(at).toBeLessThan(Date.UTC(2026, 2, 10, 15, 30) + 2 * HOUR)
})

it('takes what is signed as the page signs it, and nothing else', async () => {
  const secret = 'a secret of 22 letters'
  // Its own clock is the PC's, as that of `date` is.
  const line = await openHttpLine({ now: Date.now, settings: { signingSecret: secret } })
  const signed = commands.slice(signedFrom)
  expect(signed).toHaveLength(2)
  await runAll(signed, { RAPPORT: line.address(), TOKEN: line.token, SECRET: secret })
})
