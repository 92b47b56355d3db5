import { expect, test } from 'vitest'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { beforeInWords, changeInWords, shareInWords, waitInWords } from './words.ts'

test('a change is told in words, as many or none too', () => {
  const before = beforeInWords('week', true)
  expect(changeInWords(15, 3, before)).toBe('12 more than the week before')
  expect(changeInWords(1, 2, before)).toBe('1 fewer than the week before')
  expect(changeInWords(4, 4, beforeInWords('day', false))).toBe('as many as yesterday by now')
  expect(changeInWords(0, 0, before)).toBe('none the week before either')
})

test('how long it took is told by the half and by nine in ten', () => {
  expect(waitInWords(null)).toBe('')
  expect(waitInWords({ median: 12 * MINUTE, p90: 2 * HOUR })).toBe('half within 12 min, nine in ten within 2 h')
  expect(waitInWords({ median: MINUTE, p90: MINUTE })).toBe('within 1 min')
})

test('a share is told of what it is a part of, and of nothing it is not told', () => {
  const counts = { ...(Object.fromEntries(FIGURES.map((id) => [id, 0])) as Record<FigureId, number>), callsIn: 10, missed: 3, textsReplied: 1, textsNotReplied: 3 }
  expect(shareInWords('missed', counts)).toBe('30% of the calls in')
  expect(shareInWords('textsReplied', counts)).toBe('25% of those who waited')
  expect(shareInWords('textBacksAnswered', counts)).toBe('')
  expect(shareInWords('callsIn', counts)).toBe('')
})
