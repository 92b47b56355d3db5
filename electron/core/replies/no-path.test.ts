import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { textById } from '../conversations/texts.ts'
import { newPractice } from '../practice/queries.ts'
import { deskAt } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { optedOutAt } from './consent.ts'

const NUMBERS = ['+13125550177', '+13125550188'] as const
const WORDS = ['STOP', 'stop all', 'Unsubscribe', 'START', 'yes', 'HELP', 'Can I come on Friday?', 'CANCEL', 'parar por favor'] as const

/** Everything that can make a text leave, and what may come in between. */
const step = fc.record({
  do: fc.constantFrom('hear', 'hear', 'hear', 'send', 'sendLater', 'retry', 'lineTest', 'miss', 'voicemail', 'pass', 'pass', 'optOut', 'carrier', 'give', 'begin'),
  number: fc.constantFrom(...NUMBERS),
  words: fc.constantFrom(...WORDS),
  ms: fc.constantFrom(SECOND, 6 * SECOND, MINUTE, 20 * MINUTE, 9 * HOUR),
})

test('no path at all texts a number that opted out, but for the one confirmation of the opt-out itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => {
    vi.useRealTimers()
    log.mockRestore()
  })
  const clock = testClock()
  const { core } = await temporaryPractice({ now: clock.now })
  const desk = deskAt(core)
  const { automatic } = newPractice
  await desk.done('practice.change', { name: 'Elm Street Dental', phone: '(555) 010-0100', timeZone: 'America/Chicago', automatic: { ...automatic, textBack: { ...automatic.textBack, enabled: true, againAfterHours: 1 }, voicemail: { enabled: true }, afterHours: { enabled: true } } })
  core.record([{ kind: 'line.saved', body: { lineId: 'main', kind: 'http', name: 'Main', enabled: false, settings: {} }, at: clock.at, actor: 'ana' }])
  const left: { to: string; textId: string; whileOut: boolean; by: string | null }[] = []
  let outcome: 'sent' | 'failed' = 'sent'
  core.lines.forText = () => ({
    lineId: 'main',
    async sendText({ textId, to }) {
      left.push({ to, textId, whileOut: optedOutAt(core.db, to) !== null, by: textById(core.db, textId)?.by_actor ?? null })
      return outcome === 'sent' ? { outcome, providerId: null } : { outcome, reason: 'no' }
    },
  })
  let count = 0
  const confirmations = (): number => left.filter(({ whileOut }) => whileOut).length

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      for (const { do: what, number, words, ms } of steps) {
        count += 1
        const id = `x${count}`
        outcome = count % 5 === 0 ? 'failed' : 'sent'
        if (what === 'hear') desk.tell({ type: 'text', at: clock.at, textId: id, number, body: words, id })
        else if (what === 'begin') await desk.ask('conversations.open', { conversationId: number })
        else if (what === 'send') await desk.ask('replies.send', { conversationId: number, body: `Hello ${id}`, templateId: null, language: null })
        else if (what === 'sendLater') await desk.ask('replies.send', { conversationId: number, body: `Later ${id}`, templateId: null, language: null, leavesAt: clock.at + 2 * MINUTE })
        else if (what === 'lineTest') await desk.ask('lines.sendTest', { lineId: 'main', number })
        else if (what === 'optOut') await desk.ask('conversations.optOut', { conversationId: number, how: 'asked on the phone' })
        else if (what === 'give') await desk.ask('consent.give', { conversationId: number, basis: 'spoken', wording: 'You may text me' })
        else if (what === 'retry') for (const { textId } of left.slice(-3)) await desk.ask('replies.retry', { textId })
        else if (what === 'carrier') {
          const last = left.at(-1)
          if (last) desk.tell({ type: 'delivery', at: clock.at, textId: last.textId, state: 'failed', optedOut: true, id })
        } else if (what === 'miss' || what === 'voicemail') {
          desk.tell({ type: 'ringing', at: clock.at, callId: id, direction: 'in', number, id: `${id} ring` })
          desk.tell({ type: 'missed', at: clock.at + SECOND, callId: id, id: `${id} missed` })
          if (what === 'voicemail') desk.tell({ type: 'voicemail', at: clock.at + 2 * SECOND, callId: id, id: `${id} vm` })
        } else {
          for (let passed = 0; passed < ms; passed += Math.min(ms, MINUTE)) {
            clock.at += Math.min(ms, MINUTE)
            await vi.advanceTimersByTimeAsync(Math.min(ms, MINUTE))
          }
        }
      }
      expect(left.filter(({ whileOut, by }) => whileOut && by !== 'rule:consent')).toEqual([])
    }),
    { numRuns: 60 },
  )
  // It would prove nothing if hardly anything left, or nobody ever opted out.
  expect(left.length).toBeGreaterThan(20)
  expect(confirmations()).toBeGreaterThan(2)
})
