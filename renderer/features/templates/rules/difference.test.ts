import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differenceOf } from './difference.ts'

it('tells the words that went from those that came', () => {
  expect(differenceOf('Hi {first name}, see you soon.', 'Hi {first name}, we see you on {next visit}.')).toEqual([
    { kind: 'same', text: 'Hi {first name}, ' },
    { kind: 'added', text: 'we ' },
    { kind: 'same', text: 'see you ' },
    { kind: 'removed', text: 'soon.' },
    { kind: 'added', text: 'on {next visit}.' },
  ])
})

it('changes whole phrases rather than every other word', () => {
  expect(differenceOf('Just tell us to come.', 'Please write us and come.')).toEqual([
    { kind: 'removed', text: 'Just tell us to ' },
    { kind: 'added', text: 'Please write us and ' },
    { kind: 'same', text: 'come.' },
  ])
})

it('finds nothing where only spaces changed, and all where nothing stays', () => {
  expect(differenceOf('a  b', 'a b ').map(({ kind }) => kind)).toEqual(['same'])
  expect(differenceOf('', 'a b')).toEqual([{ kind: 'added', text: 'a b' }])
  expect(differenceOf('a b', '')).toEqual([{ kind: 'removed', text: 'a b' }])
  expect(differenceOf('', '')).toEqual([])
})

it('gives both texts back', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'no', ' ', '\n', '{x y}', '{', '}')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = differenceOf(before, after)
      const only = (but: string) => changes.filter(({ kind }) => kind !== but).map((change) => change.text).join('')
      expect(only('removed')).toBe(after)
      expect(only('added').replace(/\s/g, '')).toBe(before.replace(/\s/g, ''))
      expect(differenceOf(after, after).every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})
