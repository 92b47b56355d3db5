import { describe, expect, it } from 'vitest'
import { NAMES, percentile, table, timeFigure, type Figure, type Figures } from './figures.ts'

const figure: Figure = { value: 0.0421, floor: 0.03, ratio: 1.4, p50: 0.0421, p99: 12_345, unit: 'ms', goal: 'ratio <= 2', met: true }
const figures = Object.fromEntries(NAMES.map((name) => [name, figure])) as Figures

describe('percentile', () => {
  it('takes the nearest rank, whatever the order of the samples', () => {
    const samples = [50, 15, 40, 20, 35]
    expect([0, 0.3, 0.4, 0.5, 1].map((share) => percentile(samples, share))).toEqual([15, 20, 20, 35, 50])
  })

  it('takes the 99th of a hundred, not the worst', () => {
    expect(percentile(Array.from({ length: 100 }, (_, index) => index + 1), 0.99)).toBe(99)
  })

  it('does not sort the samples it was given', () => {
    const samples = [2, 1]
    percentile(samples, 0.5)
    expect(samples).toEqual([2, 1])
  })

  it('is not a number when nothing was measured', () => {
    expect(percentile([], 0.5)).toBeNaN()
  })
})

describe('timeFigure', () => {
  it('compares medians and is met at the goal itself', () => {
    expect(timeFigure([1, 2, 90], [1, 1, 1], { text: 'ratio <= 2', ratio: 2 })).toMatchObject({ value: 2, floor: 1, ratio: 2, p99: 90, met: true })
  })

  it('is not met when the ratio is, but one in a hundred takes too long', () => {
    expect(timeFigure([1, 1, 101], [1], { text: '', ratio: 2, p99: 100 }).met).toBe(false)
  })

  it('is not met above its ratio', () => {
    expect(timeFigure([2.1], [1], { text: '', ratio: 2 }).met).toBe(false)
  })
})

describe('table', () => {
  it('shows a line for every figure, aligned, with three digits that say something', () => {
    const lines = table(figures).split('\n')
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual(['figure', ...NAMES])
    expect(lines[1]).toBe('lookup       0.0421   0.03    1.4  0.0421  12,300  ms    ratio <= 2  yes')
  })

  it('shows a line for each kind of line that was measured', () => {
    expect(table({ 'linePaint.sip': figure, 'linePaint.twilio': figure }).split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual(['figure', 'linePaint.sip', 'linePaint.twilio'])
  })

  it('says when a goal is not met, and when nothing could be measured', () => {
    const missing = { ...figure, value: null, floor: null, ratio: null, p50: null, p99: null, met: null }
    const lines = table({ ...figures, lookup: { ...figure, met: false }, memory: missing }).split('\n')
    expect(lines[1]).toMatch(/ NO$/)
    expect(lines.find((line) => line.startsWith('memory'))).toMatch(/^memory +– +– +– +– +– .* not measured$/)
  })
})
