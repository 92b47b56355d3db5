import type { MergeField, MergePreview } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import type { PatientBody } from '@shared/events/people.ts'
import type { Core } from '../core.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { actorName } from '../practice/queries.ts'
import { survivorOf } from './merged.ts'
import { onlyChanged } from './commands.ts'
import { patientById, phonesOf } from './queries.ts'
import { fullNameOf, initialsOfPatient, type PatientRecord } from './rows.ts'

const sql = statements({
  lastChange: 'SELECT at, by_actor FROM patient_changes WHERE patient_id = ? AND field = ? ORDER BY seq DESC LIMIT 1',
  origin: 'SELECT at, by_actor FROM patient_origins WHERE patient_id = ?',
  importOf: 'SELECT file_name, at FROM imports WHERE id = ?',
  visits: 'SELECT count(*) AS n FROM visits WHERE patient_id = ?',
})

/** Fields of which one value stays; numbers, alerts and ids are kept of both. */
export const MERGE_FIELDS: readonly MergeField[] = ['givenName', 'familyName', 'preferredName', 'pronouns', 'birthDate', 'language', 'email', 'channel', 'timeOfDay', 'clinician', 'relation', 'patientSince', 'externalId']

/** As the journal takes them. */
const MOST = { phones: 8, alerts: 12, otherIds: 12 }

/**
 * The events that make one person of two records: `fromId` goes, `intoId` stays, with everything of both. A value of the survivor
 * stays unless it is empty or its field is in `taken`. Ids of records joined earlier stand for their survivors. The id in the
 * practice software of the one that goes is kept among `otherIds`.
 * @param actor who decided: a staff id, `line:<id>` for a merge the practice software tells of (HL7 A40)
 * @returns none when there is nothing to join: the same person already, or one of them is not here
 */
export function mergeEvents(core: Pick<Core, 'db' | 'now'>, fromId: string, intoId: string, actor: string, taken: readonly MergeField[] = []): NewEvent[] {
  const [from, into] = [survivorOf(core.db, fromId), survivorOf(core.db, intoId)]
  const [gone, stays] = [patientById(core.db, from), patientById(core.db, into)]
  if (from === into || !gone || !stays) return []
  const now: PatientBody = { ...bodyOf(stays), phones: phonesOf(core.db, into) }
  const after = onlyChanged(now, joined(now, { ...bodyOf(gone), phones: phonesOf(core.db, from) }, { from, into, taken }))
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, now[field as keyof PatientBody] ?? emptyOf(field)])) as Partial<PatientBody>
  const by = { at: core.now(), actor }
  return [
    ...(Object.keys(after).length > 0 ? [{ kind: 'patient.changed' as const, body: { patientId: into, changes: after, importId: null }, ...by }] : []),
    { kind: 'patient.merged', body: { from, into, before, after }, ...by },
  ]
}

function bodyOf({ id: _id, importId: _importId, ...fields }: PatientRecord): Omit<PatientBody, 'phones'> {
  return fields
}

function emptyOf(field: string): unknown {
  return field === 'otherIds' ? [] : ''
}

function joined(into: PatientBody, from: PatientBody, { taken, ...ids }: { from: string; into: string; taken: readonly MergeField[] }): PatientBody {
  const values = Object.fromEntries(MERGE_FIELDS.map((field) => [field, (taken.includes(field) && !isEmpty(from[field])) || isEmpty(into[field]) ? from[field] : into[field]])) as Pick<PatientBody, MergeField>
  const numbers = new Set(into.phones.map(({ number }) => number))
  const externalId = values.externalId
  const idsOfBoth = [into.externalId, from.externalId, ...(into.otherIds ?? []), ...(from.otherIds ?? [])].filter((id) => id !== '' && id !== externalId)
  const otherIds = [...new Set(idsOfBoth)].slice(0, MOST.otherIds)
  const guarantorId = [into.guarantorId, from.guarantorId].find((id) => id !== null && id !== ids.from && id !== ids.into) ?? null
  return {
    ...into,
    ...values,
    ...(externalId === from.externalId && externalId !== into.externalId && from.idSource !== undefined ? { idSource: from.idSource } : {}),
    phones: [...into.phones, ...from.phones.filter(({ number }) => !numbers.has(number))].slice(0, MOST.phones),
    alerts: [...new Set([...into.alerts, ...from.alerts])].slice(0, MOST.alerts),
    guarantorId,
    ...(otherIds.length > 0 || into.otherIds ? { otherIds } : {}),
  }
}

/** What says nothing: an empty text, or no preference. */
function isEmpty(value: unknown): boolean {
  return value === '' || value === 'any'
}

/**
 * The events that make two records of one again. What was changed in the survivor since the merge stays as it is.
 * @returns null when the record was not joined to anybody, or the one it was joined to was itself joined to another since
 */
export function unmergeEvents(core: Pick<Core, 'db' | 'now'>, from: string, actor: string): NewEvent[] | null {
  const merge = lastMergeOf(core.db, from)
  const stays = merge && patientById(core.db, merge.into)
  if (!merge || !stays) return null
  const now: PatientBody = { ...bodyOf(stays), phones: phonesOf(core.db, merge.into) }
  const untouched = Object.entries(merge.before).filter(([field]) => JSON.stringify(now[field as keyof PatientBody] ?? emptyOf(field)) === JSON.stringify(merge.after[field as keyof PatientBody]))
  const back = onlyChanged(now, { ...Object.fromEntries(untouched), ...phonesBack(now, merge) } as Partial<PatientBody>)
  const by = { at: core.now(), actor }
  return [
    { kind: 'patient.unmerged', body: { from, into: merge.into }, ...by },
    ...(Object.keys(back).length > 0 ? [{ kind: 'patient.changed' as const, body: { patientId: merge.into, changes: back, importId: null }, ...by }] : []),
  ]
}

type Merge = { into: string; before: Partial<PatientBody>; after: Partial<PatientBody> }

/** Numbers that came by the merge go with their record, also where others were added since. */
function phonesBack(now: PatientBody, { before, after }: Merge): Partial<PatientBody> {
  if (!before.phones || !after.phones) return {}
  const own = new Set(before.phones.map(({ number }) => number))
  const brought = new Set(after.phones.map(({ number }) => number).filter((number) => !own.has(number)))
  return { phones: now.phones.filter(({ number }) => !brought.has(number)) }
}

const sqlJoined = statements({ joined: 'SELECT into_id, kept FROM merged_patients WHERE id = ?' })

function lastMergeOf(db: ReadableDB, from: string): Merge | null {
  const row = sqlJoined(db).joined.get(from) as { into_id: string; kept: string } | undefined
  if (!row) return null
  const { before, after } = JSON.parse(row.kept) as Pick<Merge, 'before' | 'after'>
  return { into: row.into_id, before, after }
}

/** Both records side by side: each field with its two values, and of each who entered it and when. Null when they are one, or one is gone. */
export function mergePreview(db: ReadableDB, a: string, b: string): MergePreview | null {
  const ids = [survivorOf(db, a), survivorOf(db, b)] as const
  const [one, other] = [patientById(db, ids[0]), patientById(db, ids[1])]
  if (!one || !other || one.id === other.id) return null
  const valueOf = (record: PatientRecord, field: MergeField): MergePreview['fields'][number]['values'][number] => ({ value: record[field], ...enteredBy(db, record, field) })
  return {
    sides: [sideOf(db, one), sideOf(db, other)],
    fields: MERGE_FIELDS.flatMap((field) => (isEmpty(one[field]) && isEmpty(other[field]) ? [] : [{ field, values: [valueOf(one, field), valueOf(other, field)] as [ReturnType<typeof valueOf>, ReturnType<typeof valueOf>] }])),
  }
}

function sideOf(db: ReadableDB, record: PatientRecord): MergePreview['sides'][number] {
  return {
    patientId: record.id,
    fullName: fullNameOf(record),
    initials: initialsOfPatient(record),
    birthDate: record.birthDate,
    phones: phonesOf(db, record.id).map(({ display }) => display),
    alerts: record.alerts,
    visits: (sql(db).visits.get(record.id) as { n: number }).n,
    made: madeBy(db, record),
  }
}

type Entered = { by: string; at: number | null }

function enteredBy(db: ReadableDB, record: PatientRecord, field: string): Entered {
  const last = sql(db).lastChange.get(record.id, field) as { at: number; by_actor: string } | undefined
  return last ? { by: actorName(db, last.by_actor), at: last.at } : madeBy(db, record)
}

/** Who made the record: an import is named by its file. */
function madeBy(db: ReadableDB, record: PatientRecord): Entered {
  const list = record.importId === null ? undefined : (sql(db).importOf.get(record.importId) as { file_name: string; at: number } | undefined)
  if (list) return { by: list.file_name, at: list.at }
  const origin = sql(db).origin.get(record.id) as { at: number; by_actor: string } | undefined
  return origin ? { by: actorName(db, origin.by_actor), at: origin.at } : { by: 'the desk', at: null }
}
