import type { PatientBody } from '@shared/events/people.ts'
import type { EventBody } from '@shared/events/index.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'
import origins from '../../../resources/demo/names.json' with { type: 'json' }
import talk from '../../../resources/demo/talk.json' with { type: 'json' }
import reasons from '../../../resources/demo/visits.json' with { type: 'json' }
import type { Random } from '../../../electron/core/lines/demo/random.ts'
import { noFields } from '../../../electron/core/people/phones.ts'
import { PRACTICE_NOW } from './model.ts'

export const CLINICIANS = Array.from({ length: 24 }, (_, index) => `Dr. ${['Chen', 'Rivera', 'Osei', 'Lindqvist', 'Baptiste', 'Novak'][index % 6]}${index < 6 ? '' : ` ${String.fromCodePoint(65 + Math.floor(index / 6))}.`}`)

export type Person = { id: string; fields: PatientBody; age: number }
type Origin = (typeof origins)[number]

const AREAS = ['312', '773', '847', '630', '708'] as const
const PER_AREA = 2_000_000

/**
 * The nth number: with an exchange from 000 to 199, which no North American number has, so no call can reach anybody;
 * and yet all its digits vary, as the search over them must bear.
 */
export function numberOf(index: number): { number: string; display: string } {
  const area = AREAS[index % AREAS.length]
  // 7919 is a prime that divides no power of ten, so no two are the same.
  const digits = String((Math.floor(index / AREAS.length) * 7919 + 12_345) % PER_AREA).padStart(7, '0')
  return { number: `+1${area}${digits}`, display: `(${area}) ${digits.slice(0, 3)}-${digits.slice(3)}` }
}

/** The next household: one person, or a family that shares the first number. `take` gives an unused number. */
export function household(random: Random, take: () => { number: string; display: string }): Person[] {
  const origin = random.weighted(origins)
  const familyName = familyNameOf(random, origin)
  const shared = { ...take(), label: 'mobile' as const }
  const first = person(random, origin, familyName, random.int(18, 92), [shared, ...ownNumbers(random, take)])
  const members = [first]
  if (random.chance(0.78)) return members
  const answersFor = { guarantorId: first.id, language: first.fields.language }
  for (let more = random.int(1, 3); more > 0; more -= 1) {
    const isChild = random.chance(0.6)
    const member = person(random, origin, familyName, isChild ? random.int(0, 17) : random.int(18, 92), [shared, ...(isChild ? [] : ownNumbers(random, take))])
    members.push({ ...member, fields: { ...member.fields, ...answersFor, relation: isChild ? 'child' : 'partner' } })
  }
  return members
}

function ownNumbers(random: Random, take: () => { number: string; display: string }): PatientBody['phones'] {
  const labels = random.chance(0.25) ? (random.chance(0.25) ? (['home', 'work'] as const) : (['home'] as const)) : []
  return labels.map((label) => ({ ...take(), label }))
}

function person(random: Random, origin: Origin, familyName: string, age: number, phones: PatientBody['phones']): Person {
  const givenName = givenNameOf(random, origin)
  const languages = Object.entries(origin.languages).map(([language, weight]) => ({ language, weight }))
  const fields: PatientBody = {
    ...noFields,
    givenName,
    familyName,
    preferredName: random.chance(0.08) ? givenName.slice(0, 4) : '',
    pronouns: random.chance(0.3) ? random.pick(['she/her', 'he/him', 'they/them']) : '',
    birthDate: new Date(PRACTICE_NOW - Math.round((age + random.next()) * 365.25) * DAY).toISOString().slice(0, 10),
    language: random.weighted(languages).language,
    email: age > 17 && random.chance(0.4) ? `patient${random.int(1, 999_999)}@example.org` : '',
    channel: random.pick(['any', 'any', 'text', 'call'] as const),
    timeOfDay: random.pick(['any', 'any', 'morning', 'afternoon'] as const),
    clinician: random.chance(0.8) ? random.pick(CLINICIANS) : '',
    alerts: random.chance(0.12) ? [random.pick(talk.alerts)] : [],
    phones,
    patientSince: String(2026 - random.int(0, Math.min(age, 20))),
  }
  return { id: random.id(), fields, age }
}

/** Up to six past visits, and for a quarter of the people one ahead. */
export function visitsOf(random: Random, { id, age, fields }: Person): EventBody<'visit.recorded'>[] {
  const fitting = reasons.filter(({ from, to }) => age >= from && age <= to)
  const usual = fields.clinician || random.pick(CLINICIANS)
  const visit = (at: number, status: 'kept' | 'cancelled' | 'noShow' | 'booked'): EventBody<'visit.recorded'> => {
    const { reason, notes, matter } = random.weighted(fitting.length > 0 ? fitting : reasons)
    const kept = status === 'kept'
    const clinician = random.chance(0.85) ? usual : random.pick(CLINICIANS)
    return { visitId: random.id(), patientId: id, at, status, clinician, reason, note: kept && random.chance(0.6) ? random.pick(notes) : '', matter: kept ? matter : null }
  }
  const at = (days: number): number => PRACTICE_NOW - days * DAY - 15 * HOUR + 14 * HOUR + random.int(0, 24) * 20 * MINUTE
  const past = Array.from({ length: random.int(0, 6) }, () => visit(at(random.int(2, 1000)), random.chance(0.84) ? 'kept' : random.chance(0.6) ? 'cancelled' : 'noShow'))
  return random.chance(0.25) ? [...past, visit(at(-random.int(1, 60)), 'booked')] : past
}

const STARTS = ['Al', 'Ber', 'Cal', 'Dor', 'El', 'Fen', 'Gar', 'Hol', 'Is', 'Jan', 'Kel', 'Lor', 'Mar', 'Nor', 'Os', 'Pal', 'Quin', 'Ros', 'San', 'Tor', 'Ul', 'Ver', 'Wil', 'Yar', 'Zan']
const MIDDLES = ['a', 'be', 'ci', 'de', 'en', 'fa', 'go', 'in', 'ka', 'la', 'mo', 'ne', 'or', 'ri', 'sa', 'te', 'va']
const FAMILY_ENDS = ['berg', 'dale', 'ez', 'field', 'ian', 'kov', 'land', 'man', 'ney', 'ová', 'quist', 'sen', 'ski', 'son', 'ton', 'wood']
const GIVEN_ENDS = ['', 'a', 'da', 'el', 'ie', 'in', 'la', 'na', 'on', 'ra', 'ta', 'us']

/** The lists hold a few hundred names; syllables make the thousands a large practice has. */
function familyNameOf(random: Random, origin: Origin): string {
  const { family } = origin
  return random.chance(0.35) ? random.pick<string>(family) : `${random.pick(STARTS)}${random.chance(0.5) ? random.pick(MIDDLES) : ''}${random.pick(FAMILY_ENDS)}`
}

function givenNameOf(random: Random, origin: Origin): string {
  if (random.chance(0.3)) return `${random.pick(STARTS)}${random.pick(MIDDLES)}${random.pick(GIVEN_ENDS)}`
  return random.pick<string>(random.chance(0.55) ? origin.female : origin.male)
}
