import type { PracticeView } from '@shared/contract/views.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]
export type Span = { from: string; to: string }
/** A day that is closed keeps its times, so that opening it again brings them back. */
export type DayForm = { open: boolean; spans: Span[] }
export type HoursForm = Record<Weekday, DayForm>

export const DAY_NAMES: Record<Weekday, string> = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' }

const USUAL: Span = { from: '08:00', to: '17:00' }

const forEachDay = <T>(make: (day: Weekday) => T): Record<Weekday, T> =>
  ({ mon: make('mon'), tue: make('tue'), wed: make('wed'), thu: make('thu'), fri: make('fri'), sat: make('sat'), sun: make('sun') })

export function toHoursForm(hours: PracticeView['hours']): HoursForm {
  return forEachDay((day) => ({
    open: hours[day].length > 0,
    // A field for times knows midnight only as 00:00.
    spans: hours[day].length > 0 ? hours[day].map(({ from, to }) => ({ from, to: to === '24:00' ? '00:00' : to })) : [USUAL],
  }))
}

/** What goes to the core: nothing for closed days. */
export function toHours(form: HoursForm): PracticeView['hours'] {
  return forEachDay((day) => (form[day].open ? form[day].spans : []))
}

/** What is wrong with a day, in words for the desk; null when it can be saved. */
export function dayProblem(day: Weekday, { open, spans }: DayForm): string | null {
  if (!open) return null
  const name = DAY_NAMES[day]
  for (const { from, to } of spans) {
    if (from === '' || to === '') return `${name} is missing a time.`
    if (endOf(to) <= minutes(from)) return `${name} closes at or before the time it opens.`
  }
  const inOrder = spans.every((span, index) => index === 0 || minutes(span.from) >= endOf(spans[index - 1]?.to ?? ''))
  return inOrder ? null : `On ${name} the second time begins before the first one ends.`
}

/** A day with a lunch break: cut around noon where it spans it, else with hours after what is there. */
export function withBreak({ open, spans }: DayForm): DayForm {
  const [first] = spans
  if (!first || spans.length > 1) return { open, spans }
  const spansNoon = minutes(first.from) < 12 * 60 && endOf(first.to) > 13 * 60
  const cut = spansNoon ? [{ from: first.from, to: '12:00' }, { from: '13:00', to: first.to }] : [first, { from: first.to, to: clock(Math.min(endOf(first.to) + 120, 23 * 60 + 59)) }]
  return { open, spans: cut }
}

/** A day in one go again: from its first opening to its last closing. */
export function withoutBreak({ open, spans }: DayForm): DayForm {
  const [first, last] = [spans[0], spans.at(-1)]
  return first && last ? { open, spans: [{ from: first.from, to: last.to }] } : { open, spans }
}

/** Tuesday to Friday like Monday. */
export function likeMonday<Form extends HoursForm>(form: Form): Form {
  return { ...form, tue: form.mon, wed: form.mon, thu: form.mon, fri: form.mon }
}

/** Hours open in a week, for the sum under the list. */
export function hoursInWeek(form: HoursForm): number {
  const days = WEEKDAYS.map((day) => form[day]).filter(({ open }) => open)
  return days.flatMap(({ spans }) => spans).reduce((sum, { from, to }) => sum + Math.max(0, endOf(to) - minutes(from)), 0) / 60
}

function minutes(time: string): number {
  const [hour = Number.NaN, minute = Number.NaN] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** Closing at 00:00 means at midnight. */
function endOf(time: string): number {
  return time === '00:00' ? 24 * 60 : minutes(time)
}

function clock(at: number): string {
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
