import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import { actorName } from '../../practice/queries.ts'
import type { PatientRecord } from '../rows.ts'

const sql = statements({
  last: 'SELECT by_actor FROM patient_changes WHERE patient_id = ? AND field = ? ORDER BY seq DESC LIMIT 1',
  replaced: 'SELECT 1 FROM patient_changes WHERE patient_id = ? AND field = ? AND before = ? AND by_actor NOT IN (SELECT value FROM json_each(?)) LIMIT 1',
  phones: `SELECT by_actor, before, after FROM patient_changes WHERE patient_id = ? AND field = 'phones' ORDER BY seq DESC`,
})

/** The actor of everything an import writes; who started it stands in `import.started`. */
export const IMPORT_ACTOR = 'rule:import'

/** The actors of what practice software told: an import, and each source that is followed live (see follow.ts). */
const SOFTWARE = [IMPORT_ACTOR, 'rule:hl7', 'rule:fhir']

/**
 * Who at the desk a value comes from, so that an import does not write over it; null when it is free to write: an import
 * or a followed source wrote it, or it was never filled in. For `phones`, who took the number shown as `display` away.
 */
export function whoEntered(db: ReadableDB, record: PatientRecord, field: string, display?: string): string | null {
  if (field === 'phones') {
    const changes = sql(db).phones.all(record.id) as { by_actor: string; before: string; after: string }[]
    const removal = changes.find(({ before, after }) => before.split(', ').includes(display ?? '') && !after.split(', ').includes(display ?? ''))
    return removal && !SOFTWARE.includes(removal.by_actor) ? actorName(db, removal.by_actor) : null
  }
  const last = sql(db).last.get(record.id, field) as { by_actor: string } | undefined
  if (last) return SOFTWARE.includes(last.by_actor) ? null : actorName(db, last.by_actor)
  // Never changed: it is as it was when the person was made, by an import or at the desk.
  const value = record[field as keyof PatientRecord]
  return record.importId === null && value !== '' ? 'the desk' : null
}

/** Whether somebody at the desk has replaced this very value: they knew it, and need not be asked about it again. */
export function deskReplaced(db: ReadableDB, patientId: string, field: string, value: string): boolean {
  return sql(db).replaced.get(patientId, field, value, JSON.stringify(SOFTWARE)) !== undefined
}
