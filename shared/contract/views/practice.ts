import { z } from 'zod'
import { id, languageTag } from './basics.ts'

/** What the windows see of the practice: its settings, who works there, its templates. */

export const openingHours = z.record(
  z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  z.array(z.object({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) })),
)

/** Who hid the names on a desk's screen: somebody there, or Rapport because nobody was. */
export const hiddenBy = z.enum(['hand', 'idle'])
export type HiddenBy = z.infer<typeof hiddenBy>

/** Something to make sure of before hanging up. */
export const checklistLine = z.string().trim().min(1).max(60)

export const practiceView = z.object({
  name: z.string(),
  /** As the practice writes it; used in texts. */
  phone: z.string(),
  /** IANA name, for example `America/Chicago`. */
  timeZone: z.string(),
  /** BCP 47 language in which the practice writes when a patient's own is not known. */
  language: languageTag,
  /** ISO 3166 country used to read national phone numbers. */
  country: z.string().length(2),
  hours: openingHours,
  formsLink: z.string(),
  directionsLink: z.string(),
  /** What the desk makes sure of before hanging up, in this order; empty where it wants no list. */
  checklist: z.array(checklistLine).max(5),
})
export type PracticeView = z.infer<typeof practiceView>

export const staffView = z.object({
  id,
  name: z.string(),
  initials: z.string(),
  removed: z.boolean(),
  /** The extension of their phone, or empty: who answered, and which phone rings when they dial. */
  extension: z.string(),
})
export type StaffView = z.infer<typeof staffView>

export const templateView = z.object({
  id,
  name: z.string(),
  /** Language to text with `{variables}`. */
  texts: z.record(languageTag, z.string()),
  position: z.number().int(),
})
export type TemplateView = z.infer<typeof templateView>
