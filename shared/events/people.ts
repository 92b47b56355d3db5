import { z } from 'zod'
import { differingField, patientFields, phoneLabel } from '../contract/views.ts'

/** Events about people and their visits. A body holds what was decided, so that replaying needs nothing else. */

const id = z.string().min(1).max(200)

/** A number as it stands in the journal: read once, on the way in. `number` is E.164, or the raw text where unreadable. */
export const journalPhone = z.object({
  number: z.string().min(1).max(60),
  display: z.string().max(60),
  label: phoneLabel,
  mayLeaveMessage: z.boolean().optional(),
})

export const patientBody = patientFields.omit({ phones: true }).extend({
  phones: z.array(journalPhone).max(8),
  /** Further ids of the person in the practice software: a chart number beside a resource id. */
  otherIds: z.array(z.string().min(1).max(120)).max(12).optional(),
  /** What kind of source `externalId` is from: `fhir`, `hl7`; empty for a list, and where the desk typed it. */
  idSource: z.string().max(20).optional(),
})
export type PatientBody = z.infer<typeof patientBody>

export const peopleEvents = {
  /** `importId` ties a person to the import that made them, so that it can be undone whole. */
  'patient.created': z.object({ patientId: id, fields: patientBody, importId: id.nullable() }),
  'patient.changed': z.object({ patientId: id, changes: patientBody.partial(), importId: id.nullable() }),
  'patient.removed': z.object({ patientId: id, importId: id.nullable() }),
  'visit.recorded': z.object({
    visitId: id,
    patientId: id,
    at: z.number().int(),
    status: z.enum(['kept', 'cancelled', 'noShow', 'booked']),
    clinician: z.string().max(120),
    reason: z.string().max(200),
    note: z.string().max(2000),
    matter: z.record(z.string(), z.string().max(80)).nullable(),
    importId: id.optional(),
  }),
  /** Undoes what an import recorded; a visit that was called off is recorded as cancelled instead. */
  'visit.removed': z.object({ visitId: id, patientId: id, importId: id.nullable() }),
  /** The practice software has another value than the one the desk entered, which stays until somebody decides. */
  'patient.differs': z.object({ patientId: id, field: differingField, theirs: z.string().max(200), source: z.string().max(255), importId: id.nullable() }),
  /** Somebody decided: our value stays, or theirs was taken (which a `patient.changed` beside it says). With `importId`: the import that told it was taken back. */
  'patient.settled': z.object({ patientId: id, field: differingField, theirs: z.string().max(200), importId: id.optional() }),
  /** Two records of one person become one: `from` goes, `into` stays. What of `into` was decided anew, as it was before and is after; the `patient.changed` beside it writes it. */
  'patient.merged': z.object({ from: id, into: id, before: patientBody.partial(), after: patientBody.partial() }),
  'patient.unmerged': z.object({ from: id, into: id }),
  /** Two records that look alike are two people, or may be one after all. */
  'patient.toldApart': z.object({ a: id, b: id, apart: z.boolean() }),
  'import.started': z.object({ importId: id, fileName: z.string().max(255) }),
  /** Where an import stands now; `undoing` while what it wrote is being taken back. The counts are what it left behind. */
  'import.ended': z.object({
    importId: id,
    state: z.enum(['done', 'cancelled', 'failed', 'undoing', 'undone']),
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    skipped: z.number().int(),
    /** People of whom the desk entered something else, and visits written. */
    differing: z.number().int().optional(),
    visits: z.number().int().optional(),
  }),
} as const
