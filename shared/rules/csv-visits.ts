import { fold } from './fold.ts'

/** Cells about a visit, as practice software exports lists of appointments. */

export type VisitStatus = 'booked' | 'kept' | 'cancelled' | 'noShow'

const STATUSES: Readonly<Record<VisitStatus, string>> = {
  booked: 'booked|scheduled|confirmed|unconfirmed|pending|open|active|planned|reserved|appointment made|left message|reminder sent|programada|programado|confirmada|agendada|reservada|pendiente',
  kept: 'kept|completed|complete|done|seen|attended|arrived|came|present|fulfilled|finished|checked in|checked out|check in|check out|in room|in progress|billed|closed|show|showed|realizada|atendida|atendido|completada|cumplida|asistio|llego',
  cancelled: 'cancelled|canceled|cancel|cancelled by patient|canceled by patient|cancelled by provider|canceled by provider|late cancel|rescheduled|moved|deleted|removed|void|broken|cancelada|cancelado|anulada|reprogramada|reagendada',
  noShow: 'no show|noshow|ns|dna|did not attend|missed|did not keep|dnka|fta|failed|failed to attend|no asistio|ausente|no se presento|inasistencia',
}

const STATUS_BY_WORD = new Map(Object.entries(STATUSES).flatMap(([status, words]) => words.split('|').map((word) => [word, status as VisitStatus] as const)))

/** What became of a visit, from the words exports use in English and Spanish; null for any other: nothing is guessed from part of a word. */
export function readVisitStatus(cell: string): VisitStatus | null {
  return STATUS_BY_WORD.get(fold(cell)) ?? null
}

export type ClockTime = { hour: number; minute: number; /** Minutes east of UTC where the cell says so. */ offset: number | null }

const TIME = /(?:^|[T\s])(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([ap])?\.?(?:\s?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const HOUR_ALONE = /(?:^|[T\s])(\d{1,2})\s*([ap])\.?\s?m\.?$/i
const DIGITS = /^(\d{1,2})(\d{2})\s*(?:([ap])\.?\s?m\.?|h(?:rs)?)?$/i

/** A time of day: "2:30 PM", "14:30", "2 pm", "1430" where the cell holds nothing else; also at the end of a date. Null where there is none, or none that exists. */
export function readTime(cell: string): ClockTime | null {
  const text = cell.trim()
  const [, hour, minute, half, offset] = TIME.exec(text) ?? []
  if (hour !== undefined) return clock(Number(hour), Number(minute), half, offset)
  const [, alone, which] = HOUR_ALONE.exec(text) ?? []
  if (alone !== undefined) return clock(Number(alone), 0, which)
  const [, hours, minutes, part] = DIGITS.exec(text) ?? []
  return hours === undefined ? null : clock(Number(hours), Number(minutes), part)
}

function clock(hour: number, minute: number, half?: string, offset?: string): ClockTime | null {
  if (minute > 59 || hour > 23 || (half !== undefined && (hour === 0 || hour > 12))) return null
  const of24 = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return { hour: of24, minute, offset: offset === undefined ? null : minutesEast(offset) }
}

function minutesEast(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const [sign, hours, minutes] = [offset.startsWith('-') ? -1 : 1, Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  return sign * (hours * 60 + minutes)
}
