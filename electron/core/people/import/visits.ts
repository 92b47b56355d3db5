import type { EventBody } from '@shared/events/index.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { visitById } from '../queries.ts'
import type { IncomingVisit } from './incoming.ts'

/** A visit as it is to stand; `before` is how it stood, null for a new one. */
export type VisitChange = { visit: Omit<EventBody<'visit.recorded'>, 'importId'>; before: Omit<EventBody<'visit.recorded'>, 'importId'> | null }

/** What of a source's visits is news: each visit once in a pass, and only where something about it differs. */
export class VisitRun {
  private readonly seen = new Map<string, VisitChange['visit']>()
  private readonly db: ReadableDB

  constructor(db: ReadableDB) {
    this.db = db
  }

  changes(patientId: string, visits: readonly IncomingVisit[]): VisitChange[] {
    return visits.flatMap((incoming) => {
      const before = this.seen.get(incoming.visitId) ?? visitById(this.db, incoming.visitId)
      // The note and what a greeting may ask after are the desk's own.
      const visit = { ...incoming, clinician: incoming.clinician || before?.clinician || '', reason: incoming.reason || before?.reason || '', patientId, note: before?.note ?? '', matter: before?.matter ?? null }
      this.seen.set(incoming.visitId, visit)
      const same = before !== null && (['patientId', 'at', 'status', 'clinician', 'reason'] as const).every((field) => before[field] === visit[field])
      return same ? [] : [{ visit, before }]
    })
  }
}
