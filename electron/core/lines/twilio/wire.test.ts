import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, readRetryAfter, TwilioError } from './client.ts'
import { twilioFuzz } from './fuzz.ts'
import { readCalls, readDate, readErrorCode, readMessages } from './wire.ts'

const sid = `SM${'0f'.repeat(16)}`
const message = { sid, direction: 'inbound', status: 'received' }

describe('what Twilio answers', () => {
  it('is read with the little that is used, in Twilio\'s spelling of numbers and dates', () => {
    const page = readMessages({ messages: [{ ...message, body: 'Hi', from: '+15550100177', to: null, num_media: '2', error_code: null, date_sent: 'Tue, 10 Mar 2026 15:04:05 +0000', more: 1 }], next_page_uri: '/x' })
    expect(page).toEqual({
      entries: [{ ...message, body: 'Hi', from: '+15550100177', to: null, num_media: 2, error_code: 0, date_sent: Date.UTC(2026, 2, 10, 15, 4, 5), date_created: null, date_updated: null }],
      next: '/x',
      unreadable: 0,
    })
  })

  it.each([[{ ...message, sid: '../Messages' }], [{ ...message, sid: undefined }], [{ ...message, body: 7 }], [{ ...message, num_media: 'many' }], [null], ['text'], [[]]])('hides nothing beside the entry %j, which cannot be read', (broken) => {
    expect(readMessages({ messages: [broken, message] })).toMatchObject({ entries: [{ sid }], unreadable: 1 })
  })

  it.each([[null], ['x'], [{}], [{ messages: {} }], [{ messages: Array.from({ length: 1001 }, () => message) }], [{ messages: [], next_page_uri: 7 }]])('is no page when it is %j', (json) => {
    expect(readMessages(json)).toBeNull()
  })

  it('is one kind of page only', () => {
    expect(readCalls({ messages: [message] })).toBeNull()
  })

  it.each([['Tue, 10 Mar 2026 15:04:05 +0000', Date.UTC(2026, 2, 10, 15, 4, 5)], ['10 Mar 2026 10:04:05 -0500', Date.UTC(2026, 2, 10, 15, 4, 5)], ['2026-03-10', null], ['Tue, 99 Mar 2026 15:04:05 +0000', null], ['', null], [null, null], [1, null]])('has the date %j', (text, at) => {
    expect(readDate(text)).toBe(at)
  })

  it.each([[{ code: 21_610 }, 21_610], [{ code: '21610' }, null], [{ code: -1 }, null], [{}, null], [null, null], [[], null]])('has the error code in %j', (json, code) => {
    expect(readErrorCode(json)).toBe(code)
  })

  it.each([['5', 5000], ['0', 0], ['999999', 300_000], ['Thu, 01 Jan 1970 00:00:09 GMT', 9000], ['Thu, 01 Jan 1970 00:00:00 GMT', 0], ['soon', null], ['-1', null], [null, null]])('asks to be left alone by %j', (header, wait) => {
    const read = readRetryAfter(header, 0)
    // JavaScript takes many a text for a date; whatever it takes "-1" for is long past or far ahead, and bounded.
    expect(header === '-1' ? Math.min(read ?? 0, 300_000) === (read ?? 0) : read === wait).toBe(true)
  })
})

describe('the address of a request', () => {
  const account = `https://api.twilio.com/2010-04-01/Accounts/AC${'a'.repeat(32)}`

  it('is within the account', () => {
    expect(addressOf(account, '/Messages.json', { 'DateSent>': '2026-03-10T15:04:05Z', To: '+15550100100', PageSize: 100, From: undefined }).href).toBe(`${account}/Messages.json?DateSent%3E=2026-03-10T15%3A04%3A05Z&To=%2B15550100100&PageSize=100`)
    expect(addressOf(account, '.json').href).toBe(`${account}.json`)
    expect(addressOf(account, `/2010-04-01/Accounts/AC${'a'.repeat(32)}/Calls.json?Page=1`).href).toBe(`${account}/Calls.json?Page=1`)
  })

  it.each(['https://api.twilio.com.evil.example/2010-04-01/Accounts/x', '//evil.example/', '/2010-04-01/Accounts/ACb/Messages.json', `/2010-04-01/Accounts/AC${'a'.repeat(32)}/../ACb/Messages.json`, `/2010-04-01/Accounts/AC${'a'.repeat(32)}b/x`, 'https://me@api.twilio.com/', `http://api.twilio.com/2010-04-01/Accounts/AC${'a'.repeat(32)}/x`, '', '/2010-04-01/'])('is never %s', (path) => {
    expect(() => addressOf(account, path)).toThrow(TwilioError)
  })
})

describe('broken input', () => {
  it('is never thrown out of the readers', () => {
    for (const seed of twilioFuzz.seeds) expect(() => twilioFuzz.run(Buffer.from(seed))).not.toThrow()
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (json) => twilioFuzz.run(Buffer.from(json))), { numRuns: 500 })
    fc.assert(
      fc.property(fc.constantFrom(...twilioFuzz.seeds), fc.nat(2000), fc.nat(60), fc.uint8Array({ maxLength: 60 }), (seed, at, cut, put) => {
        const bytes = Buffer.from(seed)
        twilioFuzz.run(Buffer.concat([bytes.subarray(0, at % bytes.length), put, bytes.subarray((at % bytes.length) + cut)]))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['many entries', JSON.stringify({ messages: Array.from({ length: 1000 }, () => ({ sid: 1 })), calls: Array.from({ length: 1000 }, () => ({})) })],
    ['deep nesting', `{"messages":${'['.repeat(60_000)}`],
    ['deep nesting that ends', `{"messages":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['one long text', JSON.stringify({ messages: [{ ...message, body: 'x'.repeat(64_000) }] })],
    ['a long next page', JSON.stringify({ messages: [], next_page_uri: '/..'.repeat(20_000) })],
  ])('takes no long time: %s', (_what, text) => {
    twilioFuzz.run(Buffer.from(text))
    const began = performance.now()
    twilioFuzz.run(Buffer.from(text))
    expect(performance.now() - began).toBeLessThan(50)
  })
})
