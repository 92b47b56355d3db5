import { expect, it } from 'vitest'
import type { Insight } from '@shared/rules/insights.ts'
import { insightInWords } from './insight-words.ts'

const NOW = Date.UTC(2026, 2, 10, 15)
const NEXT = Date.UTC(2026, 2, 20, 15)
const said = (insight: object): string => insightInWords({ ...insight, evidence: [] } as unknown as Insight, NOW, 'America/Chicago').parts.map((part) => (typeof part === 'string' ? part : part.count)).join('')

it.each([
  [{ kind: 'timeOfDay', cancelled: 3, cancelledOf: 4, kept: 9, keptOf: 9, offer: 'morning' }, 'Cancelled 3 of 4 afternoon visits, kept 9 of 9 mornings. Offer a morning.'],
  [{ kind: 'timeOfDay', cancelled: 3, cancelledOf: 4, kept: 9, keptOf: 9, offer: 'afternoon' }, 'Cancelled 3 of 4 morning visits, kept 9 of 9 afternoons. Offer an afternoon.'],
  [{ kind: 'weekday', cancelled: 3, cancelledOf: 4, kept: 5, keptOf: 5, weekday: 1 }, 'Cancelled 3 of 4 visits on a Monday, kept 5 of 5 on other days. Offer another day.'],
  [{ kind: 'noShow', missed: 2, of: 5, next: NEXT }, 'Did not come to 2 of 5 visits. Confirm Fri, Mar 20 with them.'],
  [{ kind: 'noShow', missed: 2, of: 5, next: null }, 'Did not come to 2 of 5 visits. Remind them when they book.'],
  [{ kind: 'continuity', clinician: 'Dr. Chen', seen: 9, of: 10, bookedWith: null }, 'Saw Dr. Chen in 9 of 10 visits. Keep them with Dr. Chen.'],
  [{ kind: 'continuity', clinician: 'Dr. Chen', seen: 9, of: 10, bookedWith: 'Dr. Wu' }, 'Booked with Dr. Wu, but saw Dr. Chen in 9 of 10 visits. Ask whether that is meant.'],
  [{ kind: 'reach', part: 'lateDay', reached: 3, of: 3, elsewhere: 0, elsewhereOf: 4 }, 'Picked up 3 of 3 calls after 3:00 PM, 0 of 4 at other times. Call after 3:00 PM.'],
  [{ kind: 'quiet', days: 240 }, 'No contact for 240 days. Check that number and address still hold.'],
  [{ kind: 'language', language: 'vi', visitAt: NEXT }, 'Speaks Vietnamese, and no interpreter is noted for Fri, Mar 20. Ask who comes along.'],
] as const)('is said with what to do: %o', (insight, words) => {
  expect(said(insight)).toBe(words)
})
