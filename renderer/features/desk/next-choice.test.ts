import { describe, expect, it } from 'vitest'
import { nextChoice } from './next-choice.ts'

const waits = (id: string) => ({ id, waiting: true })
const done = (id: string) => ({ id, waiting: false })

describe('moving through the feed', () => {
  const feed = [waits('a'), waits('b'), waits('c'), done('x'), done('y')]

  it('goes to the neighbour, and stops at both ends', () => {
    expect(nextChoice(feed, 'a', null, 1)).toBe('b')
    expect(nextChoice(feed, 'c', { id: 'c', index: 2 }, 1)).toBe('x')
    expect(nextChoice(feed, 'a', { id: 'a', index: 0 }, -1)).toBe('a')
    expect(nextChoice(feed, 'y', null, 1)).toBe('y')
  })

  it('begins at the top when nobody is chosen, or the chosen one is not shown', () => {
    expect(nextChoice(feed, null, null, 1)).toBe('a')
    expect(nextChoice(feed, 'gone', null, -1)).toBe('a')
    expect(nextChoice([], null, null, 1)).toBeNull()
  })

  it('goes on among those waiting from where somebody just settled stood', () => {
    const settled = [waits('a'), waits('c'), done('b'), done('x')]
    expect(nextChoice(settled, 'b', { id: 'b', index: 1 }, 1)).toBe('c')
    expect(nextChoice(settled, 'b', { id: 'b', index: 1 }, -1)).toBe('a')
  })

  it('goes to the last one waiting when the last one was settled', () => {
    expect(nextChoice([waits('a'), done('c'), done('x')], 'c', { id: 'c', index: 1 }, 1)).toBe('a')
  })

  it('goes on among the finished when nobody waits, or the place was somebody else’s', () => {
    expect(nextChoice([done('a'), done('x')], 'a', { id: 'a', index: 0 }, 1)).toBe('x')
    expect(nextChoice([waits('w'), done('x'), done('y')], 'x', { id: 'b', index: 0 }, 1)).toBe('y')
  })
})
