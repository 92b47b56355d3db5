import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriesReduced, HIDDEN, REDUCED, reducedInitials, reducedName, reducedNumber, reducedWords } from './privacy.ts'

const seen = (text: string): string => text.replaceAll(REDUCED, '')

describe('a reduced name', () => {
  it.each([
    ['Maria Alvarez', 'M. A.'],
    ['Maria “Mari” Alvarez', 'M. A.'],
    ['Rosa & Felix Grant', 'R. F. G.'],
    ['Siobhán O’Brien-Ní Dhomhnaill', 'S. O. D.'],
    ['élodie', 'É.'],
    ['Ana Maria da Silva Santos', 'A. M. D.'],
    ['王小明', '•'],
    ['王 小明', '• •'],
    ['X', '•'],
    ['“Mari”', '•••'],
  ])('of %s is %s', (name, reduced) => expect(seen(reducedName(name))).toBe(reduced))

  it('never holds a word of the name that has two letters or more', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}]{2,12}$/u), { minLength: 1, maxLength: 5 }), (words) => {
        const left = seen(reducedName(words.join(' ')))
        for (const word of words) expect(left.toLowerCase()).not.toContain(word.toLowerCase())
      }),
    )
  })

  it('is made of a name that came with the sign of a reduced one, too', () => {
    expect(seen(reducedName(`Maria Alvarez${REDUCED}`))).toBe('M. A.')
  })

  it('is nothing for nothing, and the same when it is reduced again', () => {
    expect(reducedName('')).toBe('')
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\p{L} ]{1,20}$/u)), (name) => {
        expect(reducedName(reducedName(name))).toBe(reducedName(name))
      }),
    )
  })
})

describe('reduced initials', () => {
  it('stay letters, but for a script in which one letter is the family name', () => {
    expect(reducedInitials('MA')).toBe('MA')
    expect(reducedInitials('王')).toBe('•')
  })
})

describe('a reduced number', () => {
  it.each([
    ['(555) 010-0177', '(555) 0••-••77'],
    ['+1 555 010 0177', '+1 555 ••• ••77'],
    ['+49 30 901820', '+49 30 ••••20'],
    ['12345', '•••45'],
    ['101', '•••'],
    ['sip:maria.alvarez@clinic.example', '•••'],
    ['Anonymous', '•••'],
  ])('of %s is %s', (display, reduced) => expect(seen(reducedNumber(display))).toBe(reduced))

  it('always hides at least two digits, and the same ones when it is reduced again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d[\d ()-]{1,20}$/), (display) => {
        const digits = (text: string): number => text.match(/\d/g)?.length ?? 0
        const reduced = reducedNumber(display)
        expect(digits(reduced)).toBeLessThanOrEqual(Math.max(0, digits(display) - 2))
        expect(reduced.replace(REDUCED, '')).toHaveLength(display.length)
        expect(reducedNumber(reduced)).toBe(reduced)
      }),
    )
  })
})

describe('what was reduced', () => {
  it('is known again wherever it stands in what is about to be written', () => {
    for (const one of [reducedName('Maria Alvarez'), reducedNumber('(555) 010-0177'), reducedWords('Please call back'), HIDDEN]) {
      expect(carriesReduced({ changes: { alerts: ['Latex', one] } })).toBe(true)
    }
    expect(carriesReduced({ changes: { alerts: ['Latex'], at: 5, none: null, bytes: new Uint8Array(3) } })).toBe(false)
  })

  it('says of words only that there are some', () => {
    expect(reducedWords(' ')).toBe(' ')
    expect(reducedWords('Latex allergy')).toBe(HIDDEN)
  })
})
