import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { recording, startAmi } from '../lines/servers/asterisk.ts'
import { answeringPhone } from '../lines/servers/baresip.ts'
import { endsWith } from '../lines/servers/ending.ts'
import { kamailio } from '../lines/servers/kamailio.ts'
import { hasKannel, makeKannel } from '../lines/servers/kannel.ts'
import { has } from '../lines/servers/program.ts'
import { call } from '../lines/servers/sipp.ts'
import { requestOf, sipPeer } from '../lines/servers/sip-peer.ts'
import { ACCOUNT, KEY, SECRET, startTwilio } from '../lines/servers/twilio.ts'
import { test as base, expect, type Rapport } from './fixtures.ts'
import { expectWell } from './support/looks.ts'
import { root } from './support/launch.ts'
import { freePort } from './support/ports.ts'

/** Somebody new connects each kind of line by its page, in an empty practice, to the real server where there is one. */

const PATIENT = '+15550100142'
const NAME = '(555) 010-0142'
const LATER = { timeout: 20_000 }

const test = base.extend<{ servers: void }>({
  servers: [
    async ({}, use) => {
      const ends: (() => unknown)[] = []
      endsWith((end) => void ends.push(end))
      await use()
      for (const end of ends.toReversed()) await end()
    },
    { auto: true },
  ],
})

async function begin({ settings, firstStart }: Rapport, kind: string): Promise<ReturnType<Rapport['settings']['newLine']>> {
  await firstStart.create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: 'Ana Lopez' })
  await settings.open('Lines')
  return settings.addLine(kind)
}

async function fill(form: Locator, fields: Record<string, string>): Promise<void> {
  for (const [label, typed] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(typed)
}

/** Answers the patient on the desk and waits until the text system has it. */
async function answer({ desk }: Rapport, words: string, state: 'sent' | 'delivered'): Promise<void> {
  await desk.composer.fill(words)
  await desk.send.click()
  await expect(desk.text(words)).toHaveAttribute('data-state', state, LATER)
}

test('SIP: calls that Kamailio forks to us and a phone, and texts both ways', async ({ rapport }) => {
  test.skip(!has('kamailio') || !has('sipp') || !has('baresip'), 'needs kamailio, sipp and baresip')
  const { page, settings, rail, desk } = rapport
  const carrier = await sipPeer()
  carrier.onRequest((request) => carrier.answer(request, '202 Accepted'))
  const pbx = await kamailio({ carrier: carrier.port })
  await pbx.start()
  const form = await begin(rapport, 'SIP extension')
  await fill(form, { Name: 'Phones', Server: `127.0.0.1:${pbx.port}`, Extension: 'desk', Password: 'wrong' })
  await form.getByText('More settings').click()
  await fill(form, { Domain: 'practice.test' })
  await form.getByRole('switch', { name: 'Texts over SIP' }).click()
  await form.getByRole('button', { name: 'Connect' }).click()
  const line = settings.line('Phones')
  await expect(line.step('Signed in')).toContainText(/password/i, LATER)
  await expectWell(page, 'Settings, Lines, a wrong password')

  await line.card.getByRole('textbox', { name: 'Password' }).fill('secret-desk')
  await line.card.getByRole('button', { name: /^Save/ }).click()
  await expect(line.state).toHaveText('Live', LATER)
  await line.startTest()

  await rail.go('Desk')
  await call(pbx.port, { caller: { number: PATIENT }, does: 'hangsUp', ringMs: 1500 })
  await expect(desk.ringingCall(NAME)).toBeVisible(LATER)
  await expect(desk.item(NAME)).toContainText('Missed', LATER)
  await answeringPhone(pbx.port)
  await call(pbx.port, { caller: { number: '+15550100163' }, does: 'talks', ringMs: 300 })
  await desk.filter('All').click()
  await expect(desk.item('(555) 010-0163')).toBeVisible(LATER)

  carrier.send(pbx.port, requestOf(carrier, 'MESSAGE', { call: 'text-1', number: PATIENT, more: ['Content-Type: text/plain;charset=UTF-8'] }), '¿A las 3?')
  await desk.open(NAME)
  await expect(desk.text('¿A las 3?')).toBeVisible(LATER)
  await answer(rapport, 'Yes, at three.', 'sent')
  expect(carrier.got.filter(({ method, text }) => method === 'MESSAGE' && text.includes('Yes, at three.'))).toHaveLength(1)
})

test('Asterisk: a call that nobody took, and who took the next', async ({ rapport }) => {
  const { page, settings, rail, desk } = rapport
  const pbx = await startAmi()
  const form = await begin(rapport, 'Asterisk phone system')
  await fill(form, { Name: 'Phones', 'Phone system': '127.0.0.1', Port: String(pbx.port()), 'User name': 'rapport', Password: 'secret-of-rapport' })
  await form.getByRole('button', { name: 'Connect' }).click()
  await expect(settings.line('Phones').state).toHaveText('Live', LATER)
  await expectWell(page, 'Settings, Lines, an Asterisk line')
  await rail.go('Desk')
  await pbx.say(asOfNow(recording('02-missed-noanswer.txt')))
  await expect(desk.item('(555) 010-0199')).toContainText('Missed', LATER)
  await pbx.kill()
  await expect(desk.lines).toContainText(/reconnecting/i, LATER)
  await pbx.start()
  await expect(desk.lines).toContainText(/live/i, LATER)
  await pbx.say(asOfNow(recording('01-answered.txt')))
  await desk.filter('All').click()
  await desk.open('(555) 010-0199')
  await expect(desk.thread).toContainText('Desk two')
})

test('Twilio: a text with what was there before, a call, and an answer that is delivered', async ({ rapport }) => {
  const { page, settings, rail, desk } = rapport
  const twilio = await startTwilio()
  twilio.text({ from: PATIENT, body: 'Sent before Rapport was there', sent: Date.now() - 3_600_000 })
  const form = await begin(rapport, 'Twilio')
  await fill(form, { Name: 'Our number', 'Account SID': ACCOUNT, 'API key SID': KEY, 'API key secret or Auth Token': SECRET, 'Your numbers': '+1 555-010-0100' })
  await form.getByText('More settings').click()
  await fill(form, { 'Look every (seconds)': '5', 'Address of Twilio': twilio.url })
  await form.getByRole('button', { name: 'Connect' }).click()
  await expect(settings.line('Our number').state).toHaveText('Live', LATER)
  await expectWell(page, 'Settings, Lines, a Twilio line')
  await rail.go('Desk')
  await desk.open(NAME)
  await expect(desk.text('Sent before Rapport was there')).toBeVisible()
  twilio.text({ from: PATIENT, body: 'Can I come at 3?' })
  await expect(desk.text('Can I come at 3?')).toBeVisible(LATER)
  await desk.composer.fill('Yes, at three.')
  await desk.send.click()
  await expect.poll(() => twilio.messages.find(({ body }) => body === 'Yes, at three.')?.to, LATER).toBe(PATIENT)
  const sent = twilio.messages.find(({ body }) => body === 'Yes, at three.')
  if (sent) Object.assign(sent, { status: 'delivered', updated: twilio.clock })
  await expect(desk.text('Yes, at three.')).toHaveAttribute('data-state', 'delivered', { timeout: 40_000 })
})

test('Kannel: a text comes in by the page’s configuration, and its answer is delivered', async ({ rapport }) => {
  test.skip(!hasKannel, 'needs kannel and kannel-extras')
  const { page, settings, rail, desk } = rapport
  const hook = { port: await freePort(), token: '' }
  const kannel = await makeKannel({
    config: (ports) =>
      ([['= 13000', `= ${ports.admin}`], ['= 13001', `= ${ports.box}`], ['= 13013', `= ${ports.send}`], ['= 10000', `= ${ports.carrier}`], [':7079/', `:${hook.port}/`], ['TOKEN', hook.token]] as const).reduce(
        (config, [from, to]) => config.replaceAll(from, to),
        /^```conf\n(.*?)^```$/ms.exec(readFileSync(join(root, 'docs/lines/kannel.md'), 'utf8'))?.[1] ?? '',
      ),
  })
  const form = await begin(rapport, 'Kannel and text gateways')
  await fill(form, { Name: 'Texts', 'Where to send texts': kannel.sendUrl, 'User name': 'practice', 'Password or token': 'change-me', 'Port for texts coming in': String(hook.port) })
  await form.getByRole('button', { name: 'Connect' }).click()
  const line = settings.line('Texts')
  hook.token = await line.takeToken()
  await expect(line.state).toHaveText('Live', LATER)
  await kannel.start()
  await kannel.carrierComes()
  await line.startTest()
  await expect(line.step('Signed in')).toContainText(/password/i)
  await expectWell(page, 'Settings, Lines, a Kannel line')
  await rail.go('Desk')
  await kannel.carrierBrings(PATIENT, 'text', 'Can I come at 3?')
  await desk.open(NAME)
  await expect(desk.text('Can I come at 3?')).toBeVisible(LATER)
  await answer(rapport, 'Sí, a las tres 👍', 'delivered')
  expect(kannel.sent().map(({ to, body }) => ({ to, body }))).toContainEqual({ to: PATIENT, body: 'Sí, a las tres 👍' })
})

/** A recording as if it happened now. */
function asOfNow(text: string): string {
  const first = Number(/Timestamp: (\d+)/.exec(text)?.[1] ?? 0)
  const shift = Math.floor(Date.now() / 1000) - first - 60
  return text.replace(/Timestamp: (\d+)/g, (_whole, seconds: string) => `Timestamp: ${Number(seconds) + shift}`)
}
