import { describe, expect, it } from 'vitest'
import { findZones, guessZone, zoneName, zoneOf } from './time-zones.ts'

const zones = Intl.supportedValuesOf('timeZone').map((id) => zoneOf(id, (one) => zoneName(one, 'en-US')))
const found = (typed: string): string[] => findZones(zones, typed).map(({ id }) => id)

describe('findZones', () => {
  it('finds a zone by its city, its region and the name people use', () => {
    expect(found('chicago')[0]).toBe('America/Chicago')
    expect(found('Central Time')[0]).toBe('America/Chicago')
    expect(found('indiana knox')).toEqual(['America/Indiana/Knox'])
    expect(found('sao paulo')[0]).toBe('America/Sao_Paulo')
  })

  it('shows the common zones first while nothing is typed', () => {
    expect(found('').slice(0, 2)).toEqual(['America/New_York', 'America/Chicago'])
  })

  it('prefers a city that begins with what was typed', () => {
    expect(found('den')[0]).toBe('America/Denver')
  })

  it('finds nothing for nonsense', () => {
    expect(found('zzz')).toEqual([])
  })
})

it('reads a zone of three parts', () => {
  expect(zoneOf('America/Argentina/Buenos_Aires', () => '')).toMatchObject({ city: 'Buenos Aires, Argentina', region: 'America' })
})

it('guesses the PC’s zone only where the list has it', () => {
  expect(guessZone('America/Chicago', ['America/Chicago'])).toBe('America/Chicago')
  expect(guessZone('Etc/Unknown', ['America/Chicago'])).toBe('America/New_York')
  expect(guessZone(undefined, [])).toBe('America/New_York')
})
