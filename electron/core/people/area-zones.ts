import areas from '../../../resources/area-zones.json' with { type: 'json' }

/** Area codes of North America by time zone, told from Google's libphonenumber metadata; an area that lies in several stands in each. */
const zonesByArea = new Map<string, string[]>()
for (const [zone, codes] of Object.entries(areas)) for (const code of codes.split(' ')) zonesByArea.set(code, [...(zonesByArea.get(code) ?? []), zone])

const NONE: string[] = []

/** The time zones (IANA) in which a number's area lies; empty where its digits do not say: other countries, toll-free numbers, no number. */
export function zonesOfNumber(number: string): string[] {
  return (/^\+1\d{10}$/.test(number) ? zonesByArea.get(number.slice(2, 5)) : undefined) ?? NONE
}
