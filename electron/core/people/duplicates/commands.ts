import type { PatientRow } from '@shared/contract/views.ts'
import type { Core } from '../../core.ts'
import type { Handlers } from '../../handlers.ts'
import { statements } from '../../journal/statements.ts'
import { toPatientRow } from '../rows.ts'
import { DuplicateFinder } from './finder.ts'

const sql = statements({
  row: `SELECT p.id, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.language,
          (SELECT group_concat(display, ', ') FROM (SELECT display FROM phones WHERE patient_id = p.id ORDER BY position)) AS phone
        FROM patients p WHERE p.id = ?`,
})

/** Nobody reads further in one sitting; what is decided makes room for the next. */
const SHOWN = 100

const finders = new WeakMap<Core, DuplicateFinder>()

function finderOf(core: Core): DuplicateFinder {
  const known = finders.get(core) ?? new DuplicateFinder(core.db)
  finders.set(core, known)
  return known
}

export const duplicateHandlers: Handlers<'people.duplicates'> = {
  async 'people.duplicates'(core) {
    const found = await finderOf(core).find()
    const pairs = found.slice(0, SHOWN).flatMap(({ a, b, reasons }) => {
      const [one, other] = [rowOf(core, a), rowOf(core, b)]
      return one && other ? [{ a: one, b: other, reasons }] : []
    })
    return { pairs, total: found.length }
  },
}

function rowOf(core: Core, patientId: string): PatientRow | null {
  const row = core.db.open ? sql(core.db).row.get(patientId) : undefined
  return row ? toPatientRow(row) : null
}
