import { describe, expect, test } from 'vitest'
import { mentionBegun, mentionsIn } from './mentions.ts'

const STAFF = [
  { id: 'ana', name: 'Ana Lopez' },
  { id: 'anna', name: 'Anna Berg' },
  { id: 'ben1', name: 'Ben Carter' },
  { id: 'ben2', name: 'Ben Ode' },
  { id: 'zoe', name: 'Zoë Ruiz' },
  { id: 'gone', name: 'Carl Gone', removed: true },
]

describe('whom a note names', () => {
  test.each([
    ['@Ana please look', ['ana']],
    ['please look @ana', ['ana']],
    ['@Anna and @ana', ['ana', 'anna']],
    ['@zoe, is it paid?', ['zoe']],
    ['@Ben who?', []],
    ['@Ben Ode please', ['ben2']],
    ['@Ben Carter and @Ben Ode', ['ben1', 'ben2']],
    ['@Carl Gone', []],
    ['ana without a sign', []],
    ['mail ana@example.org', []],
    ['@', []],
  ])('%j: %j', (body, ids) => {
    expect(mentionsIn(body, STAFF)).toEqual(ids)
  })
})

test('what is being written after an @ is found where the cursor stands', () => {
  expect(mentionBegun('ask @an', 7)).toEqual({ at: 4, words: 'an' })
  expect(mentionBegun('@Ana Lo', 7)).toEqual({ at: 0, words: 'Ana Lo' })
  expect(mentionBegun('ask @', 5)).toEqual({ at: 4, words: '' })
  expect(mentionBegun('ana@exa', 7)).toBeNull()
  expect(mentionBegun('ask @an more words', 18)).toBeNull()
})
