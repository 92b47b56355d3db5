import { fold } from '@shared/rules/fold.ts'

/** A time zone as people look for it: by city, by region, by its name ("Central Time"). */
export type Zone = { id: string; city: string; region: string; name: string }

/** `America/Indiana/Knox` is "Knox, Indiana" in America. */
export function zoneOf(id: string, nameOf: (id: string) => string): Zone {
  const parts = id.replaceAll('_', ' ').split('/')
  const [city = id, ...around] = parts.toReversed()
  // North Dakota and Argentina have several; without them nobody knows a Center or a Salta.
  const [state, ...rest] = around.length > 1 ? around : [undefined, ...around]
  return { id, city: state === undefined ? city : `${city}, ${state}`, region: rest.join(', '), name: nameOf(id) }
}

/** "Central Time" for America/Chicago, in the given language. */
export function zoneName(id: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: id, timeZoneName: 'longGeneric' }).formatToParts(0)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  // "GMT-03" says less than the clock beside it.
  return /^(GMT|UTC)([+-]|$)/.test(name) ? '' : name
}

/** Most practices are in one of these; they stand first. */
export const COMMON = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Puerto_Rico']

/** The zones that have every typed word, best first: a city that begins so, then a common zone, then by name. */
export function findZones(zones: readonly Zone[], typed: string, most = 60): Zone[] {
  const words = fold(typed).split(' ').filter(Boolean)
  const rank = ({ id, city }: Zone): number => {
    const common = COMMON.indexOf(id)
    const begins = words.length > 0 && fold(city).startsWith(words.join(' '))
    return (begins ? 0 : 1000) + (common === -1 ? 100 : common)
  }
  return zones
    .filter((zone) => {
      const all = fold(`${zone.id} ${zone.city} ${zone.region} ${zone.name}`)
      return words.every((word) => all.includes(word))
    })
    .map((zone) => ({ zone, rank: rank(zone) }))
    .sort((a, b) => a.rank - b.rank || a.zone.city.localeCompare(b.zone.city))
    .slice(0, most)
    .map(({ zone }) => zone)
}

/** The PC's own zone where the list has it, else the first common one. */
export function guessZone(own: string | undefined, known: readonly string[]): string {
  return own !== undefined && known.includes(own) ? own : (COMMON[0] ?? 'UTC')
}
