import type { InsightEntry } from '@shared/contract/views.ts'
import type { FigureId } from '@shared/rules/figures.ts'
import { duration } from '@renderer/ui/format.ts'

/** What stands on a day sheet one by one: each call in that is over and each text in, once. */
export const ON_SHEET = ['answered', 'recovered', 'notReached', 'textsIn'] as const satisfies readonly FigureId[]

/** Whom it was with is null where nobody is to be named. */
export type SheetEntry = { id: string; at: number; what: string; who: { name: string | null; display: string } | null }

/** An entry of one of these figures as a day sheet says it. Without names nothing of the person is left in it. */
export function sheetEntry(figure: (typeof ON_SHEET)[number], { id, at, name, display, waited }: InsightEntry, withNames: boolean): SheetEntry {
  return { id, at, what: whatInWords(figure, waited), who: withNames ? { name, display } : null }
}

function whatInWords(figure: (typeof ON_SHEET)[number], waited: number | null): string {
  switch (figure) {
    case 'answered':
      return 'Answered'
    case 'recovered':
      return `Missed, reached after ${duration(waited ?? 0)}`
    case 'notReached':
      return 'Missed, not reached'
    case 'textsIn':
      return 'Text'
  }
}
