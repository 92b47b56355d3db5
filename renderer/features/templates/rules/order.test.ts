import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moved } from './order.ts'

describe('moved', () => {
  it('puts one entry where it was asked to go', () => {
    expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
  })

  it('stops at both ends and leaves the list alone for an unknown entry', () => {
    expect(moved(['a', 'b'], 'b', 9)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 'x', 0)).toEqual(['a', 'b'])
  })

  it('loses nobody and keeps everyone else in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.integer(), (ids, pick, to) => {
        const id = ids[pick % ids.length] ?? ''
        const next = moved(ids, id, to)
        expect([...next].sort()).toEqual([...ids].sort())
        expect(next.filter((one) => one !== id)).toEqual(ids.filter((one) => one !== id))
        expect(next.indexOf(id)).toBe(Math.max(0, Math.min(ids.length - 1, to)))
      }),
    )
  })
})
