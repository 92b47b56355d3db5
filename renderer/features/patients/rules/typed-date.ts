import { readBirthDate } from '@shared/rules/csv-values.ts'
import { ageOn } from '@shared/rules/age.ts'
import type { DateOrder } from '@shared/rules/calendar-date.ts'
import { dayKey } from '@shared/rules/local-time.ts'

export { orderIn } from '@shared/rules/calendar-date.ts'

/**
 * A date as somebody at the desk types it: "3/4/1967", "03041967", "4 mar 67", "1967-03-04". The country's own order is tried
 * first; another order only when nothing else makes a date of it. `now` is ms UTC. ISO, or null.
 */
export function readTypedDate(typed: string, order: DateOrder, now: number): string | null {
  const text = typed.trim()
  const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text)
  const forms = digits ? [text, `${digits[1]}/${digits[2]}/${digits[3]}`] : [text]
  for (const tried of [order, 'mdy', 'dmy'] as const) {
    for (const form of forms) {
      const iso = readBirthDate(form, tried, now)
      if (iso) return iso
    }
  }
  return null
}

/** How a date is written into a field, so that reading it in the same order gives it back: "3/4/1967". */
export function typedDate(iso: string, order: DateOrder): string {
  const [year, month, day] = iso.split('-').map(Number)
  if (!year || !month || !day) return iso
  if (order === 'ymd') return iso
  return order === 'mdy' ? `${month}/${day}/${year}` : `${day}/${month}/${year}`
}

/** What is wrong with a birth date as typed, in words, or null. */
export function birthDateProblem(typed: string, order: DateOrder, now: number, timeZone: string): string | null {
  if (typed.trim() === '') return null
  const iso = readTypedDate(typed, order, now)
  const example = typedDate('1967-03-24', order)
  if (!iso) return `This is not a date. Write it like ${example} or Mar 24, 1967.`
  if (iso > dayKey(now, timeZone)) return 'This day is still to come. Check the year.'
  const age = ageOn(iso, now, timeZone)
  return age !== null && age > 125 ? `That makes them ${age} years old. Check the year.` : null
}

/** "2016" or a date, as the first visit is known; ISO, a year, or null when it cannot be read. */
export function readSince(typed: string, order: DateOrder, now: number): string | null {
  const text = typed.trim()
  if (/^\d{4}$/.test(text)) return Number(text) >= 1900 && Number(text) <= 2199 ? text : null
  return readTypedDate(text, order, now)
}
