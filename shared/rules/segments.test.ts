import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countSegments } from './segments.ts'

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
