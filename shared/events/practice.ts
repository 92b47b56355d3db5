import { z } from 'zod'
import { exportOfData, hiddenBy, lineKind, practiceView } from '../contract/views.ts'

/** Events about the practice itself: its settings, its staff, its lines. */

const id = z.string().min(1).max(200)

export const practiceEvents = {
  'practice.changed': practiceView.partial(),
  'staff.saved': z.object({ staffId: id, name: z.string().max(80), initials: z.string().max(4), extension: z.string().max(20).optional() }),
  'staff.removed': z.object({ staffId: id }),
  /** Who works at a desk: the actor of what it does from then on. */
  'staff.cameToDesk': z.object({ staffId: id.nullable() }),
  /** At the close of a day: what whoever opens next should know; empty takes it away. */
  'day.noted': z.object({ day: z.iso.date(), body: z.string().max(4000) }),
  /** Somebody read what was left for them. */
  'day.read': z.object({}),
  'line.saved': z.object({
    lineId: id,
    kind: lineKind,
    name: z.string().max(60),
    enabled: z.boolean(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  /** A line could hear nothing from `from` until the event's own time; `untold` is what its provider cannot tell afterwards. */
  'line.wasAway': z.object({ gapId: id, lineId: id, from: z.number().int(), until: z.number().int(), untold: z.array(z.enum(['calls', 'texts'])) }),
  'line.gapsSeen': z.object({ gapIds: z.array(id).max(200) }),
  /** Somebody showed the names again that were hidden on a desk's screen: by hand, or because nobody was there. */
  'privacy.revealed': z.object({ hiddenBy }),
  /** Somebody took data out as a file; what becomes of the file, Rapport does not know. */
  'data.exported': exportOfData,
  /** Names were hidden on a desk's screen. */
  'privacy.hidden': z.object({ by: hiddenBy }),
} as const
