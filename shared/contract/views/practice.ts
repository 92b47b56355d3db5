import { z } from 'zod'
import { at, id, isoDay, languageTag } from './basics.ts'

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

/** What an automatic text says, by language; only variables of the practice and the moment may stand in it. */
export const wordsByLanguage = z.record(languageTag, z.string().trim().max(480))

/** When an automatic text goes out, and so what it says: to a missed caller while open, closed, at lunch, on a holiday; to who left a voicemail; to who wrote after hours. */
export const occasion = z.enum(['open', 'closed', 'lunch', 'holiday', 'voicemail', 'afterHours'])
export type Occasion = z.infer<typeof occasion>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** The texts that Rapport sends by itself, and when. */
export const automaticSettings = z.object({
  textBack: z.object({
    enabled: z.boolean(),
    when: z.enum(['always', 'open', 'closed']),
    /** After a missed call, so that a redial wins. */
    delaySeconds: z.number().int().min(10).max(900),
    /** At most one to a number in this time. */
    againAfterHours: z.number().int().min(1).max(168),
    linesOff: z.array(id).max(50),
    /** Within how many minutes the desk calls back while open; null promises no time. */
    promiseMinutes: z.number().int().min(5).max(480).nullable(),
  }),
  voicemail: z.object({ enabled: z.boolean() }),
  afterHours: z.object({ enabled: z.boolean() }),
  words: z.record(occasion, wordsByLanguage),
  /** Automatic texts leave only between these, on the wall clock of the recipient's area, or of the practice. */
  texting: z.object({ from: clockTime, to: clockTime, byArea: z.boolean() }),
})
export type AutomaticSettings = z.infer<typeof automaticSettings>

/** Minutes after which somebody still waiting is called out once, by what they wait for; null: never. */
export const waitAlerts = z.object({
  calls: z.number().int().min(1).max(480).nullable(),
  voicemails: z.number().int().min(1).max(480).nullable(),
  texts: z.number().int().min(1).max(480).nullable(),
  sound: z.boolean(),
})
export type WaitAlerts = z.infer<typeof waitAlerts>

/** Minutes before closing at which the walk through everyone waiting is proposed; null: never. */
export const proposeWalk = z.number().int().min(5).max(120).nullable()

export const holiday = z.object({ date: isoDay, name: z.string().trim().max(60) })

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
  /** Days on which the practice stays closed. */
  holidays: z.array(holiday).max(100),
  automatic: automaticSettings,
  alerts: waitAlerts,
  proposeWalk,
  /** What whoever closed last left for whoever opens next; `by` is who wrote it. */
  closingNote: z.object({ day: isoDay, body: z.string(), by: id, at }).nullable(),
  /** Who read last what was left and what came while the doors were closed. */
  handoverRead: z.object({ by: id, at }).nullable(),
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

/** What a reply is for: it puts those first that fit what somebody waits for. */
export const templatePurpose = z.enum(['missedCall', 'runningLate', 'reschedule', 'refill', 'directions', 'forms', 'billing', 'afterVisit', 'recall', 'education', 'other'])
export type TemplatePurpose = z.infer<typeof templatePurpose>

export const templateFields = z.object({
  name: z.string().trim().min(1).max(60),
  /** Language to text with `{variables}`. */
  texts: z.record(languageTag, z.string().trim().min(1).max(1000)),
  purpose: templatePurpose,
  /** The digit that always means this one; null where usefulness decides. */
  fixedKey: z.number().int().min(1).max(9).nullable(),
})
export type TemplateFields = z.infer<typeof templateFields>

export const templateView = templateFields.extend({
  id,
  position: z.number().int(),
  /** Counts up with each change of its name or texts. */
  version: z.number().int(),
  /** How often it answered somebody who waited for this. */
  uses: z.partialRecord(templatePurpose, z.number().int()),
})
export type TemplateView = z.infer<typeof templateView>

/** A template as it was. */
export const templateVersion = z.object({ version: z.number().int(), name: z.string(), texts: z.record(languageTag, z.string()), at, by: z.string() })
export type TemplateVersion = z.infer<typeof templateVersion>
