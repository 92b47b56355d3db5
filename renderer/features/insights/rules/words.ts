import type { Insights } from '@shared/contract/views.ts'
import type { FigureId } from '@shared/rules/figures.ts'
import type { PeriodKind } from '@shared/rules/periods.ts'
import { count, duration } from '@renderer/ui/format.ts'

const SO_FAR: Record<PeriodKind, string> = { day: 'yesterday by now', week: 'last week by now', month: 'last month by now' }

/** "the week before", or "last week by now" for the one that still runs: what a figure is held against. */
export function beforeInWords(kind: PeriodKind, whole: boolean): string {
  return whole ? `the ${kind} before` : SO_FAR[kind]
}

/** "12 more than the week before", "3 fewer than …", "as many as …". */
export function changeInWords(now: number, then: number, before: string): string {
  if (now === then) return now === 0 ? `none ${before} either` : `as many as ${before}`
  return `${count(Math.abs(now - then), now > then ? 'more' : 'fewer', now > then ? 'more' : 'fewer')} than ${before}`
}

/** "half within 12 min, nine in ten within 2 h"; empty where nothing was counted. */
export function waitInWords(wait: Insights['waits']['recovered']): string {
  if (!wait) return ''
  return wait.median === wait.p90 ? `within ${duration(wait.p90)}` : `half within ${duration(wait.median)}, nine in ten within ${duration(wait.p90)}`
}

/** Of which other figures a figure is a part. */
const PART_OF: Partial<Record<FigureId, { of: readonly FigureId[]; words: string }>> = {
  answered: { of: ['callsIn'], words: 'of the calls in' },
  missed: { of: ['callsIn'], words: 'of the calls in' },
  abandoned: { of: ['missed'], words: 'of the missed' },
  recovered: { of: ['missed'], words: 'of the missed' },
  notReached: { of: ['missed'], words: 'of the missed' },
  textsReplied: { of: ['textsReplied', 'textsNotReplied'], words: 'of those who waited' },
  textsNotReplied: { of: ['textsReplied', 'textsNotReplied'], words: 'of those who waited' },
  textBacksAnswered: { of: ['textBacks'], words: 'of the texts back' },
  promisesKept: { of: ['promisesKept', 'promisesLate'], words: 'of the promises' },
  promisesLate: { of: ['promisesKept', 'promisesLate'], words: 'of the promises' },
  dealtSameDay: { of: ['waited'], words: 'of those who waited' },
  leftOver: { of: ['waited'], words: 'of those who waited' },
  answeredBySame: { of: ['answeredAgain'], words: 'of those answered again' },
}

/** "30% of the calls in"; empty where there is none, and where a figure is no part of another. */
export function shareInWords(id: FigureId, counts: Record<FigureId, number>): string {
  const part = PART_OF[id]
  const whole = part?.of.reduce((sum, other) => sum + counts[other], 0) ?? 0
  if (!part || counts[id] === 0) return ''
  return `${new Intl.NumberFormat(navigator.language || 'en-US', { style: 'percent', maximumFractionDigits: 0 }).format(counts[id] / whole)} ${part.words}`
}
