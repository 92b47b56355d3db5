import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { makePhone, type PhoneReport } from '../../electron/core/lines/gateway/testing/phone.ts'
import { afterTest, openLine, type Settings } from '../../electron/core/lines/http/testing/http-line.ts'
import { textById } from '../../electron/core/conversations/texts.ts'
import { freePort } from './servers/program.ts'

const PATIENT = '+15550100142'
const soon = { timeout: 15 * SECOND, interval: 5 }

/** Rapport with its gateway line. Six seconds pass with each look at the clock: undoing is over at once. */
async function open(settings: Settings) {
  let at = Date.now()
  const line = await openLine('gateway', { now: () => (at += 6 * SECOND), settings: { port: await freePort(), ...settings } })
  const texts = () => line.core.db.prepare('SELECT * FROM texts ORDER BY at').all() as { id: string; body: string; at: number; direction: string; state: string; failure: string | null; conversation_id: string }[]
  return {
    ...line,
    texts,
    received: () => texts().filter(({ direction }) => direction === 'in').map(({ body }) => body),
    reply: async (body: string): Promise<string> => {
      line.core.record([{ kind: 'conversation.begun', body: { conversationId: PATIENT, display: PATIENT, textable: true }, at: line.core.now(), actor: 'desk' }])
      return String((await line.call('replies.send', { conversationId: PATIENT, body, templateId: null, language: null })).textId)
    },
    stateOf: (textId: string) => textById(line.core.db, textId)?.state ?? null,
    failureOf: (textId: string) => textById(line.core.db, textId)?.failure ?? null,
    steps: async () => ((await line.call('lines.test', { lineId: line.lineId })).steps as { step: string; ok: boolean; says: string }[]).map(({ step, ok, says }) => `${step} ${ok ? 'yes' : 'no'}: ${says}`),
  }
}

/** A phone that Rapport sends through, and that was told where Rapport is. */
async function openWithPhone(settings: Settings = {}) {
  const phone = await makePhone()
  const line = await open({ preset: 'smsgate', url: `${phone.address}/message`, user: phone.user, password: phone.password, ...settings })
  for (const event of ['sms:received', 'sms:sent', 'sms:delivered', 'sms:failed']) {
    const answer = await fetch(`${phone.address}/webhooks`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${phone.user}:${phone.password}`).toString('base64')}` },
      body: JSON.stringify({ id: `rapport-${event.slice(4)}`, url: `${line.address()}/v1/gateway/${line.token}`, event }),
    })
    expect(answer.status).toBe(201)
  }
  return { ...line, phone }
}

const WORDS = ['Can I come at 3?', '¿Mañana a las 3? Sí, señora [€] ~^|', 'Grüße 👍🏽 日本', '👍🏽 ñ€'.repeat(120).slice(0, 900), ' ']
/** What stands in braces would be filled in on its way out. */
const JSON_WORDS = '{"event":"sms:received"}'

describe('a phone as gateway', () => {
  it('takes in and sends out texts in every alphabet and length, each with its reports', async () => {
    const { phone, received, reply, stateOf } = await openWithPhone()
    const times = WORDS.map((_, index) => new Date(Date.UTC(2026, 2, 10, 15, index)))
    for (const [index, body] of WORDS.entries()) phone.receives(PATIENT, body, times[index])
    await expect.poll(received, soon).toEqual(WORDS)
    phone.receives(PATIENT, JSON_WORDS)
    await expect.poll(received, soon).toContain(JSON_WORDS)
    for (const body of WORDS.filter((word) => word.trim() !== '')) {
      const id = await reply(body)
      await expect.poll(() => stateOf(id), soon).toBe('sent')
      expect(phone.texts.at(-1)).toEqual({ id, to: PATIENT, body })
      // One delivered for each part of a long one.
      for (const report of ['sent', 'delivered', 'delivered'] as const) phone.reports(id, report)
      await expect.poll(() => stateOf(id), soon).toBe('delivered')
    }
    await expect.poll(() => phone.due, soon).toEqual([])
  })

  it('keeps each text at its true time, however late the phone can hand it over', async () => {
    const { phone, texts, save, lineId } = await openWithPhone()
    await save({ lineId, enabled: false })
    const at = Date.UTC(2026, 2, 10, 15, 4, 5)
    phone.receives(PATIENT, 'late', new Date(at))
    phone.receives(PATIENT, 'late', new Date(at + SECOND))
    await save({ lineId, enabled: true })
    await expect.poll(() => texts().map((text) => [text.body, text.at]), soon).toEqual([['late', at], ['late', at + SECOND]])
  })

  it('believes a report that is quicker than the answer to the text it is about', async () => {
    const { phone, reply, stateOf } = await openWithPhone()
    phone.beforeAnswering((id) => phone.reports(id, 'delivered'))
    const id = await reply('Quick')
    await expect.poll(() => stateOf(id), soon).toBe('delivered')
  })

  it('says why a text failed: the phone itself, what it refuses, its password, and that it may have been sent', async () => {
    const { phone, reply, stateOf, failureOf, save, lineId } = await openWithPhone()
    const first = await reply('One')
    await expect.poll(() => stateOf(first), soon).toBe('sent')
    phone.reports(first, 'failed')
    await expect.poll(() => failureOf(first), soon).toBe('The carrier did not deliver it: RESULT_ERROR_NO_SERVICE')
    phone.beforeAnswering(() => phone.kill())
    const cut = await reply('Cut off')
    await expect.poll(() => stateOf(cut), soon).toBe('unknown')
    const off = await reply('Off')
    await expect.poll(() => failureOf(off), soon).toBe('The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.')
    await phone.start()
    await save({ lineId, settings: { password: 'wrong' } })
    const wrong = await reply('Wrong')
    await expect.poll(() => failureOf(wrong), soon).toBe('The text system did not accept the user name and password. Enter them again in Settings.')
    expect(phone.texts.map(({ body }) => body)).toEqual(['One', 'Cut off'])
  })

  it('tells in its test what works and what does not', async () => {
    const { phone, steps, save, lineId } = await openWithPhone()
    expect((await steps()).slice(0, 3)).toEqual(['reached yes: The text system answers.', 'signedIn yes: It accepts the user name and password.', expect.stringMatching(/^reached yes: Rapport listens for texts on 127/)])
    await save({ lineId, settings: { password: 'wrong' } })
    expect((await steps()).at(-1)).toBe('signedIn no: The text system does not accept the user name and password. Enter them again.')
    await phone.kill()
    expect(await steps()).toEqual([expect.stringMatching(/^reached no: Nothing answers at 127\.0\.0\.1:\d+\./)])
    expect(phone.texts).toEqual([])
  })

  it('loses nothing and doubles nothing when the phone is killed and back 50 times, and Rapport’s line with it', { timeout: 60 * SECOND }, async () => {
    const { phone, received, reply, stateOf, texts, save, lineId } = await openWithPhone()
    const [brought, replies]: [string[], string[]] = [[], []]
    const rounds = [
      async function killedAfterAll(round: number) {
        const id = await reply(`out ${round}`)
        await expect.poll(() => stateOf(id), soon).toBe('sent')
        phone.reports(id, 'sent')
        phone.reports(id, 'delivered')
        replies.push(id)
        await phone.kill()
      },
      async function killedWhileRapportIsAway(round: number) {
        await save({ lineId, enabled: false })
        const before = received().length
        phone.receives(PATIENT, `away ${round}`)
        brought.push(`away ${round}`)
        await phone.kill()
        await save({ lineId, enabled: true })
        expect(received()).toHaveLength(before)
      },
      async function killedWhileItHandsOver(round: number) {
        phone.receives(PATIENT, `half ${round}`)
        brought.push(`half ${round}`)
        await expect.poll(() => received(), soon).toContain(`half ${round}`)
        await phone.kill()
      },
      async function killedBeforeItAnswers(round: number) {
        phone.beforeAnswering(() => phone.kill())
        const id = await reply(`unsure ${round}`)
        await expect.poll(() => stateOf(id), soon).toBe('unknown')
        phone.beforeAnswering(() => undefined)
        // It took the text all the same, and says so when it is back.
        phone.reports(id, 'delivered')
        replies.push(id)
      },
    ]
    for (let round = 0; round < 50; round += 1) {
      phone.receives(PATIENT, `in ${round}`)
      brought.push(`in ${round}`)
      await rounds[round % rounds.length]?.(round)
      await phone.start()
    }
    await expect.poll(() => brought.filter((body) => !received().includes(body)), soon).toEqual([])
    await expect.poll(() => phone.due, soon).toEqual([])
    expect(received()).toHaveLength(brought.length)
    expect(replies.filter((id) => stateOf(id) !== 'delivered')).toEqual([])
    expect(phone.texts.map(({ id }) => id)).toEqual(replies)
    expect(texts()).toHaveLength(brought.length + replies.length)
  })
})

/** A text system that answers as told; what it was asked. */
async function system(answer: string, status = 200, beforeAnswer: () => Promise<void> = () => Promise.resolve()) {
  const asked: { method: string; url: URL; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    void request.toArray().then(async (chunks: Buffer[]) => {
      asked.push({ method: request.method ?? '', url: new URL(request.url ?? '', 'http://x'), headers: request.headers, body: Buffer.concat(chunks).toString() })
      await beforeAnswer()
      response.writeHead(status).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterTest(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/** Every order of these. */
function orders<T>(of: readonly T[]): T[][] {
  return of.length < 2 ? [[...of]] : of.flatMap((first, index) => orders(of.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}

describe('reports about a text', () => {
  it.each<[string, string[], string]>([
    ['delivered', ['8', '4', '1', '1'], 'delivered'],
    ['failed at the carrier', ['8', '2', '4'], 'failed'],
    ['refused by it', ['16', '16'], 'failed'],
    ['only under way', ['8', '4', '8'], 'sent'],
  ])('of Kannel say in every order that it is %s', async (_name, reports, state) => {
    const kannel = await system('0: Accepted for delivery', 202)
    const { reply, stateOf } = await open({ url: kannel.url, user: 'practice', password: 'change-me' })
    for (const order of orders(reports)) {
      const id = await reply(`Order ${order.join(' ')} ${kannel.asked.length}`)
      await expect.poll(() => stateOf(id), soon).toBe('sent')
      const address = kannel.asked.at(-1)?.url.searchParams.get('dlr-url') ?? ''
      for (const dlr of order) expect(await fetch(address.replace('%d', dlr).replace('%T', '1773154800').replace('%A', ''))).toMatchObject({ status: 200 })
      expect({ order, state: stateOf(id) }).toEqual({ order, state })
    }
  })

  it.each<[string, PhoneReport[], string]>([
    ['delivered', ['sent', 'delivered', 'delivered'], 'delivered'],
    ['failed', ['sent', 'failed'], 'failed'],
  ])('of a phone say in every order that it is %s', async (_name, reports, state) => {
    const { phone, reply, stateOf } = await openWithPhone()
    for (const order of orders(reports)) {
      const id = await reply(`Order ${order.join(' ')} ${phone.texts.length}`)
      await expect.poll(() => stateOf(id), soon).toBe('sent')
      for (const report of order) phone.reports(id, report)
      await expect.poll(() => phone.due, soon).toEqual([])
      expect({ order, state: stateOf(id) }).toEqual({ order, state })
    }
  })

  it('are believed only at the address that was made for that text', async () => {
    const kannel = await system('0: Accepted for delivery', 202)
    const { reply, stateOf } = await open({ url: kannel.url })
    const first = await reply('One')
    await expect.poll(() => stateOf(first), soon).toBe('sent')
    const second = await reply('Two')
    await expect.poll(() => stateOf(second), soon).toBe('sent')
    const [one = '', two = ''] = kannel.asked.map(({ url }) => (url.searchParams.get('dlr-url') ?? '').replace('%d', '1'))
    const crossed = one.replace(/[\w-]{22}\?/, `${/([\w-]{22})\?/.exec(two)?.[1]}?`)
    expect((await fetch(crossed)).status).toBe(403)
    expect(stateOf(first)).toBe('sent')
    expect((await fetch(one)).status).toBe(200)
    expect([stateOf(first), stateOf(second)]).toEqual(['delivered', 'sent'])
  })
})

describe('a system described in the form', () => {
  it('is sent to, and heard, by the fields, the signing in and the answer that were entered', async () => {
    const other = await system('{"result":{"msg":"m-17"}}')
    const { reply, stateOf, received, address, bearer } = await open({
      preset: 'custom',
      url: `${other.url}send?route=2`,
      password: 'the-token',
      sender: '+15550100000',
      toField: 'message.to[]',
      textField: 'message.body',
      fromField: 'message.from',
      extra: 'flash=false',
      auth: 'header',
      authHeader: 'Authorization',
      accepted: 'json',
      acceptedIs: 'result.msg',
      idPath: 'result.msg',
      inFrom: 'msisdn',
      inText: 'content',
      inId: 'uid',
      inState: 'kind',
      textIs: 'mo',
      sentIs: 'accepted',
      deliveredIs: 'dlvrd seen',
      failedIs: 'undeliv rejected',
      inReportId: 'ref',
      inReason: 'why',
    })
    const id = await reply('Come at 3 & bring ñ')
    await expect.poll(() => stateOf(id), soon).toBe('sent')
    expect(other.asked).toEqual([expect.objectContaining({ method: 'POST', headers: expect.objectContaining({ authorization: 'the-token', 'content-type': 'application/json' }) })])
    expect(other.asked[0]?.url.search).toBe('?route=2')
    expect(JSON.parse(other.asked[0]?.body ?? '')).toEqual({ message: { to: [PATIENT], body: 'Come at 3 & bring ñ', from: '+15550100000' }, flash: false })

    const post = async (fields: Record<string, string>, form = false) =>
      (await fetch(`${address()}/v1/gateway`, { method: 'POST', headers: { ...bearer, ...(!form && { 'content-type': 'application/json' }) }, body: form ? new URLSearchParams(fields) : JSON.stringify(fields) })).status
    expect(await post({ kind: 'mo', msisdn: '15550100142', content: 'Grüße 👍🏽', uid: '1' })).toBe(200)
    expect(await post({ kind: 'mo', msisdn: '15550100142', content: 'by form é', uid: '2' }, true)).toBe(200)
    expect(await post({ kind: 'mo', msisdn: '15550100142', content: 'Grüße 👍🏽', uid: '1' })).toBe(200)
    expect(received()).toEqual(['Grüße 👍🏽', 'by form é'])
    expect(await post({ kind: 'low battery', ref: 'm-17' })).toBe(200)
    expect(stateOf(id)).toBe('sent')
    expect(await post({ kind: 'seen', ref: 'm-17' })).toBe(200)
    expect(stateOf(id)).toBe('delivered')
    expect(await post({ kind: 'mo', number: '15550100142', content: 'x' })).toBe(422)
  })

  it('is believed when it reports by an id of its own before it has told that id', async () => {
    const line = { report: () => Promise.resolve(0), refused: () => Promise.resolve(0) }
    let reported = Promise.resolve(0)
    const other = await system('{"id":"m-1"}', 200, async () => {
      reported = line.report()
      // Rapport answers what came after the report: so the report is there, and waits.
      for (let times = 0; times < 5; times += 1) expect(await line.refused()).toBe(403)
    })
    const { reply, stateOf, address, bearer } = await open({ preset: 'custom', url: other.url })
    line.report = async () => (await fetch(`${address()}/v1/gateway`, { method: 'POST', headers: { ...bearer, 'content-type': 'application/json' }, body: '{"state":"delivered","id":"m-1"}' })).status
    line.refused = async () => (await fetch(`${address()}/v1/gateway`)).status
    const id = await reply('Quick')
    await expect.poll(() => stateOf(id), soon).toBe('delivered')
    expect(await reported).toBe(200)
  })

  it('is not believed to have taken a text where its answer does not say so', async () => {
    const other = await system('ERR 301')
    const { reply, stateOf } = await open({ preset: 'custom', url: other.url, method: 'GET', format: 'query', accepted: 'words', acceptedIs: 'OK' })
    const id = await reply('One')
    await expect.poll(() => stateOf(id), soon).toBe('unknown')
    expect(other.asked).toHaveLength(1)
  })
})
