import { expect, it } from 'vitest'
import { treeOf } from './memory.ts'

it('finds a process and all that it started, directly or not', () => {
  const processes: [number, number][] = [[1, 0], [10, 1], [11, 10], [12, 11], [20, 1], [13, 10]]
  expect(treeOf(10, processes).toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13])
})
