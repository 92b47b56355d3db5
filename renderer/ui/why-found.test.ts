import { expect, test } from 'vitest'
import { saysBirthDate, whyFound } from './why-found.ts'

test('why somebody was found is said in a few plain words, and not at all where their name says it', () => {
  expect(whyFound([])).toBe('')
  expect(whyFound([{ kind: 'nickname', typed: 'Bob', name: 'Robert' }, { kind: 'similar', name: 'Alvarez' }])).toBe('Bob can be Robert, similar: Alvarez')
  expect(whyFound([{ kind: 'born', date: '1967-03-14' }])).toBe('born Mar 14, 1967')
  expect(whyFound([{ kind: 'phone', ends: true, digits: '0177' }])).toBe('phone ends 0177')
  expect(whyFound([{ kind: 'phone', ends: false, digits: '01001' }])).toBe('phone has 01001')
})

test('a birth date that is the reason is not said twice', () => {
  expect([saysBirthDate([{ kind: 'born', date: '1967-03-14' }]), saysBirthDate([{ kind: 'similar', name: 'Alvarez' }])]).toEqual([true, false])
})
