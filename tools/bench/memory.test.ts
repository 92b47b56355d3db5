import { expect, it } from 'vitest'
import { processorTime, ticksOf, treeOf } from './memory.ts'

it('finds a process and all that it started, directly or not', () => {
  const processes: [number, number][] = [[1, 0], [10, 1], [11, 10], [12, 11], [20, 1], [13, 10]]
  expect(treeOf(10, processes).toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13])
})

it('reads processor time whatever the program is called', () => {
  expect(ticksOf('12 (a (b) c) S 1 12 12 0 -1 4194304 100 0 0 0 7 5 2 1 20 0 1 0 100 1000 10')).toBe(15)
  expect(ticksOf('')).toBe(0)
})

it.skipIf(process.platform !== 'linux')('grows with what a process computes', () => {
  const before = processorTime(process.pid) ?? 0
  const began = process.cpuUsage()
  while (process.cpuUsage(began).user < 60_000) Math.sqrt(2)
  expect((processorTime(process.pid) ?? 0) - before).toBeGreaterThanOrEqual(0.04)
})
