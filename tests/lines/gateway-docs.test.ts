import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { fieldsOf } from '../../electron/core/lines/field.ts'
import { gatewayLine } from '../../electron/core/lines/gateway/index.ts'
import { gatewaySettings } from '../../electron/core/lines/gateway/settings.ts'
import { makePhone } from '../../electron/core/lines/gateway/testing/phone.ts'
import { afterTest, openLine } from '../../electron/core/lines/http/testing/http-line.ts'
import { textById } from '../../electron/core/conversations/texts.ts'
import { freePort } from './servers/program.ts'

const root = join(import.meta.dirname, '../..')
const pageOf = (name: string): string => readFileSync(join(root, 'docs/lines', name), 'utf8')
const page = pageOf('gateway.md')
const fields = fieldsOf(gatewaySettings)
const soon = { timeout: 15 * SECOND, interval: 20 }

/** The cells of the table whose head begins so. */
function table(of: string, head: string): string[][] {
  const rows = of.split('\n').map((row) => row.replace(/^\| |\s*\|$/g, '').split(/\s*\|\s?/).map((cell) => cell.trim()))
  const from = rows.findIndex(([first]) => first === head)
  const [, , ...rest] = rows.slice(from)
  return rest.slice(0, rest.findIndex((row) => row.length < 2))
}
const form = table(page, 'field in the form')

describe('docs/lines/gateway.md', () => {
  it('connects a phone as it says, command by command', async () => {
    const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', content = '']) => ({ language, content: content.trim() }))
    const commands = blocks.flatMap(({ language, content }, index) => (language === 'sh' && content.includes('curl') ? [{ command: content, answer: blocks[index + 1]?.content }] : []))
    const phone = await makePhone()
    const line = await openLine('gateway', { settings: { port: await freePort(), preset: 'smsgate', url: `${phone.address}/message`, user: phone.user, password: phone.password } })
    expect(commands).toHaveLength(2)
    for (const { command, answer } of commands) {
      const env = { ...process.env, PHONE: phone.address, RAPPORT: line.address(), LOGIN: `${phone.user}:${phone.password}`, TOKEN: line.token }
      const { stdout } = await promisify(execFile)('bash', ['-euc', command], { env })
      expect({ command, answer: stdout.trim() }).toEqual({ command, answer })
    }
    phone.receives('+15550100143', 'From the phone')
    const texts = () => line.core.db.prepare("SELECT body FROM texts WHERE direction = 'in' ORDER BY at").pluck().all()
    await expect.poll(texts, soon).toEqual(['Can I come at 3 instead?', 'From the phone'])
    expect(phone.webhooks.map(({ event }) => event)).toEqual(['sms:received', 'sms:sent', 'sms:delivered', 'sms:failed'])
  })

  it('names every field of the form, in its words and order, and no other', () => {
    const shown = fields.filter(({ name, control }) => control !== 'token' && !['preset', 'port'].includes(name)).map(({ label }) => label)
    expect(form.map(([label]) => label)).toEqual(shown)
  })

  it('describes its example so that it works', async () => {
    const asked: unknown[] = []
    const system = createServer((request, response) => {
      void request.toArray().then((chunks: Buffer[]) => {
        asked.push({ method: request.method, path: request.url, authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown })
        response.end(JSON.stringify({ message: { id: 'm-17' } }))
      })
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => system.once('listening', resolve))
    afterTest(() => {
      system.closeAllConnections()
      system.close()
    })
    const examples = form.map(([label, , example = '']) => {
      const field = fields.find((one) => one.label === label)
      const value = example.replaceAll('`', '')
      return [field?.name ?? '', field?.choices?.find((choice) => choice.label === value)?.value ?? value] as const
    })
    const entered = Object.fromEntries(examples.filter(([, value]) => value !== ''))
    expect(entered).toMatchObject({ method: 'POST', format: 'json', auth: 'bearer', accepted: 'json' })
    let at = Date.now()
    const line = await openLine('gateway', {
      now: () => (at += 6 * SECOND),
      settings: { ...entered, preset: 'custom', port: await freePort(), url: `http://127.0.0.1:${(system.address() as AddressInfo).port}/v2/messages` },
    })
    const post = async (body: object) => (await fetch(`${line.address()}/v1/gateway/${line.token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status

    expect(await post({ type: 'incoming', id: 'i-3', from: '+15550100142', content: { text: 'Hi' }, at: '2026-03-10T15:04:05Z' })).toBe(200)
    expect(line.core.db.prepare('SELECT body, at, conversation_id FROM texts').all()).toEqual([{ body: 'Hi', at: Date.UTC(2026, 2, 10, 15, 4, 5), conversation_id: '+15550100142' }])
    const send = async (body: string) => String((await line.call('replies.send', { conversationId: '+15550100142', body, templateId: null, language: null })).textId)
    const stateOf = (id: string) => textById(line.core.db, id)?.state
    const id = await send('Come at 3.')
    await expect.poll(() => stateOf(id), soon).toBe('sent')
    expect(asked).toEqual([{ method: 'POST', path: '/v2/messages', authorization: 'Bearer the key', body: { to: ['+15550100142'], content: { text: 'Come at 3.' }, from: '+15550100000' } }])
    expect(await post({ type: 'delivered', message: 'm-17' })).toBe(200)
    expect(stateOf(id)).toBe('delivered')
  })
})

it.each(['gateway.md', 'kannel.md'])('docs/lines/%s quotes what the line says', (name) => {
  const sources = globSync(['electron/core/lines/gateway/*.ts', 'electron/core/lines/http/listen.ts', 'electron/core/lines/sockets.ts'], { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('').replaceAll(/\$\{[^}]*\}/g, '…')
  const quoted = table(pageOf(name), 'the line or its test says').flatMap(([first = '']) => (first.startsWith('(') ? [] : [first]))
  expect(quoted.length).toBeGreaterThan(5)
  expect(quoted.filter((words) => !sources.includes(words))).toEqual([])
})

it.each(['gateway.md', 'kannel.md', 'http.md'])('docs/lines/%s names buttons and choices that are there', (name) => {
  const settings = globSync('renderer/features/settings/**/*.tsx', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('')
  const words = [settings, ...fields.flatMap(({ choices = [] }) => choices.map(({ label }) => label)), gatewayLine.title, readFileSync(join(root, 'electron/core/lines/http/index.ts'), 'utf8')].join('\n')
  // What is written bold elsewhere is not of Rapport: the app on the phone, and warnings, which are sentences.
  const ofThePhone = ['Local Server', 'Offline', 'Require Internet connection', 'On the phone', 'On this PC', 'In Rapport', 'Tell the app where Rapport is', 'signing secret', 'in memory']
  const bold = [...pageOf(name).matchAll(/\*\*([^*]+)\*\*/g)].map(([, button = '']) => button.replace(/\s+/g, ' ')).filter((button) => !ofThePhone.includes(button) && button.split(' ').length < 8)
  expect(bold).toContain(name === 'http.md' ? 'Make an access token' : 'Connect')
  expect(bold.filter((button) => !words.includes(button))).toEqual([])
})
