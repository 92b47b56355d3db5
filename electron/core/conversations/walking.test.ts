import { describe, expect, it, vi } from 'vitest'
import { createWalking } from './walking.ts'

describe('two windows that walk at once', () => {
  it('never get the same person, and one is told of the other', () => {
    const changed = vi.fn<() => void>()
    const walking = createWalking(changed)
    expect(walking.take(1, 'ana', ['a', 'b'])).toBe('a')
    expect(walking.take(2, 'ben', ['a', 'b'])).toBe('b')
    expect(walking.take(3, null, ['a', 'b'])).toBeNull()
    expect(walking.all()).toEqual([{ window: 1, staffId: 'ana', key: 'a' }, { window: 2, staffId: 'ben', key: 'b' }])
    expect(changed).toHaveBeenCalledTimes(2)
  })

  it('leave whoever they had when they take the next, stop or are closed', () => {
    const walking = createWalking(() => undefined)
    walking.take(1, 'ana', ['a', 'b'])
    expect(walking.take(1, 'ana', ['b'])).toBe('b')
    expect(walking.take(2, 'ben', ['a', 'b'])).toBe('a')
    walking.take(1, null, [])
    expect(walking.take(3, null, ['a', 'b'])).toBe('b')
  })

  it('are told nothing when nothing changes', () => {
    const changed = vi.fn<() => void>()
    const walking = createWalking(changed)
    walking.take(1, 'ana', ['a'])
    walking.take(1, 'ana', ['a', 'b'])
    walking.take(2, 'ben', ['a'])
    expect(changed).toHaveBeenCalledTimes(1)
  })
})
