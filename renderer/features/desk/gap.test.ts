import { describe, expect, it } from 'vitest'
import { gapIn } from './gap.ts'

describe('the gap in a filled text', () => {
  it('is the first variable nobody could fill', () => {
    const text = 'Hi {first name}, see you {next visit}.'
    const [start, end] = gapIn(text) ?? []
    expect(text.slice(start, end)).toBe('{first name}')
  })

  it('is not the callback time, which is picked', () => {
    const text = 'We will call by {callback time}. Yours, {staff}'
    const [start, end] = gapIn(text) ?? []
    expect(text.slice(start, end)).toBe('{staff}')
  })

  it('is none in a text that is whole', () => {
    expect(gapIn('See you Thursday.')).toBeNull()
    expect(gapIn('We will call by {callback time}.')).toBeNull()
  })
})
