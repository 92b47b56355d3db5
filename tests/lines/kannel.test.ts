import { describe, expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { openLine, type Settings } from '../../electron/core/lines/http/testing/http-line.ts'
import { textById } from '../../electron/core/conversations/texts.ts'
import { freePort } from './servers/program.ts'
import { configOfPage, hasKannel, makeKannel } from './servers/kannel.ts'

const PATIENT = '+15550100142'

/** Rapport with its gateway line and a Kannel that knows it. Six seconds pass with each look at the clock: undoing is over at once. */
async function open(settings: Settings = {}) {
  const hook = { port: await freePort(), token: '' }
  const kannel = await makeKannel({ config: (ports) => configOfPage(ports, hook) })
  let at = Date.now()
  const line = await openLine('gateway', { now: () => (at += 6 * SECOND), settings: { port: hook.port, url: kannel.sendUrl, user: 'practice', password: 'change-me', ...settings } })
  hook.token = line.token
  const { db } = line.core
  const texts = () => db.prepare('SELECT * FROM texts ORDER BY at').all() as { id: string; body: string; at: number; direction: string; state: string; failure: string | null; conversation_id: string }[]
  const received = () => texts().filter(({ direction }) => direction === 'in').map(({ body }) => body)
  return {
    ...line,
    kannel,
    hook,
    texts,
    received,
    reply: async (body: string): Promise<string> => {
      line.core.record([{ kind: 'conversation.begun', body: { conversationId: PATIENT, display: PATIENT, textable: true }, at: line.core.now(), actor: 'desk' }])
      return String((await line.call('replies.send', { conversationId: PATIENT, body, templateId: null, language: null })).textId)
    },
    stateOf: (textId: string) => textById(db, textId)?.state ?? null,
  }
}

const soon = { timeout: 15 * SECOND, interval: 20 }
const long = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(4, '0')} word.`).join('')
const longEmoji = '👍🏽 ñ€'.repeat(150).slice(0, 1000).replace(/[\uD800-\uDBFF]$/, '!')
const WORDS = { ascii: 'Can I come at 3?', spanish: '¿Mañana a las 3? Sí, señora [€] ~^|', emoji: 'Grüße 👍🏽 日本', long, longEmoji }

describe.skipIf(!hasKannel)('the gateway line with Kannel', () => {
  it('takes in and sends out texts in every alphabet and length, each with its report', async () => {
    expect([long.length, longEmoji.length]).toEqual([1000, 1000])
    const { kannel, received, reply, stateOf, texts } = await open()
    await kannel.start()
    await kannel.carrierBrings(PATIENT, 'text', WORDS.ascii)
    await expect.poll(received, soon).toEqual([WORDS.ascii])
    await kannel.carrierBrings(PATIENT, 'text', WORDS.spanish)
    await expect.poll(received, soon).toContain(WORDS.spanish)
    await kannel.carrierBrings(PATIENT, 'ucs2', ucs2(WORDS.emoji))
    await expect.poll(received, soon).toContain(WORDS.emoji)
    await kannel.carrierBrings(PATIENT, 'text', WORDS.long)
    await expect.poll(received, soon).toContain(WORDS.long)
    await kannel.carrierBrings(PATIENT, 'ucs2', ucs2(WORDS.longEmoji))
    await expect.poll(received, soon).toContain(WORDS.longEmoji)
    await kannel.carrierBrings(PATIENT, 'udh-text', '%05%00%03%07%02%02 in two parts')
    await kannel.carrierBrings(PATIENT, 'udh-text', '%05%00%03%07%02%01 a text ')
    await expect.poll(received, soon).toContain('a text in two parts')
    await kannel.carrierBrings(PATIENT, 'text', '')
    await expect.poll(received, soon).toContain('')
    for (const [name, body] of Object.entries(WORDS)) {
      const id = await reply(body)
      await expect.poll(() => stateOf(id), soon).toBe('delivered')
      // Delivered is told when the first part is; the fake carrier may not have printed the last.
      await expect.poll(() => ({ name, ...kannel.sent().at(-1) }), soon).toEqual({ name, from: '+15550100000', to: PATIENT, body })
    }
    expect(texts()).toHaveLength(7 + 5)
  })

  it('keeps what Kannel has queued for a carrier that is offline as sent, until it is delivered', async () => {
    const { kannel, reply, stateOf } = await open()
    await kannel.start()
    const id = await reply('Come at 3.')
    await expect.poll(() => stateOf(id), soon).toBe('sent')
    await kannel.carrierComes()
    await expect.poll(() => stateOf(id), soon).toBe('delivered')
    await kannel.carrierGoes()
    const second = await reply('Or at 4.')
    await expect.poll(() => stateOf(second), soon).toBe('sent')
    await kannel.carrierComes()
    await expect.poll(() => stateOf(second), soon).toBe('delivered')
    // What the carrier's double printed is read a moment after Kannel told of the delivery.
    await expect.poll(() => kannel.sent().map(({ body }) => body), soon).toEqual(['Come at 3.', 'Or at 4.'])
  })

  it('says why a text failed: the password, or Kannel itself', async () => {
    const { kannel, reply, stateOf, texts } = await open({ password: 'wrong' })
    const first = await reply('One')
    await expect.poll(() => stateOf(first), soon).toBe('failed')
    await kannel.start()
    const second = await reply('Two')
    await expect.poll(() => stateOf(second), soon).toBe('failed')
    expect(texts().map(({ failure }) => failure)).toEqual([
      'The text system could not be reached, so it was not sent. Check that it is running and its address in Settings.',
      'The text system did not accept the user name and password. Enter them again in Settings.',
    ])
  })

  it('tells in its test what works and what does not', async () => {
    const { kannel, call, lineId, save } = await open()
    const says = async () => ((await call('lines.test', { lineId })).steps as { step: string; ok: boolean; says: string }[]).map(({ step, ok, says: words }) => `${step} ${ok ? 'yes' : 'no'}: ${words}`)
    expect(await says()).toEqual([expect.stringMatching(/^reached no: Nothing answers at 127\.0\.0\.1:\d+\./)])
    await kannel.start()
    expect(await says()).toEqual([
      'reached yes: The text system answers.',
      'signedIn yes: It accepts the user name and password.',
      expect.stringMatching(/^reached yes: Rapport listens for texts on 127/),
      expect.stringMatching(/^heard no/),
    ])
    await save({ lineId, settings: { password: 'wrong' } })
    expect(await says()).toEqual(['reached yes: The text system answers.', 'signedIn no: The text system does not accept the user name and password. Enter them again.'])
    await save({ lineId, settings: { password: 'change-me', url: kannel.sendUrl.replace('sendsms', 'other') } })
    expect((await says()).at(-1)).toMatch(/knows no such address/)
  })

  it('gets every text that came while it was away, once and at its true time', async () => {
    const { kannel, received, texts, save, lineId } = await open()
    await kannel.start()
    await save({ lineId, enabled: false })
    const before = Math.floor(Date.now() / 1000) * 1000
    for (const body of ['one', 'two', 'three']) await kannel.carrierBrings(PATIENT, 'text', body)
    await expect.poll(() => kannel.output().match(/Retrying request/g)?.length ?? 0, soon).toBeGreaterThanOrEqual(3)
    const after = Date.now()
    await save({ lineId, enabled: true })
    await expect.poll(() => received().toSorted(), soon).toEqual(['one', 'three', 'two'])
    for (const { at } of texts()) expect(at).toSatisfy((time: number) => time >= before && time <= after)
  })

  it('loses nothing that Kannel could still tell, and doubles nothing, when Kannel is killed and back 50 times', { timeout: 110 * SECOND }, async () => {
    const { core, kannel, received, reply, stateOf, texts } = await open()
    const [certain, replies]: [string[], string[]] = [[], []]
    const rounds = [
      async function killedAfterAllWasTold(round: number) {
        await kannel.start()
        await kannel.carrierBrings(PATIENT, 'text', `in ${round}`)
        const id = await reply(`out ${round}`)
        await expect.poll(() => [stateOf(id), received().includes(`in ${round}`)], soon).toEqual(['delivered', true])
        certain.push(`in ${round}`)
        replies.push(id)
      },
      async function killedWhileOnlyItsStoreKnows(round: number) {
        await kannel.start({ smsbox: false })
        await kannel.carrierBrings(PATIENT, 'text', `in ${round}`)
        await kannel.stores(`in ${round}`)
        certain.push(`in ${round}`)
      },
      async function killedWithTextsOnTheirWay(round: number) {
        await kannel.start()
        const id = await reply(`out ${round}`)
        await expect.poll(() => stateOf(id), soon).toBe('sent')
        await kannel.stores(`out ${round}`)
        await kannel.carrierBrings(PATIENT, 'text', `in ${round}`)
        replies.push(id)
      },
    ]
    for (let round = 0; round < 50; round += 1) {
      await rounds[round % rounds.length]?.(round)
      await kannel.kill()
    }
    await kannel.start()
    await kannel.carrierComes()
    await expect.poll(() => certain.filter((body) => !received().includes(body)), soon).toEqual([])
    const bodies = replies.map((id) => textById(core.db, id)?.body ?? '')
    await expect.poll(() => bodies.filter((body) => !kannel.sent().some((text) => text.body === body)), soon).toEqual([])
    expect(received()).toEqual([...new Set(received())])
    expect(texts().filter(({ state }) => !['received', 'sent', 'delivered'].includes(state))).toEqual([])
  })
})

function ucs2(text: string): string {
  return [...Buffer.from(text, 'utf16le').swap16()].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
