import { z } from 'zod'
import { at, id, isoDay, languageTag } from './basics.ts'

/** What the windows see of a person: their card, and what of it the desk may write. */

export const visitView = z.object({
  id,
  at,
  status: z.enum(['kept', 'cancelled', 'noShow', 'booked']),
  clinician: z.string(),
  /** What it was for, as the desk says it: "Knee injection". */
  reason: z.string(),
  note: z.string(),
  /** The body part or matter a greeting may ask after, per language: `{ en: "knee", es: "la rodilla" }`. */
  matter: z.record(languageTag, z.string()).nullable(),
})
export type VisitView = z.infer<typeof visitView>

/** What is known of a number, not of a person: a family's or a ward's, a nursing home or a school, one we do not want, one of ours. */
export const numberMark = z.object({
  kind: z.enum(['shared', 'facility', 'blocked', 'internal']),
  /** What it is called: the nursing home, the back office. */
  name: z.string().max(80),
})
export type NumberMark = z.infer<typeof numberMark>

export const phoneLabel = z.enum(['mobile', 'home', 'work', 'carer', 'other'])

export const phoneView = z.object({
  /** E.164, or the raw text where it could not be read. */
  number: z.string(),
  display: z.string(),
  label: phoneLabel,
  optedOutAt: at.nullable(),
  /** Whether a message may be left there; left out: nobody has asked. */
  mayLeaveMessage: z.boolean().optional(),
  mark: numberMark.nullable(),
})
export type PhoneView = z.infer<typeof phoneView>

export const channel = z.enum(['text', 'call', 'any'])
export const timeOfDay = z.enum(['morning', 'afternoon', 'any'])

/** The fields of a person that the desk may write. */
export const patientFields = z.object({
  givenName: z.string().trim().max(120),
  familyName: z.string().trim().max(120),
  preferredName: z.string().trim().max(120),
  pronouns: z.string().trim().max(40),
  /** ISO date or empty. */
  birthDate: z.union([z.literal(''), z.string().regex(/^\d{4}-\d\d-\d\d$/)]),
  language: z.union([z.literal(''), languageTag]),
  email: z.string().trim().max(200),
  channel,
  timeOfDay,
  /** Preferred clinician. */
  clinician: z.string().trim().max(120),
  /** Short things the desk must know: "Hard of hearing, left ear". */
  alerts: z.array(z.string().trim().min(1).max(120)).max(12),
  /** Numbers as typed; they are read and normalised in the core. */
  phones: z.array(z.object({ number: z.string().trim().min(1).max(60), label: phoneLabel, mayLeaveMessage: z.boolean().optional() })).max(8),
  guarantorId: id.nullable(),
  /** How this person relates to the guarantor: "daughter". */
  relation: z.string().trim().max(60),
  patientSince: z.union([z.literal(''), z.string().regex(/^\d{4}(-\d\d-\d\d)?$/)]),
  /** The id in the practice software, for imports. */
  externalId: z.string().trim().max(120),
})
export type PatientFields = z.infer<typeof patientFields>

/** What a preference is about. */
export const preferenceKind = z.enum(['reach', 'times', 'clinician', 'interpreter', 'hearing', 'vision', 'mobility', 'speaksFor', 'name', 'other'])
export type PreferenceKind = z.infer<typeof preferenceKind>

/** Of what is to be done for people, a window holds the soonest. */
export const MOST_FOLLOW_UPS = 500

/** Something to do for a person, not done yet. */
export const followUpView = z.object({
  id,
  patientId: id,
  name: z.string(),
  initials: z.string(),
  /** The number to reach them at, their mobile first; null when there is none. */
  number: z.string().nullable(),
  due: isoDay,
  what: z.string(),
  templateId: id.nullable(),
  by: z.string(),
  at,
  /** The visit it is after, where a rule of the practice planned it. */
  visit: z.object({ at, reason: z.string() }).nullable(),
})
export type FollowUpView = z.infer<typeof followUpView>

/** A rule of the practice: which visits are followed up, when and how. Empty words name every visit. */
export const followUpRuleFields = z.object({
  enabled: z.boolean(),
  /** Words of what the visit was for. */
  visitType: z.string().trim().max(80),
  clinician: z.string().trim().max(120),
  /** After the visit's day. */
  days: z.number().int().min(0).max(1095),
  /** Again after as many days each time it is done, until they come: then only the newest visit counts. */
  recall: z.boolean(),
  what: z.string().trim().min(1).max(200),
  templateId: id.nullable(),
})
export type FollowUpRuleFields = z.infer<typeof followUpRuleFields>

export const followUpRuleView = followUpRuleFields.extend({ id })
export type FollowUpRuleView = z.infer<typeof followUpRuleView>

/** Fields in which the desk and the practice software may differ: single values, each with somebody who entered it. */
export const differingField = z.enum(['givenName', 'familyName', 'preferredName', 'pronouns', 'birthDate', 'language', 'email', 'externalId'])
export type DifferingField = z.infer<typeof differingField>

export const patientView = patientFields.omit({ phones: true }).extend({
  id,
  /** "Maria “Mari” Alvarez". */
  fullName: z.string(),
  /** What to call them: preferred, else given name. */
  calledName: z.string(),
  initials: z.string(),
  phones: z.array(phoneView),
  visits: z.array(visitView),
  household: z.array(z.object({ id, fullName: z.string(), relation: z.string() })),
  /** How they want to be treated: who noted it, and when. */
  preferences: z.array(z.object({ id, kind: preferenceKind, text: z.string(), by: z.string(), at })),
  /** What is to be done for them, the soonest first. */
  followUps: z.array(z.object({ id, due: isoDay, what: z.string(), templateId: id.nullable(), by: z.string(), at })),
  /** Where the practice software has another value than the desk entered, until somebody decides. */
  differences: z.array(z.object({ field: differingField, ours: z.string(), by: z.string(), since: at.nullable(), theirs: z.string(), source: z.string(), at })),
  /** Records that were one person and were joined to this one; each can be taken apart again. */
  merged: z.array(z.object({ id, name: z.string(), at, by: z.string() })),
  /** Who changed which field last, and when. */
  lastChanges: z.array(z.object({ field: z.string(), at, by: z.string() })),
})
export type PatientView = z.infer<typeof patientView>
