import type { ContactPoint, Extension, HumanName, Identifier, Meta, Patient, PatientCommunication, PatientContact, PatientLink, RelatedPerson } from 'fhir/r4'
import type { CountryCode } from 'libphonenumber-js'
import { readBirthDate, readLanguage } from '@shared/rules/csv-values.ts'
import { fold } from '@shared/rules/fold.ts'
import type { PersonValues } from '../../import/incoming.ts'
import { readPhoneCells, type PhoneCell } from '../../import/phone-cells.ts'
import { short } from '../../import/values.ts'
import { many, one, text, type Loose } from './loose.ts'
import { calledName, codesOf, familyOf, firstOf, isOver, nameNow, saidName, wordsOf } from './names.ts'
import { resourceKey } from './references.ts'

/** What reading needs to know of the practice. */
export type Reading = {
  country: CountryCode
  timeZone: string
  /** ms UTC, and the practice's calendar day. */
  now: number
  today: string
}

/** A person as read, before anybody knows their visits. */
export type ReadPerson = { name: string; notes: string[] } & ({ values: PersonValues; skip: null } | { values: null; skip: string })

/** The longest the journal takes. */
const LONGEST = { name: 120, pronouns: 40, email: 200, id: 120, phone: 60 } as const
const OLDEST_YEARS = 125
/** Ways to reach somebody that are looked at. */
const MOST_POINTS = 12
/** Further chart numbers that are kept. */
const MOST_NUMBERS = 4

const PRONOUNS = 'http://hl7.org/fhir/StructureDefinition/individual-pronouns'
/** LOINC's answers, as they are said. Source: LOINC answer list LL5144-2. */
const PRONOUNS_SAID = new Map([['LA29518-0', 'he/him'], ['LA29519-8', 'she/her'], ['LA29520-6', 'they/them']])

/** Kinds of identifier that name a person to the state or an insurer, which no desk needs. Source: HL7 table 0203. */
const NOT_FOR_A_DESK = new Set(['SS', 'SB', 'SSN', 'DL', 'PPN', 'NI', 'NNXXX', 'TAX', 'MC', 'MA', 'MB', 'HC', 'BR', 'CZ', 'PRC', 'BC', 'AN', 'VN'])

/** Reads a Patient. Nothing is guessed, and nothing clinical is looked at: what cannot be read is a note, or a reason to leave the person out. */
export function readPatient(patient: Loose<Patient>, reading: Reading): ReadPerson {
  const { now } = reading
  const names = many<HumanName>(patient.name)
  const current = nameNow(names, now)
  // Somebody who wrote only the whole name meant it to be read whole.
  const whole = current ? text(current.text) : ''
  const [given, familyName] = current ? [firstOf(current), familyOf(current)] : ['', '']
  const givenName = given === '' && familyName === '' ? whole : given
  const called = calledName(names, now)
  const preferredName = fold(called) === fold(givenName) ? '' : called
  const name = [givenName, familyName].filter(Boolean).join(' ') || preferredName
  const notes: string[] = []
  const skip = (reason: string): ReadPerson => ({ name: name.slice(0, LONGEST.name), values: null, notes, skip: reason })

  if (isReplaced(patient)) return skip('another record has replaced this one')
  if (patient.active === false) return skip('marked as not active')
  if (patient.deceasedBoolean === true || text(patient.deceasedDateTime) !== '') return skip('recorded as deceased')
  if (!/\p{L}/u.test(givenName + familyName + preferredName)) return skip('no name')
  if (name.includes('\uFFFD')) return skip('letters in the name cannot be read: export the records as UTF-8')
  if ([givenName, familyName, preferredName].some((one) => one.length > LONGEST.name)) return skip(`the name is longer than ${LONGEST.name} characters`)
  const birth = readBirth(text(patient.birthDate), reading)
  if ('problem' in birth) return skip(birth.problem)
  if (birth.note !== '') notes.push(birth.note)

  const telecom = many<ContactPoint>(patient.telecom).filter((point) => text(point.use) !== 'old' && !isOver(point.period, now)).toSorted(byRank)
  const values: PersonValues = {
    givenName,
    familyName,
    preferredName,
    birthDate: birth.date,
    language: languageOf(patient, notes),
    pronouns: pronounsOf(patient, now, notes),
    email: emailOf(telecom, notes),
    phones: readPhoneCells(phonesIn(telecom), reading.country, notes),
    ...idsOf(patient, now, notes),
    idSource: 'fhir',
  }
  for (const contact of many<PatientContact>(patient.contact)) {
    if (!isOver(contact.period, now)) notes.push(...contactNote(saidName(contact.name, now), many(contact.relationship).map(wordsOf), contact.telecom))
  }
  return { name, notes, values, skip: null }
}

/** What a RelatedPerson would say about a patient; it is told, so that nobody thinks the number is on the card. */
export function relatedNote(related: Loose<RelatedPerson>, { now }: Reading): string[] {
  if (related.active === false || isOver(related.period, now)) return []
  return contactNote(saidName(related.name, now), many(related.relationship).map(wordsOf), related.telecom)
}

/** When the record was last written, for choosing between two of one resource. ISO instants compare as text once they are in UTC. */
export function updatedAt(resource: { readonly meta?: unknown }): number {
  const at = Date.parse(text(one<Meta>(resource.meta)?.lastUpdated))
  return Number.isNaN(at) ? 0 : at
}

function isReplaced(patient: Loose<Patient>): boolean {
  return many<PatientLink>(patient.link).some((link) => text(link.type) === 'replaced-by')
}

function readBirth(written: string, { today }: Reading): { date: string; note: string } | { problem: string } {
  if (/^[0\s/.:-]*$/.test(written)) return { date: '', note: '' }
  if (/^\d{4}(?:-\d{2})?$/.test(written)) return { date: '', note: `birth date ${written} has no day; left out` }
  const date = readBirthDate(written, 'ymd')
  if (date === null) return { problem: `birth date ${short(written)} cannot be read` }
  if (date > today) return { problem: `birth date ${date} is in the future` }
  if (Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > OLDEST_YEARS) return { problem: `birth date ${date} is more than ${OLDEST_YEARS} years ago` }
  return { date, note: '' }
}

/** The preferred language, or the only one. Which of several somebody wants to be spoken to in is not guessed. */
function languageOf(patient: Loose<Patient>, notes: string[]): string {
  const spoken = many<PatientCommunication>(patient.communication)
  const preferred = spoken.filter((one) => one.preferred === true)
  const [only, second] = preferred.length > 0 ? preferred : spoken
  if (!only) return ''
  const written = [...codesOf(only.language), wordsOf(only.language)].filter(Boolean)
  if (second) {
    notes.push(`several languages (${[only, second].map((one) => short(wordsOf(one.language) || (codesOf(one.language)[0] ?? ''))).join(', ')}) and none preferred; left out`)
    return ''
  }
  for (const word of written) {
    const language = readLanguage(word)
    if (language !== null) return language
  }
  if (written[0] !== undefined && !/^(?:und|zxx|mul|unknown)/i.test(written[0])) notes.push(`language “${short(wordsOf(only.language) || written[0])}” is not known; left out`)
  return ''
}

/** From the standard's extension alone. Source: http://hl7.org/fhir/StructureDefinition/individual-pronouns. */
function pronounsOf(patient: Loose<Patient>, now: number, notes: string[]): string {
  for (const extension of many<Extension>(patient.extension)) {
    if (text(extension.url) !== PRONOUNS) continue
    const parts = many<Extension>(extension.extension)
    const part = (url: string): Loose<Extension> | undefined => parts.find((one) => text(one.url) === url)
    if (isOver(part('period')?.valuePeriod, now)) continue
    const value = part('value')?.valueCodeableConcept
    const said = codesOf(value).map((code) => PRONOUNS_SAID.get(code)).find((one) => one !== undefined) ?? wordsOf(value)
    if (said.length <= LONGEST.pronouns) return said
    notes.push(`pronouns “${short(said)}” are longer than ${LONGEST.pronouns} characters; left out`)
  }
  return ''
}

/** Lower rank first, as the standard says; a point without one comes after those with one. Of equals, a mobile first. */
function byRank(a: Loose<ContactPoint>, b: Loose<ContactPoint>): number {
  const rank = ({ rank }: Loose<ContactPoint>): number => (typeof rank === 'number' && rank > 0 ? rank : Number.MAX_SAFE_INTEGER)
  return rank(a) - rank(b)
}

const LABELS: ReadonlyMap<string, PhoneCell['label']> = new Map([['mobile', 'mobile'], ['home', 'home'], ['work', 'work']])

function phonesIn(telecom: readonly Loose<ContactPoint>[]): PhoneCell[] {
  const phones = telecom.filter((point) => ['phone', 'sms'].includes(text(point.system)))
  // Reading a number takes its time, and nobody has that many.
  return phones.slice(0, MOST_POINTS).map((point) => ({ text: text(point.value).slice(0, LONGEST.phone), label: LABELS.get(text(point.use)) ?? (text(point.system) === 'sms' ? 'mobile' : 'other') }))
}

function emailOf(telecom: readonly Loose<ContactPoint>[], notes: string[]): string {
  for (const point of telecom) {
    if (text(point.system) !== 'email' || text(point.value) === '') continue
    const email = text(point.value).replace(/^mailto:/i, '')
    if (/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= LONGEST.email) return email
    notes.push(`e-mail “${short(email)}” cannot be read; left out`)
  }
  return ''
}

/** The chart number first, else what the practice software itself calls the record; its resource id beside it. */
function idsOf(patient: Loose<Patient>, now: number, notes: string[]): Pick<PersonValues, 'externalId' | 'otherIds'> {
  const identifiers = deskIdentifiers(patient).filter((one) => text(one.use) !== 'old' && !isOver(one.period, now))
  const charts = identifiers.filter((one) => codesOf(one.type).includes('MR')).map((one) => text(one.value))
  const long = charts.find((value) => value.length > LONGEST.id)
  if (long !== undefined) notes.push(`id “${short(long)}” is longer than ${LONGEST.id} characters; left out`)
  const [chart, ...further] = charts.filter((value) => value !== '' && value.length <= LONGEST.id)
  const resource = resourceKey('Patient', patient.id)
  const externalId = chart ?? resource.slice('Patient/'.length)
  return { externalId, otherIds: [...new Set([...(resource === '' ? [] : [resource]), ...further.slice(0, MOST_NUMBERS)])] }
}

/** Identifiers without those that name the person to the state or an insurer: these are never kept, not even to find somebody by. */
export function deskIdentifiers(patient: Loose<Patient>): Loose<Identifier>[] {
  return many<Identifier>(patient.identifier).filter((one) => !codesOf(one.type).some((code) => NOT_FOR_A_DESK.has(code)))
}

/** Somebody else's number is not put on the patient's card: a text meant for the patient would reach them. */
function contactNote(name: string, relations: readonly string[], telecom: unknown): string[] {
  const numbers = many<ContactPoint>(telecom).filter((point) => ['phone', 'sms'].includes(text(point.system))).map((point) => text(point.value)).filter((value) => value !== '')
  if (numbers.length === 0) return []
  const relation = relations.find((one) => one !== '')
  return [`not taken: ${short(name || 'a contact')}${relation ? ` (${short(relation)})` : ''}, ${short(numbers.slice(0, 2).join(' and '))}`]
}
