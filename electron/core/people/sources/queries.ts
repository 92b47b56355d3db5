import type { ReadableDB } from '../../journal/database.ts'
import { statements } from '../../journal/statements.ts'
import { hl7Initial, type Hl7Settings } from './hl7/settings.ts'

const sql = statements({ byId: 'SELECT enabled, settings FROM record_sources WHERE id = ?' })

/** The HL7 listener's settings; off, on this PC only, until somebody saves others. */
export function recordsSettings(db: ReadableDB): Hl7Settings {
  const row = sql(db).byId.get('hl7') as { enabled: number; settings: string } | undefined
  return row ? { ...hl7Initial, ...(JSON.parse(row.settings) as Partial<Hl7Settings>), enabled: row.enabled === 1 } : hl7Initial
}
