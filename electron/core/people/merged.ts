import type { PatientView } from '@shared/contract/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { actorName } from '../practice/queries.ts'

const sql = statements({
  into: 'SELECT into_id FROM merged_patients WHERE id = ?',
  joinedTo: 'SELECT id, name, at, by_actor FROM merged_patients WHERE into_id = ? ORDER BY at, id',
})

type Joined = { id: string; name: string; at: number; by_actor: string }

/** The record that stands for this id now: its own, or the one it was joined to, however often that one was joined again. */
export function survivorOf(db: ReadableDB, patientId: string): string {
  let id = patientId
  for (;;) {
    const next = (sql(db).into.get(id) as { into_id: string } | undefined)?.into_id
    if (next === undefined) return id
    id = next
  }
}

/** A person's id, and those of all records that were joined to theirs: what others keep under an id may stand under any of them. */
export function everyIdOf(db: ReadableDB, patientId: string): string[] {
  return [patientId, ...(sql(db).joinedTo.all(patientId) as Joined[]).flatMap(({ id }) => everyIdOf(db, id))]
}

/** The records that were joined to this one, each of which can be taken apart again. */
export function mergesOf(db: ReadableDB, patientId: string): PatientView['merged'] {
  return (sql(db).joinedTo.all(patientId) as Joined[]).map(({ by_actor, ...joined }) => ({ ...joined, by: actorName(db, by_actor) }))
}
