import { dayKey, daysBetween, formatter } from '@shared/rules/local-time.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'

/** Dates, times and spans as the desk reads them: in the practice's time zone and the system's language. */

const locale = (): string => navigator.language || 'en-US'

/** "9:12 AM" */
export function clockTime(at: number, timeZone: string): string {
  return formatter(locale(), timeZone, { hour: 'numeric', minute: '2-digit' }).format(at)
}

/** "Tue, Mar 4"; with the year when it is not this one. */
export function shortDate(at: number, now: number, timeZone: string): string {
  const sameYear = dayKey(at, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4)
  return formatter(locale(), timeZone, { weekday: 'short', month: 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)
}

/** A date without a time: "Mar 4, 1967". */
export function plainDate(iso: string): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  return formatter(locale(), 'UTC', { year: 'numeric', month: 'short', day: 'numeric' }).format(Date.UTC(year, month - 1, day))
}

/** "Today", "Yesterday", "Tuesday" within a week, else the date. */
export function dayName(at: number, now: number, timeZone: string): string {
  const days = daysBetween(at, now, timeZone)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days === -1) return 'Tomorrow'
  if (days > 1 && days < 7) return formatter(locale(), timeZone, { weekday: 'long' }).format(at)
  return shortDate(at, now, timeZone)
}

/** For a message: "9:12 AM" today, "Yesterday 5:34 PM", "Tue 4:12 PM", "Mar 4, 4:12 PM". */
export function moment(at: number, now: number, timeZone: string): string {
  const days = daysBetween(at, now, timeZone)
  const time = clockTime(at, timeZone)
  if (days === 0) return time
  if (days === 1) return `Yesterday ${time}`
  if (days === -1) return `Tomorrow ${time}`
  if (days > 1 && days < 7) return `${formatter(locale(), timeZone, { weekday: 'short' }).format(at)} ${time}`
  return `${shortDate(at, now, timeZone)}, ${time}`
}

/** The same in the middle of a sentence: "tomorrow 8:00 AM". */
export function momentWithin(at: number, now: number, timeZone: string): string {
  return moment(at, now, timeZone).replace(/^(?:Tomorrow|Yesterday)/, (day) => day.toLowerCase())
}

/** How long ago: "now", "6 min", "2 h 5 min", "3 days". */
export function age(at: number, now: number): string {
  const span = Math.max(0, now - at)
  return span < MINUTE ? 'now' : duration(span)
}

/** How long, in ms: "40 s", "6 min", "2 h 5 min", "14 h", "3 days". */
export function duration(span: number): string {
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`
  if (span < DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE)
    return `${Math.floor(span / HOUR)} h${minutes > 0 && span < 4 * HOUR ? ` ${minutes} min` : ''}`
  }
  const days = Math.floor(span / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

/** A running or finished time: "0:07", "3:12", "1:02:03". */
export function runningTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND))
  const pad = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

let languageNames: Intl.DisplayNames | undefined

/** "Spanish" for "es", in the system's language. */
export function languageName(tag: string): string {
  languageNames ??= new Intl.DisplayNames([locale()], { type: 'language' })
  return languageNames.of(tag) ?? tag
}

/** "1 missed call", "3 missed calls" */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString(locale())} ${n === 1 ? one : many}`
}

/** "1st", "2nd", "3rd", "4th" */
export function ordinal(n: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(n)
  return `${n}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[rule]}`
}

export const isMac = navigator.platform.startsWith('Mac')
/** "⌘K" on a Mac, "Ctrl+K" elsewhere. */
export const withMod = (key: string): string => (isMac ? `⌘${key}` : `Ctrl+${key}`)
/** The key that hides names and shows them again; on a Mac F8 is for music. */
export const PRIVACY_KEY = isMac ? '⌘⇧H' : 'F8'
export const PRIVACY_SHORTCUT = isMac ? 'Meta+Shift+H' : 'F8'
