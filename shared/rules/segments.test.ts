import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { countSegments, forcingCharacters, gsmReplacement, withGsmReplacement } from './segments.ts'

describe('countSegments', () => {
  test.each([
    ['', 'GSM-7', 0, 0], ['a'.repeat(160), 'GSM-7', 160, 1], ['a'.repeat(161), 'GSM-7', 161, 2], ['a'.repeat(306), 'GSM-7', 306, 2], ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1], ['€'.repeat(81), 'GSM-7', 162, 2], ['á'.repeat(70), 'UCS-2', 70, 1], ['á'.repeat(71), 'UCS-2', 71, 2],
    ['á'.repeat(134), 'UCS-2', 134, 2], ['á'.repeat(135), 'UCS-2', 135, 3], ['😀'.repeat(35), 'UCS-2', 70, 1], ['😀'.repeat(36), 'UCS-2', 72, 2],
  ])('%# counts characters and parts', (text, encoding, characters, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, characters, segments })
  })

  test('does not cut an escape pair: the 153rd septet stays empty', () => {
    // 76 pairs fill 152 of 153 septets, so two parts hold 152 pairs and the 153rd needs a third.
    expect(countSegments('€'.repeat(152)).segments).toBe(2)
    expect(countSegments('€'.repeat(153)).segments).toBe(3)
  })

  test('does not cut a surrogate pair: 33 emoji a part', () => {
    expect(countSegments('😀'.repeat(66)).segments).toBe(2)
    expect(countSegments('😀'.repeat(67)).segments).toBe(3)
  })

  test('names the first character that forced UCS-2, whole', () => {
    expect(countSegments('Hasta el sábado 😀').forcedBy).toBe('á')
    expect(countSegments('Bye 😀 “x”').forcedBy).toBe('😀')
    expect(countSegments('Ñandú costs {3€}').forcedBy).toBe('ú')
    expect(countSegments('¡Qué niño! ñÑéà [~]').forcedBy).toBeNull()
  })

  test('the GSM alphabet has the 127 basic and 10 extension characters of TS 23.038', () => {
    const all = Array.from({ length: 0x2200 }, (_, code) => String.fromCharCode(code)).map((character) => countSegments(character))
    const gsm = all.filter((one) => one.encoding === 'GSM-7')
    expect(gsm.filter((one) => one.characters === 1)).toHaveLength(127)
    expect(gsm.filter((one) => one.characters === 2)).toHaveLength(10)
  })

  test('a longer text never takes fewer parts, and parts always suffice', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '€', '{', 'á', '😀', '\n'), maxLength: 400 }), fc.constantFrom('a', '€', '😀'), (text, more) => {
        const before = countSegments(text)
        expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(before.segments)
        const [alone, part] = before.encoding === 'GSM-7' ? [160, 153] : [70, 67]
        expect(before.characters).toBeLessThanOrEqual(before.segments <= 1 ? alone : before.segments * part)
        expect(before.characters).toBeGreaterThan(before.segments <= 1 ? before.segments - 1 : (before.segments - 1) * (part - 1))
      }),
    )
  })
})

describe('countSegments beside sms-segments-calculator', () => {
  const reference = (text: string) => {
    const message = new SegmentedMessage(text)
    const encoding = message.getEncodingName()
    return { encoding, segments: message.segmentsCount, characters: message.messageSize / (encoding === 'GSM-7' ? 7 : 16) }
  }
  const ours = (text: string) => {
    const { encoding, segments, characters } = countSegments(text)
    return { encoding, segments, characters }
  }
  const a = (count: number) => 'a'.repeat(count)
  const FAMILY = '👨‍👩‍👧‍👦'
  const FLAG = '🇺🇸'

  test.each([
    a(1), a(160), a(161), a(306), a(307), a(459), a(460), '@'.repeat(160), 'ç', 'Ç', '\f'.repeat(80),
    // An extension character at the border of a part
    `${a(158)}€`, `${a(159)}€`, `${a(152)}€${a(6)}`, `${a(152)}€${a(7)}`, `${a(152)}€${a(152)}`, `${a(152)}€${a(153)}`, `${a(152)}{${a(151)}}${a(153)}`, '€'.repeat(152), '€'.repeat(153),
    // In UCS-2 an extension character is one unit
    `á${'{'.repeat(69)}`, `á${'{'.repeat(70)}`, `á${a(69)}`, `á${a(70)}`, `á${a(133)}`, `á${a(134)}`,
    // An emoji at the border of a part
    `${a(68)}😀`, `${a(69)}😀`, `${a(66)}😀${a(10)}`, `${a(65)}😀${a(67)}`, `${a(66)}😀${a(66)}`, `${a(66)}😀${a(65)}`,
    // Sequences that stay within a part
    FAMILY, `${a(59)}${FAMILY}`, `${a(60)}${FAMILY}`, `${FLAG}${FLAG}`, '1️⃣', 'e\u0301', 'n\u0303',
    // Line ends are two characters when they are CR LF
    'a\nb', 'a\r\nb', `${a(158)}\r\n`, `${a(159)}\r\n`, `${a(152)}\r\n${a(152)}`,
    // Never in GSM-7, lone halves included
    '\0', '\x1b', '\t', '\ud83d', '\ude00a',
  ])('%# the same for a fixed text', (text) => expect(ours(text)).toEqual(reference(text)))

  test('the same for any text in which what a reader takes for one is one code point', () => {
    const unit = fc.constantFrom('a', 'b', ' ', 'é', 'ñ', '€', '{', '\n', '\r\n', '…', 'á', '“', '😀', '漢')
    const gsm = fc.constantFrom('a', 'b', ' ', 'é', 'ñ', '€', '{', '\n', '\r\n')
    const texts = fc.oneof(...[unit, gsm].map((each) => fc.string({ unit: each, minLength: 1, maxLength: 500, size: 'max' })))
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours(text)).toEqual(reference(text))
      }),
      { numRuns: 300 },
    )
  })

  test('any text has the same encoding and size, and never more parts', () => {
    const unit = fc.oneof(fc.constantFrom('a', '😀', FAMILY, FLAG, 'e\u0301'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 200, size: 'max' }), (units) => {
        const [here, there] = [ours(units.join('')), reference(units.join(''))]
        expect({ ...here, segments: 0 }).toEqual({ ...there, segments: 0 })
        expect(here.segments).toBeLessThanOrEqual(there.segments)
      }),
    )
  })

  test('they differ on an empty text: nothing is sent, so it is no part', () => {
    expect(reference('').segments).toBe(1)
    expect(countSegments('').segments).toBe(0)
  })

  test('they differ on what a reader takes for one: TS 23.038 knows characters of 16 bits, and so a flag may be cut between its letters', () => {
    // The reference moves a whole flag of 4 units to the next part and loses up to 3: 16 of them a part. 33 flags are 132 units, and two parts hold 134.
    expect(reference(FLAG.repeat(33)).segments).toBe(3)
    expect(countSegments(FLAG.repeat(33)).segments).toBe(2)
    // So does a letter with its accent written apart: 33 of them a part.
    expect(reference('e\u0301'.repeat(67)).segments).toBe(3)
    expect(countSegments('e\u0301'.repeat(67)).segments).toBe(2)
  })
})

describe('gsmReplacement', () => {
  test.each([
    ['’', "'"], ['‘', "'"], ['´', "'"], ['`', "'"], ['“', '"'], ['”', '"'], ['„', '"'], ['«', '"'], ['»', '"'], ['–', '-'], ['—', '-'], ['\u2011', '-'], ['−', '-'], ['•', '-'], ['…', '...'], ['½', '1/2'], ['×', 'x'],
    ['\u00a0', ' '], ['\u202f', ' '], ['\u2009', ' '], ['\t', ' '], ['\u2028', '\n'], ['\u200b', ''], ['\ufeff', ''], ['\u00ad', ''], ['\u202a', ''], ['\u2060', ''],
    ['á', 'a'], ['í', 'i'], ['ó', 'o'], ['ú', 'u'], ['Á', 'A'], ['Í', 'I'], ['Ó', 'O'], ['Ú', 'U'], ['ê', 'e'], ['â', 'a'], ['ã', 'a'], ['õ', 'o'], ['ç', 'c'], ['ë', 'e'], ['ï', 'i'], ['ő', 'o'], ['ế', 'e'], ['ł', 'l'], ['œ', 'oe'], ['ª', 'a'], ['º', 'o'],
    ['n\u0303', 'ñ'], ['e\u0301', 'é'], ['u\u0308', 'ü'], ['a\u0301', 'a'], ['a\u200d', 'a'],
  ])('%j becomes %j', (character, replacement) => expect(gsmReplacement(character)).toBe(replacement))

  test.each(['é', 'ñ', 'Ñ', 'ü', 'à', 'Ç', 'ß', '¿', '€', '{', '\r\n', 'a', ' ', '', '😀', '👨‍👩‍👧‍👦', '❤️', '1️⃣', '🇺🇸', '\u200d', '\u0303', '漢', 'й', 'ά', 'ش', '°', '²', '™', '\ud83d'])('%j has none', (character) => expect(gsmReplacement(character)).toBeNull())

  test('what replaces is sent in GSM-7, and letters stay letters of the same case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), (character) => {
        const replacement = gsmReplacement(character)
        expect(countSegments(replacement ?? '').encoding).toBe('GSM-7')
        expect(replacement).toBe(/^\p{Lu}/u.test(character) ? (replacement?.toUpperCase() ?? null) : replacement)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('forcingCharacters and withGsmReplacement', () => {
  test('each once, in order, with its count', () => {
    expect(forcingCharacters('“Él” está aquí — está 😀 ñ 👨‍👩‍👧‍👦😀')).toEqual([
      { character: '“', replacement: '"', count: 1 }, { character: '”', replacement: '"', count: 1 }, { character: 'á', replacement: 'a', count: 2 }, { character: 'í', replacement: 'i', count: 1 },
      { character: '—', replacement: '-', count: 1 }, { character: '😀', replacement: null, count: 2 }, { character: '👨‍👩‍👧‍👦', replacement: null, count: 1 },
    ])
    expect(forcingCharacters('¡Qué niño!\r\n{3€}')).toEqual([])
  })

  test('all of one are replaced, and nothing else', () => {
    expect(withGsmReplacement('Está así, ya está', 'á')).toBe('Esta así, ya esta')
    expect(withGsmReplacement('man\u0303ana', 'n\u0303')).toBe('mañana')
    expect(withGsmReplacement('a…b…', '…')).toBe('a...b...')
    expect(withGsmReplacement('1\u200b2', '\u200b')).toBe('12')
    expect(withGsmReplacement('Hola 😀', '😀')).toBe('Hola 😀')
    expect(withGsmReplacement('Hola', 'o')).toBe('Hola')
  })

  test('a text without them is GSM-7, with one it is UCS-2; replacing all that can be leaves those that cannot', () => {
    const unit = fc.oneof(fc.constantFrom('a', 'é', 'á', '“', '…', '\u00a0', '\u200b', '😀', 'n\u0303', '\r\n', '{'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const text = units.join('')
        const forcing = forcingCharacters(text)
        expect(countSegments(text).encoding).toBe(forcing.length === 0 ? 'GSM-7' : 'UCS-2')
        expect(new Set(forcing.map(({ character }) => character)).size).toBe(forcing.length)
        const replaced = forcing.reduce((so, { character }) => withGsmReplacement(so, character), text)
        expect(countSegments(replaced).encoding).toBe(forcing.every(({ replacement }) => replacement !== null) ? 'GSM-7' : 'UCS-2')
      }),
      { numRuns: 300 },
    )
  })
})
