import { describe, expect, it } from 'vitest'
import { createEdits, sameValue } from './edits.ts'

describe('sameValue', () => {
  it('does not care in which order the fields of an object stand', () => {
    expect(sameValue({ en: 'a', es: 'b' }, { es: 'b', en: 'a' })).toBe(true)
  })

  it('sees a field that is missing on either side', () => {
    expect(sameValue({ en: 'a' }, { en: 'a', es: '' })).toBe(false)
    expect(sameValue({ en: 'a', es: undefined }, { en: 'a' })).toBe(false)
  })

  it('sees a change deep inside, and the order of a list', () => {
    expect(sameValue({ mon: [{ from: '08:00' }] }, { mon: [{ from: '08:30' }] })).toBe(false)
    expect(sameValue([1, 2], [2, 1])).toBe(false)
  })

  it('tells an empty list from an empty object', () => {
    expect(sameValue([], {})).toBe(false)
  })
})

describe('createEdits', () => {
  it('keeps one edit by key and forgets only that one', () => {
    const edits = createEdits<{ name: string }>()
    edits.put('a', { name: 'x' })
    edits.put('b', { name: 'y' })
    edits.drop('a')
    expect(edits.get('a')).toBeUndefined()
    expect(edits.get('b')).toEqual({ name: 'y' })
  })
})
