import type { HiddenBy, PracticeView, StaffView } from '@shared/contract/views.ts'
import automaticWords from '../../../resources/templates/automatic.json' with { type: 'json' }
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  fields: 'SELECT field, value FROM practice',
  field: 'SELECT value FROM practice WHERE field = ?',
  staff: 'SELECT id, name, initials, removed, extension FROM staff ORDER BY name',
  oneStaff: 'SELECT id, name, initials, removed, extension FROM staff WHERE id = ?',
  sitting: 'SELECT staff_id FROM desks WHERE desk = ?',
  hidden: 'SELECT by FROM hidden_names WHERE desk = ?',
})

const weekday = [{ from: '08:00', to: '17:00' }]

/** What a practice is until somebody says otherwise. */
export const newPractice: PracticeView = {
  name: '',
  phone: '',
  timeZone: 'America/New_York',
  language: 'en',
  country: 'US',
  hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday, sat: [], sun: [] },
  formsLink: '',
  directionsLink: '',
  checklist: ['Next step confirmed', 'Number right', 'They understood'],
  holidays: [],
  // Nothing leaves by itself before somebody looked at what would have happened last week.
  automatic: {
    textBack: { enabled: false, when: 'always', delaySeconds: 60, againAfterHours: 24, linesOff: [], promiseMinutes: null },
    voicemail: { enabled: false },
    afterHours: { enabled: false },
    words: automaticWords,
    texting: { from: '09:00', to: '20:00', byArea: true },
  },
  alerts: { calls: 15, voicemails: 30, texts: 15, sound: true },
  proposeWalk: 20,
  closingNote: null,
  handoverRead: null,
}

/** Kept beside the settings: when those of automatic texts were last changed. */
export const AUTOMATIC_SINCE = 'automaticSince'

/** Since when the settings of automatic texts are as they are, ms UTC; null while nobody has set them. */
export function automaticSince(db: ReadableDB): number | null {
  const row = sql(db).field.get(AUTOMATIC_SINCE) as { value: string } | undefined
  return row ? Number(row.value) : null
}

export function practiceOf(db: ReadableDB): PracticeView {
  const rows = (sql(db).fields.all() as { field: string; value: string }[]).filter(({ field }) => field !== AUTOMATIC_SINCE)
  return { ...newPractice, ...Object.fromEntries(rows.map((row) => [row.field, JSON.parse(row.value)])) }
}

export function allStaff(db: ReadableDB): StaffView[] {
  return sql(db).staff.all().map(toStaff)
}

export function staffById(db: ReadableDB, staffId: string): StaffView | null {
  const row = sql(db).oneStaff.get(staffId)
  return row ? toStaff(row) : null
}

/** The staff member a desk works as, or null when nobody was picked. */
export function staffAtDesk(db: ReadableDB, desk: string): string | null {
  const row = sql(db).sitting.get(desk) as { staff_id: string | null } | undefined
  return row?.staff_id ?? null
}

/** Who hid the names on a desk's screen, or null while they are shown. */
export function namesHiddenAt(db: ReadableDB, desk: string): HiddenBy | null {
  const row = sql(db).hidden.get(desk) as { by: HiddenBy } | undefined
  return row?.by ?? null
}

/** A name for an actor of the journal: a staff member, a line or a rule. */
export function actorName(db: ReadableDB, actor: string): string {
  if (actor === 'rule:hl7' || actor === 'rule:fhir') return 'the practice software'
  if (actor.startsWith('rule:')) return 'Rapport'
  if (actor.startsWith('line:')) return 'the phone system'
  return staffById(db, actor)?.name ?? 'the desk'
}

function toStaff(row: unknown): StaffView {
  const { id, name, initials, removed, extension } = row as { id: string; name: string; initials: string; removed: number; extension: string }
  return { id, name, initials, removed: removed === 1, extension }
}
