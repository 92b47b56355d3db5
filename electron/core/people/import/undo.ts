import { setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { EventBody, NewEvent } from '@shared/events/index.ts'
import type { DifferingField } from '@shared/contract/views.ts'
import type { PatientBody } from '@shared/events/people.ts'
import { isChosenSomewhere } from '../../conversations/chosen.ts'
import type { Core } from '../../core.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import { isRemembered } from '../card/queries.ts'
import { patientById, phonesOf, visitById } from '../queries.ts'
import { IMPORT_ACTOR } from './entered-by.ts'

const sql = statements({
  created: 'SELECT row, id FROM patients WHERE import_id = ? AND row > ? ORDER BY row LIMIT ?',
  countCreated: 'SELECT count(*) AS n FROM patients WHERE import_id = ?',
  changed: 'SELECT DISTINCT patient_id FROM import_changes WHERE import_id = ? AND patient_id > ? ORDER BY patient_id LIMIT ?',
  countChanged: 'SELECT count(DISTINCT patient_id) AS n FROM import_changes WHERE import_id = ?',
  changes: 'SELECT field, before, after FROM import_changes WHERE import_id = ? AND patient_id = ? ORDER BY seq',
  visits: 'SELECT visit_id, patient_id FROM import_visits WHERE import_id = ? AND visit_id > ? GROUP BY visit_id ORDER BY visit_id LIMIT ?',
  visitChanges: 'SELECT before, after FROM import_visits WHERE import_id = ? AND visit_id = ? ORDER BY seq',
  differences: 'SELECT patient_id, field, theirs FROM differences WHERE import_id = ? ORDER BY patient_id, field LIMIT ?',
  touchedByDesk: 'SELECT 1 FROM patient_changes WHERE patient_id = ? AND by_actor <> ? LIMIT 1',
  touchedByImport: `SELECT 1 FROM import_changes c JOIN imports i ON i.id = c.import_id
                    WHERE c.patient_id = ? AND c.import_id <> ? AND i.state IN ('done', 'running') LIMIT 1`,
  visited: 'SELECT 1 FROM visits WHERE patient_id = ? LIMIT 1',
  joined: 'SELECT 1 FROM merged_patients WHERE into_id = ? LIMIT 1',
  guarantor: 'SELECT 1 FROM patients WHERE guarantor_id = ? LIMIT 1',
})

/** People per transaction; see apply.ts. */
const BATCH = 100

export type Undoing = {
  core: Core
  importId: string
  /** Asked between batches: the practice is closing, and the next start goes on. */
  stopped: () => boolean
  progress: (done: number, total: number) => void
}

/** What stays of an import that was taken back, because somebody built on it since. */
export type Kept = { created: number; changed: number }

/**
 * Takes an import back: who was created is removed, what was changed gets back what stood there before. Whoever the desk,
 * another import, a visit or a conversation has touched since stays, and so does a field that was changed again. Doing it
 * twice, or going on after a crash, does no harm.
 * @returns what was kept, or null when it was stopped before the end
 */
export async function undoImport({ core, importId, stopped, progress }: Undoing): Promise<Kept | null> {
  const kept: Kept = { created: 0, changed: 0 }
  const at = core.now()
  const total = count(sql(core.db).countChanged.get(importId)) + count(sql(core.db).countCreated.get(importId))
  let done = 0
  const step = async (events: NewEvent[], people: number): Promise<boolean> => {
    if (events.length > 0) core.record(events)
    done += people
    progress(done, total)
    await nextTurn()
    return !stopped()
  }

  for (let after = ''; ; ) {
    const page = sql(core.db).visits.all(importId, after, BATCH) as { visit_id: string; patient_id: string }[]
    const last = page.at(-1)
    if (!last) break
    after = last.visit_id
    const events = page.flatMap(({ visit_id }) => visitBack(core.db, importId, visit_id, { at, actor: IMPORT_ACTOR }))
    if (!(await step(events, 0))) return null
  }

  for (;;) {
    const page = sql(core.db).differences.all(importId, BATCH) as { patient_id: string; field: DifferingField; theirs: string }[]
    if (page.length === 0) break
    const events = page.map(({ patient_id: patientId, field, theirs }): NewEvent => ({ kind: 'patient.settled', body: { patientId, field, theirs, importId }, at, actor: IMPORT_ACTOR }))
    if (!(await step(events, 0))) return null
  }

  for (let after = ''; ; ) {
    const page = sql(core.db).changed.all(importId, after, BATCH) as { patient_id: string }[]
    const last = page.at(-1)
    if (!last) break
    after = last.patient_id
    const events = page.flatMap(({ patient_id: patientId }): NewEvent[] => {
      const { changes, whole } = changesBack(core.db, importId, patientId)
      if (!whole) kept.changed += 1
      return Object.keys(changes).length === 0 ? [] : [{ kind: 'patient.changed', body: { patientId, changes, importId }, at, actor: IMPORT_ACTOR }]
    })
    if (!(await step(events, page.length))) return null
  }

  for (let after = 0; ; ) {
    const page = sql(core.db).created.all(importId, after, BATCH) as { row: number; id: string }[]
    const last = page.at(-1)
    if (!last) break
    after = last.row
    const removable = page.filter(({ id }) => !builtUpon(core.db, importId, id))
    kept.created += page.length - removable.length
    const events = removable.map(({ id }): NewEvent => ({ kind: 'patient.removed', body: { patientId: id, importId }, at, actor: IMPORT_ACTOR }))
    if (!(await step(events, page.length))) return null
  }
  return kept
}

function count(row: unknown): number {
  return (row as { n: number }).n
}

/** A visit as it was before the import; one that was changed again since stays. */
function visitBack(db: ReadableDB, importId: string, visitId: string, by: { at: number; actor: string }): NewEvent[] {
  const changes = sql(db).visitChanges.all(importId, visitId) as { before: string | null; after: string }[]
  const [before, after, today] = [changes[0]?.before ?? null, changes.at(-1)?.after, visitById(db, visitId)]
  if (!today || after === undefined || !isDeepStrictEqual(today, JSON.parse(after))) return []
  if (before !== null) return [{ kind: 'visit.recorded', body: JSON.parse(before) as EventBody<'visit.recorded'>, ...by }]
  return [{ kind: 'visit.removed', body: { visitId, patientId: today.patientId, importId }, ...by }]
}

function builtUpon(db: ReadableDB, importId: string, patientId: string): boolean {
  return (
    sql(db).touchedByDesk.get(patientId, IMPORT_ACTOR) !== undefined ||
    sql(db).touchedByImport.get(patientId, importId) !== undefined ||
    sql(db).visited.get(patientId) !== undefined ||
    sql(db).guarantor.get(patientId) !== undefined ||
    isRemembered(db, patientId) ||
    sql(db).joined.get(patientId) !== undefined ||
    isChosenSomewhere(db, patientId)
  )
}

/** What to write so that a person is as before the import; `whole` is false where something was changed again and stays. */
function changesBack(db: ReadableDB, importId: string, patientId: string): { changes: Partial<PatientBody>; whole: boolean } {
  const record = patientById(db, patientId)
  if (!record) return { changes: {}, whole: true }
  const current: PatientBody = { ...record, phones: phonesOf(db, patientId) }
  const firstAndLast = new Map<keyof PatientBody, { before: string; after: string }>()
  for (const { field, before, after } of sql(db).changes.all(importId, patientId) as { field: keyof PatientBody; before: string; after: string }[]) {
    firstAndLast.set(field, { before: firstAndLast.get(field)?.before ?? before, after })
  }
  const back: Partial<Record<keyof PatientBody, unknown>> = {}
  let whole = true
  for (const [field, { before, after }] of firstAndLast) {
    if (JSON.stringify(current[field]) === after) {
      if (before !== after) back[field] = JSON.parse(before)
    } else if (field === 'phones') {
      const { phones, stays } = withoutAdded(current.phones, JSON.parse(before) as Phones, JSON.parse(after) as Phones)
      if (phones.length < current.phones.length) back.phones = phones
      if (stays) whole = false
    } else {
      whole = false
    }
  }
  return { changes: back as Partial<PatientBody>, whole }
}

type Phones = PatientBody['phones']

/** The numbers of today without those the import added; one whose label was changed since stays. */
function withoutAdded(today: Phones, before: Phones, after: Phones): { phones: Phones; stays: boolean } {
  const added = after.filter((phone) => !before.some((one) => one.number === phone.number))
  const phones = today.filter((phone) => !added.some((one) => one.number === phone.number && one.label === phone.label))
  return { phones, stays: phones.some((phone) => added.some((one) => one.number === phone.number)) }
}
