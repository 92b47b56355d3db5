import { clockTime, moment, shortDate } from '@renderer/ui/format.ts'
import { daysBetween } from '@shared/rules/local-time.ts'

/** Why somebody may be calling, in words: "visit today 2:15 PM", "last time it was them, Wed, Mar 4". Times are ms UTC. */
export function reasonInWords({ code, at }: { code: string; at?: number }, now: number, timeZone: string): string {
  if (code === 'guarantor') return 'pays for the family'
  if (at === undefined) return ''
  const when = moment(at, now, timeZone)
  switch (code) {
    case 'visitToday':
      return at < now ? `visit today at ${clockTime(at, timeZone)}, may be late` : `visit today ${when}`
    case 'visitTomorrow':
    case 'visitSoon':
      return `visit ${when}`
    case 'textedRecently':
      return `texted ${when}`
    case 'calledRecently':
      return `called ${when}`
    case 'chosenBefore':
      return `last time it was them, ${daysBetween(at, now, timeZone) === 0 ? clockTime(at, timeZone) : shortDate(at, now, timeZone)}`
    default:
      return ''
  }
}
