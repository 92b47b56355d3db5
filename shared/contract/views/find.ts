import { z } from 'zod'
import { at, id } from './basics.ts'

/** What finds people: rows of a search, what was said, two records that may be one. */

/** Fields of which one value stays when two records of one person are joined. */
export const mergeField = z.enum(['givenName', 'familyName', 'preferredName', 'pronouns', 'birthDate', 'language', 'email', 'channel', 'timeOfDay', 'clinician', 'relation', 'patientSince', 'externalId'])
export type MergeField = z.infer<typeof mergeField>

/** Who entered something: a name, or the list it came with. */
const entered = z.object({ by: z.string(), at: at.nullable() })

const mergeSide = z.object({
  patientId: id,
  fullName: z.string(),
  initials: z.string(),
  birthDate: z.string(),
  phones: z.array(z.string()),
  alerts: z.array(z.string()),
  visits: z.number().int(),
  made: entered,
})

/** Two records side by side. */
export const mergePreview = z.object({
  sides: z.tuple([mergeSide, mergeSide]),
  fields: z.array(z.object({ field: mergeField, values: z.tuple([entered.extend({ value: z.string() }), entered.extend({ value: z.string() })]) })),
})
export type MergePreview = z.infer<typeof mergePreview>

/** Two records that may be one person, and why. */
export const duplicatePair = z.object({
  a: z.lazy(() => patientRow),
  b: z.lazy(() => patientRow),
  reasons: z.array(z.enum(['sameBirthDate', 'sameNumber', 'sameName', 'nickname', 'likeName', 'swappedName', 'likeBirthDate'])),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

export const patientRow = z.object({
  id,
  fullName: z.string(),
  initials: z.string(),
  birthDate: z.string(),
  phone: z.string(),
  language: z.string(),
})
export type PatientRow = z.infer<typeof patientRow>

/** Why a search found somebody, where the name as it is written does not say so: the word typed and the one found, a date, a number's display. */
export const matchReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nickname'), typed: z.string(), name: z.string() }),
  z.object({ kind: z.literal('similar'), name: z.string() }),
  z.object({ kind: z.literal('born'), date: z.string() }),
  z.object({ kind: z.literal('phone'), ends: z.boolean(), digits: z.string() }),
])
export type MatchReason = z.infer<typeof matchReason>

/** A row of the search, and why it is there. */
export const foundRow = patientRow.extend({ why: z.array(matchReason) })
export type FoundRow = z.infer<typeof foundRow>

/** Something that was said or noted, found by its words: where it is, and the words around. A visit's note is with a patient, all else in a conversation. */
export const saidHit = z.object({
  id,
  at,
  type: z.enum(['received', 'sent', 'note', 'voicemail', 'visit']),
  conversationId: id.nullable(),
  /** The call, text or note of that conversation. */
  contactId: id.nullable(),
  patientId: id.nullable(),
  name: z.string(),
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
})
export type SaidHit = z.infer<typeof saidHit>
