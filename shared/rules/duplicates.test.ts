import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keysOf, likelySame, oneEdit, sureness, told, type Told } from './duplicates.ts'
import { isNickname } from './nicknames.ts'

const person = (name: string, birthDate = '', preferredName = ''): Told => {
  const [givenName = '', familyName = ''] = name.split(',')
  return told({ givenName, familyName, preferredName, birthDate })
}
const BORN = '1954-11-30'

describe('likelySame', () => {
  test.each([
    ['Rosa,Grant', 'Rosa,Grant', ['sameBirthDate', 'sameName']],
    ['ROSA,Gránt', 'Rosa,Grant', ['sameBirthDate', 'sameName']],
    ['Robert,Grant', 'Bob,Grant', ['sameBirthDate', 'nickname']],
    ['Francisco,Ruiz', 'Paco,Ruiz', ['sameBirthDate', 'nickname']],
    ['Rosa,Grant', 'Rosa,Grantt', ['sameBirthDate', 'likeName']],
    ['Maria,Garcia', 'Maria,Garcia Lopez', ['sameBirthDate', 'likeName']],
    ['Rosa Maria,Grant', 'Rosa,Grant', ['sameBirthDate', 'likeName']],
    ['R,Grant', 'Rosa,Grant', ['sameBirthDate', 'likeName']],
    ['Grant,Rosa', 'Rosa,Grant', ['sameBirthDate', 'swappedName']],
  ] as const)('%s and %s with one birth date are a question', (one, other, reasons) => {
    expect(likelySame(person(one, BORN), person(other, BORN), false)).toEqual(reasons)
  })

  test.each([
    ['Ana,Grant', 'Eva,Grant'], ['Rosa,Grant', 'Felix,Grant'], ['Rosa,Grant', 'Rosa,Ortiz'], ['Robert,Grant', 'Bob,Ortiz'], ['Rosa,', 'Rosa,Grant'], [',', ','],
  ])('%s and %s with one birth date are two people', (one, other) => {
    expect(likelySame(person(one, BORN), person(other, BORN), false)).toBeNull()
  })

  test('a common number is needed where a birth date is missing or mistyped, and other birth dates are other people', () => {
    const rosa = person('Rosa,Grant', BORN)
    expect(likelySame(rosa, person('Rosa,Grant'), false)).toBeNull()
    expect(likelySame(rosa, person('Rosa,Grant'), true)).toEqual(['sameName', 'sameNumber'])
    expect(likelySame(rosa, person('Rosa,Grant', '1954-11-03'), true)).toEqual(['sameName', 'sameNumber', 'likeBirthDate'])
    expect(likelySame(rosa, person('Rosa,Grant', '1954-11-03'), false)).toBeNull()
    expect(likelySame(person('Rosa,Grant', '1954-03-04'), person('Rosa,Grant', '1954-04-03'), true)).toContain('likeBirthDate')
    expect(likelySame(rosa, person('Rosa,Grant', '1981-02-14'), true)).toBeNull()
  })

  test('somebody begun in a hurry with one name is a question where the number is the same', () => {
    expect(likelySame(person('Rosa,Grant', BORN), person('Rosa,'), true)).toEqual(['likeName', 'sameNumber'])
    expect(likelySame(person('Francisco,Grant', BORN), person('Paco,'), true)).toEqual(['likeName', 'sameNumber'])
    expect(likelySame(person('Rosa,Grant', BORN), person('Felix,'), true)).toBeNull()
  })

  test('what somebody likes to be called counts as a name', () => {
    expect(likelySame(person('Elizabeth,Grant', BORN, 'Skip'), person('Skip,Grant', BORN), false)).toEqual(['sameBirthDate', 'sameName'])
  })

  const name = fc.constantFrom('Rosa', 'Rosita', 'Robert', 'Bob', 'Rob', 'R', 'Rosa Maria', 'María', 'Grant', 'Grantt', 'Garcia', 'Garcia Lopez', 'Ortiz', '')
  const anybody = fc.record({ givenName: name, familyName: name, preferredName: name, birthDate: fc.constantFrom('', BORN, '1954-11-03', '1954-11-31', '1981-02-14') }).map(told)

  test('says the same whichever record comes first, and whoever it joins has a key in common', () => {
    fc.assert(
      fc.property(anybody, anybody, fc.boolean(), (a, b, commonNumber) => {
        const reasons = likelySame(a, b, commonNumber)
        expect(likelySame(b, a, commonNumber)).toEqual(reasons)
        const keys = new Set(keysOf(a))
        expect({ joined: reasons !== null, byKey: reasons === null || keysOf(b).some((key) => keys.has(key)) }).toEqual({ joined: reasons !== null, byKey: true })
      }),
      { numRuns: 5000 },
    )
  })

  test('never joins people born on days that are not alike, and a number can only make it surer', () => {
    fc.assert(
      fc.property(anybody, anybody, (a, b) => {
        const [without, withNumber] = [likelySame(a, b, false), likelySame(a, b, true)]
        const far = a.birthDate !== '' && b.birthDate !== '' && a.birthDate.slice(0, 4) !== b.birthDate.slice(0, 4)
        expect(far && withNumber !== null).toBe(false)
        expect(without !== null && (withNumber === null || sureness(withNumber) < sureness(without))).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  test('finds one typing error in a name of four letters or more', () => {
    const letters = fc.stringMatching(/^[a-z]{4,9}$/)
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'change'), (family, place, how) => {
        const at = place % (family.length - 1)
        const typed = {
          drop: family.slice(0, at) + family.slice(at + 1),
          double: family.slice(0, at) + family.slice(at, at + 1) + family.slice(at),
          swap: family.slice(0, at) + family.slice(at + 1, at + 2) + family.slice(at, at + 1) + family.slice(at + 2),
          change: `${family.slice(0, at)}q${family.slice(at + 1)}`,
        }[how]
        fc.pre(typed.length >= 4)
        expect(likelySame(person(`Rosa,${family}`, BORN), person(`Rosa,${typed}`, BORN), false)).not.toBeNull()
      }),
    )
  })
})

test('one edit is one letter changed, left out, added or two swapped, and nothing else', () => {
  expect([['grant', 'grnat'], ['grant', 'grat'], ['grant', 'grantt'], ['grant', 'grent'], ['a', '']].map(([a = '', b = '']) => oneEdit(a, b))).toEqual([true, true, true, true, true])
  expect([['grant', 'grant'], ['grant', 'gratn x'], ['grant', 'tnarg'], ['grant', 'gra'], ['grant', 'grntaa']].map(([a = '', b = '']) => oneEdit(a, b))).toEqual([false, false, false, false, false])
})

test('nicknames go both ways, by accents too, and a name is no nickname of itself', () => {
  const pairs = [['bob', 'robert'], ['robert', 'bob'], ['paco', 'francisco'], ['tono', 'antonio'], ['bob', 'rob'], ['liz', 'elizabeth']] as const
  expect(pairs.map(([one, other]) => isNickname(one, other))).toEqual(pairs.map(() => true))
  expect([isNickname('bob', 'bob'), isNickname('bob', 'william'), isNickname('', 'bob')]).toEqual([false, false, false])
})
