import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { openLine, type Settings } from '../../electron/core/lines/http/testing/http-line.ts'
import { textById } from '../../electron/core/conversations/texts.ts'
import { freePort } from './servers/program.ts'
import { hasKannel, makeKannel, type KannelPorts } from './servers/kannel.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/lines/kannel.md'), 'utf8')
const written = /^```conf\n(.*?)^```$/ms.exec(page)?.[1] ?? ''
const PATIENT = '+15550100142'

/** The configuration of the page, with ports of this test's own; retries every second instead of every ten. */
function configOf(ports: KannelPorts, hook: { port: number; token: string }): string {
  const ours: [string, string | number][] = [
    ['= 13000', `= ${ports.admin}`],
    ['= 13001', `= ${ports.box}`],
    ['= 13013', `= ${ports.send}`],
    ['= 10000', `= ${ports.carrier}`],
    ['http-queue-delay = 10', 'http-queue-delay = 1'],
    [':7079/', `:${hook.port}/`],
    ['TOKEN', hook.token],
  ]
  return ours.reduce((config, [from, to]) => {
    expect(config).toContain(from)
    return config.replaceAll(from, String(to))
  }, written)
}

/** Rapport with its gateway line and a Kannel that knows it. Six seconds pass with each look at the clock: undoing is over at once. */
async function open(settings: Settings = {}) {
  const hook = { port: await freePort(), token: '' }
  const kannel = await makeKannel({ config: (ports) => configOf(ports, hook) })
  let at = Date.now()
  const line = await openLine('gateway', { now: () => (at += 6 * SECOND), settings: { port: hook.port, url: kannel.sendUrl, user: 'practice', password: 'change-me', ...settings } })
  hook.token = line.token
  const { db } = line.core
  const texts = () => db.prepare('SELECT * FROM texts ORDER BY at').all() as { id: string; body: string; at: number; direction: string; state: string; failure: string | null; conversation_id: string }[]
  const received = () => texts().filter(({ direction }) => direction === 'in').map(({ body }) => body)
  return {
    ...line,
    kannel,
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
      expect(kannel.sent().at(-1), name).toEqual({ from: '+15550100000', to: PATIENT, body })
    }
    expect(texts()).toHaveLength(7 + 5)
  })
})

function ucs2(text: string): string {
  return [...Buffer.from(text, 'utf16le').swap16()].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
