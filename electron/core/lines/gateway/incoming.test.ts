import { describe, expect, it } from 'vitest'
import { DAY } from '@shared/time.ts'
import { plainDialect, presets } from './dialects.ts'
import { readPost } from './incoming.ts'

const now = Date.UTC(2026, 2, 10, 15)
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const wanted = { now, newId: () => 'made-up', textId: null }
const fromKannel = (query: string, body: Buffer | string, contentType = 'text/plain') => readPost(presets.kannel, { query: `from=%2B15550100142&id=k-1&ts=1773154800&dlr=-1&${query}`, contentType, body: Buffer.from(body) }, wanted)
const custom = (post: { query?: string; contentType?: string; body?: string }, dialect = {}) =>
  readPost({ ...plainDialect, ...dialect }, { query: post.query ?? '', contentType: post.contentType ?? '', body: Buffer.from(post.body ?? '') }, wanted)
const json = (body: unknown) => ({ contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) })

describe('a text from Kannel', () => {
  it.each<[string, string, Buffer, string]>([
    ['UTF-8', 'charset=UTF-8&coding=0', Buffer.from('¿Mañana? {€} 👍'), '¿Mañana? {€} 👍'],
    ['UTF-16BE', 'charset=UTF-16BE&coding=2', utf16('Grüße 👍🏽 日本'), 'Grüße 👍🏽 日本'],
    ['UCS-2 by its coding alone', 'coding=2', utf16('日本'), '日本'],
    ['UCS-2 by another name', 'charset=UCS-2&coding=2', utf16('日本'), '日本'],
    ['Latin-1', 'charset=ISO-8859-1&coding=0', Buffer.from('Mañana', 'latin1'), 'Mañana'],
    ['Windows-1252', 'charset=WINDOWS-1252', Buffer.from([0x80, 0x20, 0x93]), '€ “'],
    ['Latin-1 that calls itself UTF-8', 'charset=UTF-8&coding=0', Buffer.from('Mañana', 'latin1'), 'Mañana'],
    ['GSM letters', 'charset=GSM&coding=0', Buffer.from([0x00, 0x11, 0x1b, 0x65, 0x1b, 0x28, 0x7d, 0x15]), '@_€{ñΩ'],
    ['a charset nobody knows', 'charset=KLINGON', Buffer.from('tlh'), 'tlh'],
    ['no charset', '', Buffer.from('plain'), 'plain'],
    ['half a UTF-16 unit', 'charset=UTF-16BE&coding=2', utf16('ab').subarray(0, 3), 'a'],
    ['half an emoji', 'charset=UTF-16BE&coding=2', utf16('👍').subarray(0, 2), '\uFFFD'],
    ['nothing', 'charset=UTF-8&coding=0', Buffer.alloc(0), ''],
  ])('is read in %s', (_name, query, body, text) => {
    expect(fromKannel(query, body)).toMatchObject({ type: 'text', body: text })
  })

  it('has the charset of its header where the address names none, as with %a in a get-url', () => {
    expect(fromKannel('', utf16('日本'), 'text/plain; charset="UTF-16BE"')).toMatchObject({ body: '日本' })
    const dialect = { ...presets.kannel, inText: 'text' }
    expect(readPost(dialect, { query: 'from=1&charset=UTF-16BE&text=%65%E5%67%2C', contentType: '', body: Buffer.alloc(0) }, wanted)).toMatchObject({ body: '日本' })
    expect(readPost(dialect, { query: 'from=1&charset=UTF-8&text=a+b%2Bc', contentType: '', body: Buffer.alloc(0) }, wanted)).toMatchObject({ body: 'a b+c' })
  })

  it('keeps its number, its id and its true time', () => {
    expect(fromKannel('', 'x')).toEqual({ type: 'text', id: 'text:k-1', textId: 'text:k-1', at: 1773154800_000, number: '+15550100142', body: 'x' })
  })

  it.each([
    ['no time', ''],
    ['no number', 'yesterday'],
    ['1970', '17'],
    ['a year ahead', String((now + 365 * DAY) / 1000)],
  ])('counts as of now where its time is %s', (_name, ts) => {
    expect(readPost(presets.kannel, { query: `from=1&id=1&ts=${ts}`, contentType: '', body: Buffer.from('x') }, wanted)).toMatchObject({ at: now })
  })

  it('is cut to what the journal holds, and not inside an emoji', () => {
    const fact = fromKannel('charset=UTF-8', `${'x'.repeat(4998)}👍👍`)
    expect(fact).toMatchObject({ body: `${'x'.repeat(4998)}…` })
  })

  it('is taken although its id is as long as a page', () => {
    const fact = readPost(presets.kannel, { query: `from=1&id=${'x'.repeat(3000)}`, contentType: '', body: Buffer.from('x') }, wanted)
    expect(fact?.id.length).toBeLessThanOrEqual(140)
  })

  it('is no text when Kannel hands over a report without an address of its own', () => {
    for (const dlr of ['1', '2', '4', '8', '16']) expect(readPost(presets.kannel, { query: `from=1&id=1&dlr=${dlr}`, contentType: '', body: Buffer.from('id:1 stat:DELIVRD') }, wanted)).toBeNull()
  })

  it('is refused in words where the address that Kannel was given names no number', () => {
    expect(() => readPost(presets.kannel, { query: 'sender=1', contentType: '', body: Buffer.from('x') }, wanted)).toThrow('There is no number in it by the name entered in Settings.')
  })
})

describe('a report', () => {
  const report = (query: string) => readPost(presets.kannel, { query, contentType: '', body: Buffer.alloc(0) }, { ...wanted, textId: 'our-text' })

  it.each([['1', 'delivered'], ['2', 'failed'], ['4', 'sent'], ['8', 'sent'], ['16', 'failed']])('of Kannel, %s, means %s', (dlr, state) => {
    expect(report(`dlr=${dlr}&ts=1773154800`)).toMatchObject({ type: 'delivery', id: `report:${state}:our-text`, textId: 'our-text', state, at: 1773154800_000 })
  })

  it.each(['0', '3', '', '-1', 'x'])('that says %j says nothing', (dlr) => {
    expect(report(`dlr=${dlr}`)).toBeNull()
  })

  it.each([
    ['', 'The carrier did not deliver it.'],
    ['NACK/', 'The carrier did not deliver it.'],
    ['NACK/0x0000000b/Invalid Destination Address', 'The carrier refused it: Invalid Destination Address'],
    ['id:7 sub:001 dlvrd:000 submit date:2603101500 done date:2603101501 stat:UNDELIV err:011 text:Dear Maria, your', 'The carrier did not deliver it (UNDELIV 011).'],
    ['text:Dear Maria', 'The carrier did not deliver it.'],
    ['x'.repeat(300), 'The carrier did not deliver it.'],
  ])('that failed with %j says why, and nothing of the text', (reason, says) => {
    expect(report(`dlr=2&reason=${encodeURIComponent(reason)}`)).toMatchObject({ reason: says })
  })
})

describe('a post of another system', () => {
  it('is read from JSON, a form or the address, whichever it sends', () => {
    const fields = { from: '15550100142123', text: 'Hi', id: 7, time: '2026-03-10T14:00:00+00:00' }
    const right = { type: 'text', id: 'text:7', textId: 'text:7', at: Date.UTC(2026, 2, 10, 14), number: '+15550100142123', body: 'Hi' }
    expect(custom(json(fields))).toEqual(right)
    const form = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
    expect(custom({ contentType: 'application/x-www-form-urlencoded', body: form })).toEqual(right)
    expect(custom({ query: form })).toEqual(right)
  })

  it('is one text when it comes twice without an id but with its time, and two where nothing tells', () => {
    const post = json({ from: '+1', text: 'Hi', time: 1773154800 })
    expect(custom(post)?.id).toBe(custom(post)?.id)
    expect(custom(post)?.id).not.toBe(custom(json({ from: '+1', text: 'Hi', time: 1773154801 }))?.id)
    expect(custom(json({ from: '+1', text: 'Hi' }))?.id).toBe('text:made-up')
  })

  it('is a report where its state says so, by the id in it', () => {
    expect(custom(json({ id: 'p-1', state: 'failed', reason: 'No credit' }))).toMatchObject({ type: 'delivery', state: 'failed', textId: 'p-1', providerId: 'p-1', reason: 'The carrier did not deliver it: No credit' })
    expect(custom(json({ state: 'delivered' }))).toBeNull()
  })

  it.each<[string, Parameters<typeof custom>[0]]>([
    ['no JSON', { contentType: 'application/json', body: '{"from":' }],
    ['another name', json({ number: '+1', text: 'x' })],
    ['an object as a number', json({ from: {}, text: 'x' })],
    ['a list', json([{ from: '+1', text: 'x' }])],
    ['nothing', {}],
  ])('is refused where it is %s', (_name, post) => {
    expect(() => custom(post)).toThrow('There is no number in it')
  })

  it('reaches no property that the sender did not send', () => {
    expect(() => custom(json({ text: 'x' }), { inFrom: '__proto__.constructor.name' })).toThrow('no number')
    expect(() => custom(json({ from: '+1' }), { inText: 'toString.name' })).toThrow('no text')
  })
})
