import type { PatientBody } from '@shared/events/people.ts'
import origins from '../../../../resources/demo/names.json' with { type: 'json' }
import talk from '../../../../resources/demo/talk.json' with { type: 'json' }
import { noFields } from '../../people/phones.ts'
import { castOf } from './cast.ts'
import type { Day } from './calendar.ts'
import { birthDate, CLINICIANS, phone, type DemoPerson } from './person.ts'
import type { Random } from './random.ts'

export const PATIENTS = 300

/** Chicago's area codes; with 555-0100 to 555-0199, the numbers kept free for stories, no call can ever reach anybody. */
const AREA_CODES = ['312', '773', '847', '630', '708'] as const

/** The patients of the demo practice, the named ones first. `today` sets only the years of birth; all else follows the seed. */
export function demoPeople(random: Random, today: Day): DemoPerson[] {
  const people = castOf(random.fork('cast'), today)
  const names = new Set(people.map(fullName))
  const numbers = freeNumbers(random.fork('numbers'))
  const make = random.fork('people')
  while (people.length < PATIENTS) {
    const members = make.chance(0.13) ? family(make, today, numbers) : [single(make, today, numbers)]
    const called = new Set(members.map(fullName))
    if (people.length + members.length > PATIENTS || called.size < members.length || [...called].some((name) => names.has(name))) continue
    for (const name of called) names.add(name)
    people.push(...members)
  }
  return people.map((person, index) => ({ ...person, fields: { ...person.fields, externalId: `LFC-${String(10_200 + index * 7)}` } }))
}

type Origin = (typeof origins)[number]
type Sex = 'female' | 'male'

function single(random: Random, today: Day, numbers: () => string): DemoPerson {
  const origin = random.weighted(origins)
  const age = random.int(18, 89)
  const mobile = phone(numbers(), 'mobile')
  const home = age > 62 && random.chance(0.3) ? [phone(numbers(), 'home')] : []
  return person(random, today, { origin, age, sex: sexOf(random), familyName: random.pick(origin.family), phones: [mobile, ...home] })
}

/** A parent or couple with one number for all, who answer for their children. */
function family(random: Random, today: Day, numbers: () => string): DemoPerson[] {
  const origin = random.weighted(origins)
  const familyName = random.pick(origin.family)
  const phones = [phone(numbers(), 'mobile')]
  const age = random.int(27, 46)
  const sex = sexOf(random)
  const parent = person(random, today, { origin, age, sex, familyName, phones })
  const answersFor = { guarantorId: parent.id, language: parent.fields.language }
  const members = [parent]
  if (random.chance(0.35)) {
    const spouse = person(random, today, { origin, age: age + random.int(-4, 5), sex: sex === 'female' ? 'male' : 'female', familyName, phones })
    members.push({ ...spouse, fields: { ...spouse.fields, ...answersFor, relation: sex === 'female' ? 'husband' : 'wife' } })
  }
  for (let children = random.int(1, 3); children > 0; children -= 1) {
    const childSex = sexOf(random)
    const child = person(random, today, { origin, age: random.int(1, Math.min(17, age - 21)), sex: childSex, familyName, phones })
    members.push({ ...child, fields: { ...child.fields, ...answersFor, relation: childSex === 'female' ? 'daughter' : 'son', email: '' } })
  }
  return members
}

type Traits = { origin: Origin; age: number; sex: Sex; familyName: string; phones: PatientBody['phones'] }

function person(random: Random, today: Day, { origin, age, sex, familyName, phones }: Traits): DemoPerson {
  const givenName = random.pick(origin[sex])
  const languages = Object.entries(origin.languages).map(([language, weight]) => ({ language, weight }))
  const says = random.chance(0.4) ? (random.chance(0.04) ? 'they/them' : sex === 'female' ? 'she/her' : 'he/him') : ''
  const fields: PatientBody = {
    ...noFields,
    givenName,
    familyName,
    pronouns: says,
    birthDate: birthDate(random, today, age),
    language: random.weighted(languages).language,
    email: age > 17 && random.chance(0.4) ? mailOf(givenName, familyName) : '',
    channel: random.weighted([{ value: 'any' as const, weight: 5 }, { value: 'text' as const, weight: 4 }, { value: 'call' as const, weight: age > 65 ? 5 : 1 }]).value,
    timeOfDay: random.weighted([{ value: 'any' as const, weight: 6 }, { value: 'morning' as const, weight: 3 }, { value: 'afternoon' as const, weight: 2 }]).value,
    clinician: random.chance(0.85) ? random.pick(CLINICIANS) : '',
    alerts: random.chance(age > 60 ? 0.3 : 0.1) ? [random.pick(talk.alerts)] : [],
    phones,
    patientSince: String(today.year - random.int(0, Math.min(age, 16))),
  }
  return { id: random.id(), key: null, age, fields }
}

/** Each number of the story ranges once, in an order of their own. */
function freeNumbers(random: Random): () => string {
  const numbers = random.shuffle(AREA_CODES.flatMap((code) => Array.from({ length: 100 }, (_, index) => `+1${code}55501${String(index).padStart(2, '0')}`)))
  return () => {
    const number = numbers.pop()
    if (number === undefined) throw new RangeError('the demo practice has no number left')
    return number
  }
}

function fullName({ fields }: DemoPerson): string {
  return `${fields.givenName} ${fields.familyName}`
}

function sexOf(random: Random): Sex {
  return random.chance(0.55) ? 'female' : 'male'
}

function mailOf(givenName: string, familyName: string): string {
  const plain = `${givenName}.${familyName}`.normalize('NFKD').replace(/[^A-Za-z.]/g, '').toLowerCase()
  return `${plain}@example.org`
}
