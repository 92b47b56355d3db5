import type { PracticeView } from '@shared/contract/views.ts'

export type Holiday = PracticeView['holidays'][number]
/** The days on which the practice stays closed, and the one that is being typed. */
export type HolidaysForm = { holidays: Holiday[]; adding: Holiday }

/** As many as the contract takes. */
export const MOST_HOLIDAYS = 100
const NOTHING: Holiday = { date: '', name: '' }

const byDate = (a: Holiday, b: Holiday): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)

export function toHolidaysForm(holidays: readonly Holiday[]): HolidaysForm {
  return { holidays: holidays.toSorted(byDate), adding: NOTHING }
}

/** What goes to the core: with the one that was typed and not added, which whoever saves has in mind too. */
export function toHolidays(form: HolidaysForm): Holiday[] {
  return isBegun(form.adding) ? withAdded(form).holidays : form.holidays
}

const isBegun = ({ date, name }: Holiday): boolean => date !== '' || name.trim() !== ''

/** What keeps the one that is being typed from being added, in words; null when it can be, and while nothing was typed. */
export function addingProblem({ holidays, adding }: HolidaysForm, dateInWords: (date: string) => string): string | null {
  if (!isBegun(adding)) return null
  if (adding.date === '') return 'Choose the date of this holiday.'
  if (!/^\d{4}-\d\d-\d\d$/.test(adding.date)) return 'Write the year with four digits.'
  const twin = holidays.find(({ date }) => date === adding.date)
  if (twin) return `${dateInWords(adding.date)} is on the list already${twin.name === '' ? '' : `: ${twin.name}`}.`
  return holidays.length >= MOST_HOLIDAYS ? 'A hundred dates are as many as can be kept. Remove some that have passed.' : null
}

/** The list with the one that was typed, in order; the fields are empty again. */
export function withAdded({ holidays, adding }: HolidaysForm): HolidaysForm {
  return { holidays: [...holidays, { date: adding.date, name: adding.name.trim() }].sort(byDate), adding: NOTHING }
}

export function withoutHoliday(holidays: readonly Holiday[], date: string): Holiday[] {
  return holidays.filter((one) => one.date !== date)
}

/** Those still to come, today's included, the next one first; and those that have passed, the newest first. @param today ISO day */
export function splitAt(holidays: readonly Holiday[], today: string): { coming: Holiday[]; past: Holiday[] } {
  const inOrder = holidays.toSorted(byDate)
  return { coming: inOrder.filter(({ date }) => date >= today), past: inOrder.filter(({ date }) => date < today).reverse() }
}
