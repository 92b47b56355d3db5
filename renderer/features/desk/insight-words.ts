import { assertNever } from '@shared/assert.ts'
import type { Insight } from '@shared/rules/insights.ts'
import type { PartOfDay } from '@shared/rules/insights/contacts.ts'
import { languageName, shortDate } from '@renderer/ui/format.ts'

/** A sentence in pieces: words, and counts that open what was counted. */
export type Sentence = { parts: (string | { count: string })[]; tone: 'wait' | 'brand' }

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const WHEN: Record<PartOfDay, string> = { morning: 'before noon', midday: 'between noon and 3:00 PM', lateDay: 'after 3:00 PM' }

/** What an insight says and what to do about it. Amber where something is at risk, teal where something goes well. */
export function insightInWords(insight: Insight, now: number, timeZone: string): Sentence {
  const of = (some: number, all: number): { count: string } => ({ count: `${some} of ${all}` })
  switch (insight.kind) {
    case 'timeOfDay': {
      const bad = insight.offer === 'morning' ? 'afternoon' : 'morning'
      return { tone: 'wait', parts: ['Cancelled ', of(insight.cancelled, insight.cancelledOf), ` ${bad} visits, kept `, of(insight.kept, insight.keptOf), ` ${insight.offer}s. Offer ${insight.offer === 'morning' ? 'a morning' : 'an afternoon'}.`] }
    }
    case 'weekday':
      return { tone: 'wait', parts: ['Cancelled ', of(insight.cancelled, insight.cancelledOf), ` visits on a ${WEEKDAYS[insight.weekday]}, kept `, of(insight.kept, insight.keptOf), ' on other days. Offer another day.'] }
    case 'noShow':
      return { tone: 'wait', parts: ['Did not come to ', of(insight.missed, insight.of), ' visits. ', insight.next === null ? 'Remind them when they book.' : `Confirm ${shortDate(insight.next, now, timeZone)} with them.`] }
    case 'continuity':
      return insight.bookedWith === null
        ? { tone: 'brand', parts: [`Saw ${insight.clinician} in `, of(insight.seen, insight.of), ` visits. Keep them with ${insight.clinician}.`] }
        : { tone: 'wait', parts: [`Booked with ${insight.bookedWith}, but saw ${insight.clinician} in `, of(insight.seen, insight.of), ' visits. Ask whether that is meant.'] }
    case 'reach':
      return { tone: 'brand', parts: ['Picked up ', of(insight.reached, insight.of), ` calls ${WHEN[insight.part]}, `, of(insight.elsewhere, insight.elsewhereOf), ` at other times. Call ${WHEN[insight.part]}.`] }
    case 'quiet':
      return { tone: 'wait', parts: [`No contact for ${insight.days} days. Check that number and address still hold.`] }
    case 'language':
      return { tone: 'wait', parts: [`Speaks ${languageName(insight.language)}, and no interpreter is noted for ${shortDate(insight.visitAt, now, timeZone)}. Ask who comes along.`] }
    default:
      return assertNever(insight)
  }
}
