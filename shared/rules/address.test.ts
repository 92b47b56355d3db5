import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conversationIdOf, displayNumber, parseAddress, splitNumbers } from './address.ts'

const PHONE = { kind: 'phone', key: '+15550100177', display: '(555) 010-0177' }

describe('parseAddress', () => {
  test.each([
    '+15550100177', '+1 555 010 0177', '1-555-010-0177', '5550100177', '(555) 010-0177', '555.010.0177', ' 555 010 0177 ', '15550100177',
    'sip:+15550100177@10.0.0.1', 'sip:5550100177@pbx.example;user=phone', 'sips:%2B15550100177@pbx.example:5061;transport=tls?x=1',
    '"Mari" <sip:+15550100177@pbx.example>;tag=1', 'Mari <+15550100177>', 'sip:+15550100177;phone-context=example.com@pbx', 'SIP:5550100177@h',
    'tel:+1-555-010-0177', 'tel:5550100177', 'tel:010-0177;phone-context=+1555', 'tel:010-0177;Phone-Context=+1555', 'sip:%205550100177@pbx', 'sip:5550100177:secret@pbx', 'sip:+15550100177',
    '\u202a+1\u00a0(555)\u00a0010\u20110177\u202c', '５５５０１００１７７', '0015550100177', '01115550100177', '011 1 555 010 0177', '+1(555)0100177', '(+1) 555 010 0177', '++15550100177',
    '9 1 555 010 0177', '9,15550100177', '9-555-010-0177', '9+15550100177', '901115550100177', '9 001 555 010 0177', '5550100177@10.0.0.1', '+15550100177@pbx.example:5060', '+15550100177;npdi',
    'tel:+15550100177;npdi;rn=+15550100100', 'tel:5550100177;isub=1234', 'sip:5550100177;phone-context=+1@pbx', 'Unknown <+15550100177>', '"O" <sip:+15550100177@pbx>',
  ])('reads %j as one and the same phone', (raw) => {
    expect(parseAddress(raw)).toEqual(PHONE)
  })

  test.each(['555-010-0177 x12', '(555) 010-0177 ext. 12', 'tel:+15550100177;ext=12', '555-010-0177 extension 12', '5550100177x12', '5550100177 #12', '5550100177,,12', '(555) 010-0177 ext.12',
    'sip:+15550100177;ext=12@pbx', 'sip:+15550100177%3Bext%3D12@pbx', '5550100177;ext=12', '+15550100177;ext=12@pbx', '9-555-010-0177 x12'])(
    'drops the extension of %j from the key and keeps it on display', (raw) => {
      expect(parseAddress(raw)).toEqual({ kind: 'phone', key: '+15550100177', display: '(555) 010-0177 ext. 12' })
    })

  test.each([
    null, undefined, '', '   ', 'anonymous', 'Anonymous', 'RESTRICTED', 'unavailable', 'unknown', '<unknown>', 'Private', 'withheld', 'Blocked',
    'sip:anonymous@anonymous.invalid', '"Anonymous" <sip:anonymous@anonymous.invalid>', 'sip:+15550100177@anonymous.invalid', 'Unknown Caller',
    'Private Number', 'NO CALLER ID', 'sip:unknown@pbx', 'sip:anon%79mous@pbx', 'número desconocido', '+266696687', '+7378742833', '+86282452253', '""', '-', '%%%',
    'P', 'O', 'UNAVAIL', 'Wireless Caller', 'null', 'undefined', 'N/A', 'none', 'no name', 'asterisk', 'sip:asterisk@10.0.0.1', '"O" <sip:O@pbx>', 'Numéro masqué', 'no disponible', 'sip:unavailable@unknown.invalid', 'sip:@10.0.0.1',
  ])('takes %j for a withheld caller', (raw) => {
    expect(parseAddress(raw)).toEqual({ kind: 'withheld' })
  })

  test.each([['12345', 'short:12345'], ['262966', 'short:262966'], ['101', 'short:101'], ['sip:101@pbx', 'short:101'], ['ACME', 'short:ACME'], ['Acme Dental', 'short:ACME DENTAL']])(
    'reads %j as the short sender %s', (raw, key) => {
      expect(parseAddress(raw)).toMatchObject({ kind: 'short', key })
    })

  test.each([
    '0000000000', '+10000000000', '1111111111', '5550177', '0', '000', 'call me at 5550100177 please', 'sip:alice@pbx', 'ana@example.com',
    '+1555', '12345678901234567890', 'sip:%ZZ@pbx', '\u{1F600} hello there friend', '442079460958',
    // Somebody abroad whose plus was lost, as well as a 9 before a number here.
    '919876543210', '94771234567', '95912345678',
    // What dialers and broken trunks send for nobody.
    '1234567890', '+11234567890', '0123456789', '5555555555', '9 123 456 7890',
    '*675550100177', '5550100177x', '5550100177 pin 1234', 'whatsapp:+15550100177', 'client:alice', '+72975', 'sip:0@pbx', 'tel:911;phone-context=+1', 'ana@example.com;ext=1', '9', '99',
  ])('keeps %j as raw text that matches nothing', (raw) => {
    expect(parseAddress(raw)).toEqual({ kind: 'raw', display: raw })
  })

  test('reads national numbers by the country of the practice', () => {
    expect(parseAddress('020 7946 0958', 'GB')).toEqual({ kind: 'phone', key: '+442079460958', display: '020 7946 0958' })
    expect(parseAddress('0044 20 7946 0958')).toMatchObject({ key: '+442079460958' })
    expect(parseAddress('011 44 20 7946 0958')).toEqual({ kind: 'phone', key: '+442079460958', display: '+44 20 7946 0958' })
  })

  test('two numbers never become one, however each is packed', () => {
    const digits = fc.stringMatching(/^[2-9]\d{9}$/).filter((ten) => !/^(\d)\1+$/.test(ten))
    const keyOf = (raw: string): string | null => {
      const address = parseAddress(raw)
      return address.kind === 'phone' ? address.key : null
    }
    const packing = fc.constantFrom<(ten: string) => string>(
      (ten) => ten, (ten) => `+1${ten}`, (ten) => `1${ten}`, (ten) => `9${ten}`, (ten) => `91${ten}`, (ten) => `9 1${ten}`, (ten) => `0111${ten}`, (ten) => `001${ten}`, (ten) => `sip:${ten}@pbx`, (ten) => `tel:+1${ten};ext=5`,
      (ten) => `${ten}@pbx`, (ten) => `${ten}x99`, (ten) => `Anonymous <+1${ten}>`, (ten) => `(${ten.slice(0, 3)}) ${ten.slice(3)}`,
    )
    fc.assert(
      fc.property(digits, digits, packing, packing, (one, other, packOne, packOther) => {
        fc.pre(one !== other)
        expect([`+1${one}`, null]).toContain(keyOf(packOne(one)))
        expect([`+1${other}`, null]).toContain(keyOf(packOther(other)))
      }),
      { numRuns: 1000 },
    )
  })

  test('never throws, and every phone key reads back as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^(sip:|tel:|<)?\+?[0-9 ().x;=%@-]{0,20}>?$/)), (raw) => {
        const address = parseAddress(raw)
        if (address.kind !== 'phone') return
        expect(address.key).toMatch(/^\+[1-9]\d{4,16}$/)
        expect(parseAddress(address.key)).toMatchObject({ kind: 'phone', key: address.key })
      }),
      { numRuns: 2000 },
    )
  })

  test('gives the same key however a US number is written', () => {
    const digits = fc.stringMatching(/^[2-9]\d{9}$/).filter((ten) => !/^(\d)\1+$/.test(ten))
    fc.assert(
      fc.property(digits, (ten) => {
        const [area, exchange, line] = [ten.slice(0, 3), ten.slice(3, 6), ten.slice(6)]
        for (const written of [ten, `1${ten}`, `+1${ten}`, `(${area}) ${exchange}-${line}`, `${area}.${exchange}.${line}`, `sip:${ten}@pbx`, `tel:+1-${area}-${exchange}-${line};ext=7`]) {
          expect(parseAddress(written)).toMatchObject({ kind: 'phone', key: `+1${ten}` })
        }
      }),
    )
  })
})

test('displayNumber writes the own country nationally, other countries internationally and other text as it is', () => {
  expect(displayNumber('+15550100177')).toBe('(555) 010-0177')
  expect(displayNumber('+442079460958')).toBe('+44 20 7946 0958')
  expect(displayNumber('+442079460958', 'GB')).toBe('020 7946 0958')
  expect(displayNumber('+15550100177', 'GB')).toBe('+1 555 010 0177')
  expect(displayNumber('short:ACME')).toBe('short:ACME')
  expect(displayNumber('call +15550100177')).toBe('call +15550100177')
})

test('splitNumbers cuts at / ; , line ends and the word or, and keeps an extension with its number', () => {
  expect(splitNumbers('555-010-0100 / 555-010-0101;555-010-0102, 555-010-0103 or 555-010-0104\n555-010-0105')).toEqual(
    ['0100', '0101', '0102', '0103', '0104', '0105'].map((line) => `555-010-${line}`))
  expect(splitNumbers('555-010-0100, ext 5; 555-010-0101')).toEqual(['555-010-0100 ext. 5', '555-010-0101'])
  expect(splitNumbers('Doctor 555')).toEqual(['Doctor 555'])
  expect(splitNumbers(' , ')).toEqual([])
})

describe('conversationIdOf', () => {
  test('joins calls and texts of one number', () => {
    expect(conversationIdOf(parseAddress('555-010-0177'), 'a')).toBe(conversationIdOf(parseAddress('+15550100177 x9'), 'b'))
    expect(conversationIdOf(parseAddress('acme'), 'a')).toBe('short:ACME')
  })

  test('never merges two withheld or unreadable callers', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'anonymous', '0000000000', 'Room service desk'), fc.uuid(), fc.uuid(), (raw, one, other) => {
        fc.pre(one !== other)
        expect(conversationIdOf(parseAddress(raw), one)).not.toBe(conversationIdOf(parseAddress(raw), other))
      }),
    )
    expect(conversationIdOf({ kind: 'withheld' }, '7')).toBe('withheld:7')
    expect(conversationIdOf({ kind: 'raw', display: '?' }, '7')).toBe('raw:7')
  })
})
