import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ContactView } from '@shared/contract/views.ts'
import { conversationView, feed, thread } from '../../conversations/views.ts'
import type { Core } from '../../core.ts'
import { sinkInto } from '../testing/sink.ts'
import { temporaryFolder } from '../../testing/practice.ts'
import type { LineFact, RunningLine } from '../line.ts'
import { demoLine } from './index.ts'
import { prepareDemo } from './practice.ts'

const START = Date.parse('2025-03-11T14:56:00Z')
const MARIA = '+15550100177'

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  return () => void vi.useRealTimers()
})

async function startLine(settings: { speed: number; seed?: number }): Promise<{ line: RunningLine; facts: LineFact[]; stop: () => Promise<void> }> {
  const facts: LineFact[] = []
  const stopping = new AbortController()
  const line = await demoLine.start(demoLine.settings.parse(settings), sinkInto((fact) => void facts.push(fact)), stopping.signal)
  const stop = (): Promise<void> => {
    stopping.abort()
    return line.done
  }
  onTestFinished(stop)
  return { line, facts, stop }
}

async function openDemo(): Promise<Core> {
  const { core, close } = await prepareDemo({ file: join(temporaryFolder(), 'demo.db'), key: randomBytes(32), speed: 1, announce: () => undefined })
  onTestFinished(close)
  return core
}

const ofType = <T extends LineFact['type']>(facts: readonly LineFact[], type: T): Extract<LineFact, { type: T }>[] =>
  facts.filter((fact): fact is Extract<LineFact, { type: T }> => fact.type === type)

describe('the demo line', () => {
  test('lets Maria ring after three seconds, for half a minute', async () => {
    const { facts } = await startLine({ speed: 1 })
    await vi.advanceTimersByTimeAsync(3 * SECOND)
    expect(facts).toMatchObject([{ type: 'ringing', direction: 'in', number: MARIA, at: START + 3 * SECOND }])
    await vi.advanceTimersByTimeAsync(30 * SECOND)
    expect(ofType(facts, 'missed')).toMatchObject([{ callId: ofType(facts, 'ringing')[0]?.callId, at: START + 33 * SECOND }])
  })

  test('begins something new every 15 to 25 seconds, and never ends', async () => {
    const { facts } = await startLine({ speed: 1 })
    await vi.advanceTimersByTimeAsync(4 * HOUR)
    const begun = [...ofType(facts, 'ringing'), ...ofType(facts, 'text')].length
    expect(begun).toBeGreaterThan((4 * 3600) / 25)
    expect(begun).toBeLessThan((4 * 3600) / 14)
    expect(facts.at(-1)?.at).toBeGreaterThan(START + 4 * HOUR - 2 * MINUTE)
  })

  test('plays every way a call can go, and ends each of them', async () => {
    const { facts } = await startLine({ speed: 60 })
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    const answered = ofType(facts, 'answered')
    expect(answered.some(({ staff, phone }) => staff && !phone)).toBe(true)
    expect(answered.some(({ staff, phone }) => phone && !staff)).toBe(true)
    expect(ofType(facts, 'missed').some(({ why }) => why === 'Caller hung up')).toBe(true)
    expect(ofType(facts, 'voicemail').every(({ transcript, seconds }) => transcript && seconds)).toBe(true)
    expect(ofType(facts, 'ringing').some(({ number }) => number === null)).toBe(true)
    const old = ofType(facts, 'ringing').filter(({ at }) => at < START + MINUTE)
    const over = new Set([...ofType(facts, 'ended'), ...ofType(facts, 'missed')].map(({ callId }) => callId))
    expect(old.length).toBeGreaterThan(100)
    expect(old.filter(({ callId }) => !over.has(callId))).toEqual([])
  })

  test('plays the same day for the same seed', async () => {
    const first = await startLine({ speed: 60, seed: 7 })
    const second = await startLine({ speed: 60, seed: 7 })
    const other = await startLine({ speed: 60, seed: 8 })
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(first.facts).toEqual(second.facts)
    expect(other.facts).not.toEqual(first.facts)
  })

  test('never says a fact twice, also when it is started again', async () => {
    const { facts, stop } = await startLine({ speed: 60 })
    await vi.advanceTimersByTimeAsync(MINUTE)
    await stop()
    await vi.advanceTimersByTimeAsync(SECOND)
    const again = await startLine({ speed: 60 })
    await vi.advanceTimersByTimeAsync(MINUTE)
    const all = [...facts, ...again.facts]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const calls = ofType(all, 'ringing').map(({ callId }) => callId)
    expect(new Set(calls).size).toBe(calls.length)
  })

  test('plays faster, by its speed', async () => {
    const { facts } = await startLine({ speed: 30 })
    await vi.advanceTimersByTimeAsync(1100)
    expect(facts.map(({ type }) => type)).toEqual(['ringing', 'text', 'missed'])
  })

  test('leaves no timer behind when it stops', async () => {
    const { line, facts, stop } = await startLine({ speed: 1 })
    await vi.advanceTimersByTimeAsync(20 * SECOND)
    await line.sendText?.({ textId: 't', to: MARIA, body: 'Does Thursday at 9:20 work for you?' })
    await line.dial?.({ to: MARIA, extension: null })
    expect(vi.getTimerCount()).toBeGreaterThan(2)
    await stop()
    expect(vi.getTimerCount()).toBe(0)
    const heard = facts.length
    await line.dial?.({ to: MARIA, extension: null })
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(facts.slice(heard).map(({ type }) => type)).toEqual(['ringing'])
  })

  test('delivers what we write and lets them answer it', async () => {
    const { line, facts } = await startLine({ speed: 1 })
    const sent = await line.sendText?.({ textId: 'ours', to: MARIA, body: '¿Le funciona el jueves a las 9:20?' })
    expect(sent).toMatchObject({ outcome: 'sent', providerId: expect.any(String) })
    await vi.advanceTimersByTimeAsync(41 * SECOND)
    expect(ofType(facts, 'delivery')).toMatchObject([{ textId: 'ours', state: 'delivered', ...(sent?.outcome === 'sent' ? { providerId: sent.providerId } : {}) }])
    expect(ofType(facts, 'text').filter(({ number }) => number === MARIA)).toMatchObject([{ body: expect.stringMatching(/^Sí, /) }])
  })

  test('cannot deliver to a landline', async () => {
    const { line, facts } = await startLine({ speed: 1 })
    await line.sendText?.({ textId: 'ours', to: '+15550100119', body: 'Hello from Lakeside Family Clinic.' })
    await vi.advanceTimersByTimeAsync(41 * SECOND)
    expect(ofType(facts, 'delivery')).toMatchObject([{ state: 'failed', reason: 'This number is a landline and cannot get texts.' }])
    expect(ofType(facts, 'text').filter(({ number }) => number === '+15550100119')).toEqual([])
  })

  test('rings the number it is asked to dial, and says how it went', async () => {
    const { line, facts } = await startLine({ speed: 1 })
    for (let call = 0; call < 12; call += 1) await line.dial?.({ to: MARIA, extension: null })
    await vi.advanceTimersByTimeAsync(3 * MINUTE)
    const out = ofType(facts, 'ringing').filter(({ direction }) => direction === 'out')
    expect(out.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, () => MARIA))
    const callIds = new Set(out.map(({ callId }) => callId))
    const [reached, unreached] = [ofType(facts, 'ended'), ofType(facts, 'missed')].map((ends) => ends.filter(({ callId }) => callIds.has(callId)).length)
    expect([reached, unreached].every((count) => (count ?? 0) > 0)).toBe(true)
    expect((reached ?? 0) + (unreached ?? 0)).toBe(12)
  })
})

describe('the demo day in the journal', () => {
  test('rings on the desk within five seconds, with a card and people waiting', async () => {
    const core = await openDemo()
    await vi.advanceTimersByTimeAsync(5 * SECOND)
    expect(conversationView(core.db, MARIA, core.now())).toMatchObject({ who: { kind: 'patient', name: 'Maria Alvarez' }, ringing: { since: START + 3 * SECOND, lineName: 'Main line' } })
    expect(feed(core.db, 200, core.now()).filter(({ waitingSince }) => waitingSince !== null)).toHaveLength(6)
  })

  test('holds each thing a desk has to handle', async () => {
    const core = await openDemo()
    await vi.advanceTimersByTimeAsync(12 * MINUTE)
    const all = feed(core.db, 500, core.now())
    const contacts = all.flatMap(({ id }) => thread(core.db, id, undefined, 100).contacts).filter(({ at }) => at > START)
    const calls = contacts.filter((contact): contact is Extract<ContactView, { type: 'call' }> => contact.type === 'call')
    const texts = contacts.filter((contact): contact is Extract<ContactView, { type: 'text' }> => contact.type === 'text')
    expect(['ended', 'missed', 'voicemail'].filter((state) => !calls.some((call) => call.state === state))).toEqual([])
    expect(calls.some(({ answeredBy }) => answeredBy === 'Marcus Webb')).toBe(true)
    expect(calls.some(({ answeredBy }) => answeredBy === 'Phone 102')).toBe(true)
    expect(texts.some(({ consent }) => consent === 'request')).toBe(true)
    expect(texts.find(({ body }) => body === 'CANCEL')).toMatchObject({ consent: 'optOut', mayMeanVisit: true })
    expect(texts.find(({ body }) => body === 'STOP')).toMatchObject({ consent: 'optOut', mayMeanVisit: false })
    expect(all.some(({ who }) => who.kind === 'withheld')).toBe(true)
    // Somebody who called three times in a row.
    expect(conversationView(core.db, '+15550100190', core.now())?.repeat).toEqual({ count: 3, minutes: expect.any(Number) })
    // A plain thanks made nobody wait again.
    expect(conversationView(core.db, '+15550100138', core.now())).toMatchObject({ waitingSince: null, last: { type: 'text', body: 'Thank you! 👍' } })
  })
})
