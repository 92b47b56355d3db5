import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersTo, type Outcome } from './ack.ts'
import { escapeText, unescape } from './escapes.ts'
import { createFraming, frame, type Framed } from './framing.ts'
import { readMessage } from './message.ts'
import { readSeparators, type Separators } from './separators.ts'
import { fixture, messageOf, read, reading, ROSA, told } from './testing.ts'

const signs = '|^~\\&#*!%+=?:;,@$<>()[]{}_'.split('')
/** Separators as a sender may declare them: any signs, all different. */
const separators = fc.shuffledSubarray(signs, { minLength: 5, maxLength: 6 }).map(([field = '', component = '', repetition = '', escape = '', subcomponent = '', truncation = '']): Separators => ({ field, component, repetition, escape, subcomponent, truncation }))
const words = fc.string({ unit: fc.oneof(fc.constantFrom(...signs, 'é', 'ñ', '李', '👍', '\n'), fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' })), maxLength: 20 })

describe('separators', () => {
  it('are read as they are declared, with or without the last ones', () => {
    fc.assert(fc.property(separators, fc.integer({ min: 1, max: 5 }), (all, count) => {
      const declared = [all.component, all.repetition, all.escape, all.subcomponent, all.truncation].join('').slice(0, count)
      const found = readSeparators(`MSH${all.field}${declared}${all.field}PMS`)
      expect(Object.values(found ?? {}).join('')).toBe(all.field + declared)
    }))
  })

  it.each(['MSH', 'MSH|', 'MSH||||', 'MSH|^^~', 'MSH|^~\\&#x|', 'MSHA^~\\&A', 'MSH|a|', 'MSH^^~\\&^'])('of %s are none', (start) => {
    expect(readSeparators(start)).toBeNull()
  })

  it('whatever they are, a message says the same', () => {
    fc.assert(fc.property(separators, words, words, fc.constantFrom('\r', '\n', '\r\n'), (all, family, given, end) => {
      const { field: f, component: c, repetition: r, escape: e, subcomponent: s, truncation: t } = all
      const clean = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
      const text = ['MSH', `${c}${r}${e}${s}${t}`, 'A', 'B', 'C', 'D', '2026', '', `ADT${c}A28`, '1', 'P', '2.7'].join(f) + end + ['PID', '1', '', `x${c}${c}${c}LAB${s}1${c}PI${r}7${c}${c}${c}H${c}MR`, '', `${escapeText(family, all)}${s}own${c}${escapeText(given, all)}`].join(f) + end
      const result = told(Buffer.from(text))
      expect(result).toMatchObject({ kind: 'records', records: [{ values: { familyName: family === '""' ? '' : clean(family), givenName: given === '""' ? '' : clean(given), externalId: '7', otherIds: ['LAB:x', 'H:7'] } }] })
    }))
  })
})

describe('escapes', () => {
  it('come back as what was meant, whatever the text and the separators', () => {
    fc.assert(fc.property(separators, words, (all, text) => {
      const written = escapeText(text, all)
      expect(unescape(written, all, (bytes) => bytes.toString())).toBe(text.replace(/\p{Cc}/gu, (one) => (one === '\n' ? one : ' ')))
      for (const sign of [all.field, all.component, all.repetition, all.subcomponent]) expect(written).not.toContain(sign)
    }))
  })

  const usual = readSeparators('MSH|^~\\&|') as Separators
  it.each([
    ['O\\T\\Hara \\F\\ \\S\\ \\R\\ \\E\\', 'O&Hara | ^ ~ \\'],
    ['a\\.br\\b\\.sp2\\c', 'a\nb\nc'],
    ['\\H\\bold\\N\\', 'bold'],
    ['\\X41C3A9\\', 'Aé'],
    ['\\X4\\', '\\X4\\'],
    ['C:\\data\\new', 'C:\\data\\new'],
    ['C:\\data\\T\\new', 'C:\\data&new'],
    ['ends in \\', 'ends in \\'],
    ['\\C2842\\\\M0A\\x', '\\M0A\\x'],
  ])('%s is %s', (written, meant) => {
    expect(unescape(written, usual, (bytes) => bytes.toString())).toBe(meant)
  })
})

const collect = (pieces: readonly Buffer[], largest?: number): Framed[] => {
  const framing = createFraming(largest)
  return pieces.flatMap((piece) => framing.push(piece))
}
const texts = (framed: readonly Framed[]): string[] => framed.map((one) => (one.type === 'message' ? one.bytes.toString('latin1') : one.type))

describe('messages on the wire', () => {
  const body = fc.string({ unit: fc.constantFrom('a', '|', '\r', '\n', ' ', 'é'), maxLength: 30 })

  it('come whole, however the bytes are cut', () => {
    fc.assert(fc.property(fc.array(body, { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (bodies, cuts) => {
      const all = Buffer.concat(bodies.map((one) => frame(Buffer.from(one, 'latin1'))))
      const pieces: Buffer[] = []
      for (let at = 0, turn = 0; at < all.length; turn += 1) {
        const length = cuts[turn % cuts.length] ?? 1
        pieces.push(all.subarray(at, at + length))
        at += length
      }
      expect(texts(collect(pieces))).toEqual(bodies)
    }))
  })

  it('are found between garbage, without CR after their end, and after one that was cut off', () => {
    expect(texts(collect([Buffer.from('hello\x0bone\x1c\r\n two\x0bthr\x0bfour\x1c\x0bfive\x1c\r')]))).toEqual(['garbage', 'one', 'garbage', 'cut', 'four', 'five'])
  })

  it('of 100 MB without an end hold no more memory than the largest that is taken', () => {
    const framing = createFraming()
    const piece = Buffer.alloc(64 * 1024, 'x')
    framing.push(Buffer.from('\x0bMSH|^~\\&|A'))
    global.gc?.()
    const before = process.memoryUsage()
    for (let sent = 0; sent < 100 * 1024 * 1024; sent += piece.length) expect(framing.push(piece)).toEqual([])
    const after = process.memoryUsage()
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(16 * 1024 * 1024)
    const [told] = framing.push(Buffer.from('\x1c\r'))
    expect(told).toMatchObject({ type: 'tooLarge' })
    expect(told?.type === 'tooLarge' && told.head.length).toBeLessThanOrEqual(8192)
  })

  it('a byte at a time cost no buffer for each', () => {
    const framing = createFraming()
    framing.push(Buffer.from('\x0b'))
    for (let at = 0; at < 20_000; at += 1) framing.push(Buffer.from('x'))
    expect(texts(framing.push(Buffer.from('\x1c')))).toEqual(['x'.repeat(20_000)])
  })
})

describe('what is no message', () => {
  it.each([['', 'MSH'], ['hello', 'MSH'], ['PID|1', 'MSH'], ['MSH', 'MSH-1'], ['MSH|', 'MSH-1'], ['MSHxxxx', 'MSH-1'], ['\0\0\0', 'MSH'], ['BHS|^~\\&|', 'MSH']])('%j says why', (text, why) => {
    expect(readMessage(Buffer.from(text))).toEqual({ problem: expect.stringContaining(why) as unknown })
  })
})

describe('an answer', () => {
  const effects = { now: reading.now, timeZone: reading.timeZone, controlId: () => 'R1' }
  const good: Outcome = { code: 'AA', number: 0, says: '' }
  const bad: Outcome = { code: 'AE', number: 101, says: 'The “id” is | missing' }
  const never: Outcome = { code: 'AR', number: 203, says: 'no' }
  const answered = (bytes: Buffer | null, outcome: Outcome): string[] => answersTo(bytes && read(bytes), outcome, effects).map((one) => one.toString('latin1'))

  it('goes back to who asked, in their separators and version, with the id of the message', () => {
    expect(answered(messageOf('ADT^A08', [ROSA]), good)).toEqual(['\x0bMSH|^~\\&|RAPPORT|DESK|PMS|ELM|20260310100000-0500||ACK^A08^ACK|R1|P|2.5.1\rMSA|AA|4711\r\x1c\r'])
    expect(answered(messageOf('ADT^A08', [ROSA], { 12: '2.3', 18: '8859/1' }), bad)).toEqual(['\x0bMSH|^~\\&|RAPPORT|DESK|PMS|ELM|20260310100000-0500||ACK|R1|P|2.3||||||8859/1\rMSA|AE|4711|The "id" is \\F\\ missing|||101^Required field missing^HL70357\r\x1c\r'])
    expect(answered(messageOf('ADT^A08', [ROSA]), bad)[0]).toContain('\rMSA|AE|4711|The "id" is \\F\\ missing\rERR|||101^Required field missing^HL70357|E||||The "id" is \\F\\ missing\r')
  })

  it('can be read by our own reader, whatever the separators', () => {
    fc.assert(fc.property(separators, words, (all, says) => {
      const { field: f, component: c, repetition: r, escape: e, subcomponent: s, truncation: t } = all
      const message = read(Buffer.from(`MSH${f}${c}${r}${e}${s}${t}${f}A${f}B${f}C${f}D${f}${f}${f}ADT${c}A08${f}77${f}P${f}2.6\r`))
      const [answer] = answersTo(message, { code: 'AE', number: 101, says }, effects)
      const back = read(answer?.subarray(1, -2) ?? Buffer.alloc(0))
      expect(back.segments('MSA')[0]?.get(1)).toBe('AE')
      expect(back.segments('MSA')[0]?.get(2)).toBe('77')
      expect(back.header.get(9, 2)).toBe('A08')
      expect(back.header.get(3)).toBe('C')
    }))
  })

  it('to what is no message is a refusal without an id', () => {
    expect(answered(null, { code: 'AR', number: 100, says: 'It does not begin with MSH' })[0]).toMatch(/^.MSH\|\^~\\&\|.*\|ACK\|R1\|P\|2\.5\.1\rMSA\|AR\|\|It does not begin with MSH\rERR/)
  })

  it.each([
    ['', '', good, ['AA']], ['', '', bad, ['AE']], ['', '', never, ['AR']],
    ['AL', 'AL', good, ['CA', 'AA']], ['AL', 'AL', bad, ['CA', 'AE']], ['AL', 'AL', never, ['CR']], ['AL', 'AL', { ...bad, again: true }, ['CE']],
    ['AL', 'NE', good, ['CA']], ['AL', 'NE', bad, ['CE']], ['AL', '', never, ['CR']],
    ['NE', 'NE', good, []], ['NE', 'NE', bad, []], ['NE', 'AL', good, ['AA']], ['', 'AL', bad, ['AE']], ['NE', 'AL', never, ['AR']],
    ['ER', 'ER', good, []], ['ER', 'ER', bad, ['AE']], ['ER', 'NE', bad, ['CE']], ['SU', 'SU', good, ['CA', 'AA']], ['SU', 'SU', bad, []],
  ])('asked for by MSH-15 “%s” and MSH-16 “%s”', (accept, application, outcome, codes) => {
    const all = answered(messageOf('ADT^A08', [ROSA], { 15: accept, 16: application }), outcome)
    expect(all.map((one) => /MSA\|(..)/.exec(one)?.[1])).toEqual(codes)
  })

  it('to a public message that wants none is none', () => {
    expect(answered(fixture('ADT-A40-01'), good)).toEqual([])
  })
})
