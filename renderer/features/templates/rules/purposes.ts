import type { TemplatePurpose } from '@shared/contract/views.ts'

/** What a template can be for, in the words of the desk and in the order they are offered. */
export const PURPOSES: Readonly<Record<TemplatePurpose, string>> = {
  missedCall: 'Missed call',
  runningLate: 'Running late',
  reschedule: 'Reschedule',
  refill: 'Refill',
  directions: 'Directions',
  forms: 'Forms',
  billing: 'Billing',
  afterVisit: 'After a visit',
  recall: 'Recall',
  education: 'Education',
  other: 'Anything else',
}

/** The digits that can belong to a template. */
export const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

type Holder = { id: string; draft: { name: string }; saved: { name: string; fixedKey: number | null } | null }

/** The other template that has a digit now; undefined where it is free, or there is none to have. */
export function holderOf<T extends Holder>(items: readonly T[], digit: number | null, except: string): T | undefined {
  return digit === null ? undefined : items.find(({ id, saved }) => id !== except && saved?.fixedKey === digit)
}

/** How the desk comes to a saved template, in one line. `place` counts from 0. */
export function reachedBy({ fixedKey }: { fixedKey: number | null }, place: number): string {
  return fixedKey === null ? `At the desk by usefulness; place ${place + 1} in the practice’s order` : `Always key ${fixedKey} at the desk`
}
