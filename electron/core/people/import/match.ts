import { fold } from '@shared/rules/fold.ts'
import { nameKey, type Known, type PeopleIndex } from './people-index.ts'
import type { PersonValues } from './incoming.ts'

/** Whom a line is about. `doubt` says why that cannot be told; `sameName` is somebody else with the same name and birth date. */
export type Match =
  | { kind: 'one'; known: Known }
  | { kind: 'none'; sameName: Known | null }
  | { kind: 'onlyAName'; known: Known }
  | { kind: 'doubt'; reason: string; known: Known }

/** Where to look: everybody, and whom this run has made or changed so far. */
export type Lookup = { base: Pick<PeopleIndex, 'named' | 'withId'>; mine: PeopleIndex }

/**
 * Finds the person a record is about: by an id of the practice software, else by name and birth date, else by name and a
 * shared number or e-mail where a birth date is missing on one side. Never by a number alone. What the desk corrected since
 * still counts, after what stands now.
 */
export function matchPerson(lookup: Lookup, values: PersonValues): Match {
  const { externalId, idSource } = values
  const given = fold(values.givenName || (values.familyName ? '' : values.preferredName))
  const family = fold(values.familyName)
  for (const value of [externalId, ...values.otherIds]) {
    if (value === '') continue
    const byId = matchById(look(lookup, 'withId', value), values, value, given, family)
    if (byId && (byId.kind !== 'doubt' || value === externalId)) return byId
  }
  if (given === '' && family === '') return { kind: 'none', sameName: null }
  // Two ids of one practice software are two people there, whatever their names. Ids of two kinds of source say nothing.
  const namesakes = look(lookup, 'named', nameKey(given, family))
  const same = namesakes.filter((known) => externalId === '' || known.externalId === '' || known.externalId === externalId || known.idSource !== idSource)
  for (const held of [now, everHeld]) {
    const match = matchByName(same, values, held)
    if (match) return match
  }
  const first = same.find(({ birthDate, numbers }) => birthDate === '' && numbers.length === 0) ?? same[0]
  if (first && tellsNobodyApart(values) && externalId === '') return { kind: 'onlyAName', known: first }
  return { kind: 'none', sameName: namesakes.find((known) => values.birthDate !== '' && known.birthDate === values.birthDate) ?? null }
}

/** In the order in which they were made, whichever index was asked: of several namesakes the first one counts. */
function look(lookup: Lookup, by: 'named' | 'withId', key: string): Known[] {
  const mine = lookup.mine[by](key)
  const base = lookup.base[by](key)
  if (mine.length === 0 && base.length === 0) return []
  return [...mine, ...base.filter((known) => !lookup.mine.has(known.id))].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function matchById(found: readonly Known[], values: PersonValues, externalId: string, given: string, family: string): Match | null {
  const [first] = found
  if (!first) return null
  // A record that says nothing but the id, as a visit does.
  if (given === '' && family === '' && values.birthDate === '') return found.length === 1 ? { kind: 'one', known: first } : { kind: 'doubt', known: first, reason: `${found.length} people here have the id ${externalId}` }
  const agrees = (known: Known): boolean => known.given === given || known.family === family || (values.birthDate !== '' && known.birthDate === values.birthDate)
  const agreeing = found.filter((known) => agrees(known) || hadName(known, given, family))
  const [only, second] = agreeing
  if (!only) return { kind: 'doubt', known: first, reason: `id ${externalId} belongs to somebody else here, with another name and birth date` }
  if (!second) return { kind: 'one', known: only }
  const exact = agreeing.filter((known) => known.given === given && known.family === family)
  return exact.length === 1 && exact[0] ? { kind: 'one', known: exact[0] } : { kind: 'doubt', known: only, reason: `${agreeing.length} people here have the id ${externalId}` }
}

function hadName({ former }: Known, given: string, family: string): boolean {
  return former !== null && (former.given.includes(given) || former.family.includes(family))
}

type Held = { birthDates: (known: Known) => string[]; ways: (known: Known) => string[] }

const now: Held = {
  birthDates: ({ birthDate }) => (birthDate ? [birthDate] : []),
  ways: ({ numbers, email }) => [...numbers, email],
}

const everHeld: Held = {
  birthDates: (known) => [...now.birthDates(known), ...(known.former?.birthDates ?? [])],
  ways: (known) => [...now.ways(known), ...(known.former?.numbers ?? []), ...(known.former?.emails ?? [])],
}

function matchByName(same: readonly Known[], values: PersonValues, held: Held): Match | null {
  if (same.length === 0) return null
  const ways = new Set([...values.phones.flatMap(({ number, display }) => [number, display]), values.email.toLowerCase()].filter(Boolean))
  const shares = (known: Known): boolean => held.ways(known).some((way) => way !== '' && ways.has(way))
  const { birthDate } = values
  if (birthDate !== '') {
    const born = same.filter((known) => held.birthDates(known).includes(birthDate))
    if (born.length > 0) return oneOf(born, shares, 'name and birth date')
  }
  const reached = same.filter((known) => (birthDate === '' || known.birthDate === '') && shares(known))
  return reached.length > 0 ? oneOf(reached, () => false, 'name and number') : null
}

function oneOf(found: readonly Known[], prefer: (known: Known) => boolean, what: string): Match | null {
  const [first] = found
  if (!first) return null
  if (found.length === 1) return { kind: 'one', known: first }
  const preferred = found.filter(prefer)
  if (preferred.length === 1 && preferred[0]) return { kind: 'one', known: preferred[0] }
  return { kind: 'doubt', known: first, reason: `${found.length} people here have this ${what}` }
}

/** A name without a birth date, a number or an address says nothing about which of two namesakes it is. */
function tellsNobodyApart(values: PersonValues): boolean {
  return values.birthDate === '' && values.phones.length === 0 && values.email === ''
}
