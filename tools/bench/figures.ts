/** What the bench says of one figure. `ratio` is value by floor, and `met` is null where nothing could be measured. */
export type Figure = {
  value: number | null
  floor: number | null
  ratio: number | null
  p50: number | null
  p99: number | null
  unit: string
  goal: string
  met: boolean | null
}

export const NAMES = ['lookup', 'ringToPaint', 'record', 'search', 'start', 'memory', 'bundle', 'textBack', 'template', 'send', 'idle'] as const
export type FigureName = (typeof NAMES)[number]
/** Those of the lines are one for each kind that was measured: `linePaint.sip`, `lineEvents.sip`. */
export type Figures = Record<FigureName, Figure> & Record<string, Figure>

/** The sample below which `share` of all samples lie (nearest rank); NaN when there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5)

/** Three digits that say something: 0.0123, 1.23, 123, 12,300. */
export function round(value: number): number {
  return Number(value.toPrecision(3))
}

/** Times in ms of the app and of its floor: their medians, and the app's percentiles. */
export function timeFigure(samples: readonly number[], floors: readonly number[], goal: { text: string; ratio: number; p99?: number }): Figure {
  const value = median(samples)
  const p99 = percentile(samples, 0.99)
  const ratio = value / median(floors)
  const met = ratio <= goal.ratio && p99 <= (goal.p99 ?? Infinity)
  return { value: round(value), floor: round(median(floors)), ratio: round(ratio), p50: round(value), p99: round(p99), unit: 'ms', goal: goal.text, met }
}

const HEADINGS = ['figure', 'value', 'floor', 'ratio', 'p50', 'p99', 'unit', 'goal', 'met']

/** The figures as a table for the terminal. */
export function table(figures: Readonly<Record<string, Figure>>): string {
  const show = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 3 }))
  const rows = Object.entries(figures).map(([name, { value, floor, ratio, p50, p99, unit, goal, met }]) => {
    return [name, show(value), show(floor), show(ratio), show(p50), show(p99), unit, goal, met === null ? 'not measured' : met ? 'yes' : 'NO']
  })
  const lines = [HEADINGS, ...rows]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const isNumber = (column: number): boolean => column >= 1 && column <= 5
  return lines.map((line) => line.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')
}
