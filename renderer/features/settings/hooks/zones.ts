import { guessZone, zoneName, zoneOf, type Zone } from '../rules/time-zones.ts'

let kept: Zone[] | undefined

/** Every time zone this PC knows; read once, because naming them all takes a moment. */
export function knownZones(): Zone[] {
  kept ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((id) => id !== 'UTC')].map((id) => zoneOf(id, (one) => zoneName(one, navigator.language)))
  return kept
}

/** The time zone this PC is set to, where it is one a practice can be in. */
export function ownZone(): string {
  return guessZone(Intl.DateTimeFormat().resolvedOptions().timeZone, knownZones().map(({ id }) => id))
}
