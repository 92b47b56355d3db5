import type { CountryCode } from 'libphonenumber-js'
import type { PatientBody } from '@shared/events/people.ts'
import { readLanguage } from '@shared/rules/csv-values.ts'
import { fold } from '@shared/rules/fold.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import type { PersonValues } from '../../import/incoming.ts'
import { readPhoneCells, type PhoneCell } from '../../import/phone-cells.ts'
import { short } from '../../import/values.ts'
import { fullNameOf } from '../../rows.ts'
import type { Field, Segment } from './message.ts'
import { readDay } from './time.ts'

/** PID to a person. Names, birth date, language, ways to reach them and ids: nothing else of it is read. */

/** What reading needs to know of the practice. */
export type Reading = { country: string; timeZone: string; /** ms UTC */ now: number }

export type ReadPerson = { name: string; values: PersonValues; notes: string[]; skip: null } | { name: string; values: null; notes: string[]; skip: string }

const LONGEST = { phone: 100, name: 120, email: 200, id: 120 } as const
const OLDEST_YEARS = 125

/** Reads a PID. Left out, with the reason, where it names nobody. */
export function readPerson(pid: Segment, reading: Reading): ReadPerson {
  const notes: string[] = []
  const names = namesOf(pid)
  const name = names.givenName || names.familyName ? fullNameOf(names) : names.preferredName
  const skip = (reason: string): ReadPerson => ({ name, values: null, notes, skip: reason })
  if (name.includes('\uFFFD')) return skip('letters in the name cannot be read: check the charset in MSH-18')
  if (Object.values(names).some((one) => one.length > LONGEST.name)) return skip(`the name is longer than ${LONGEST.name} characters`)
  const { externalId, otherIds } = idsOf(pid.all(3).length > 0 ? pid.all(3) : pid.all(2))
  if (!/\p{L}/u.test(Object.values(names).join('')) && externalId === '') return skip('PID has no name and no id')
  const contacts = [...pid.all(13).map((field) => ({ field, usual: 'home' as const })), ...pid.all(14).map((field) => ({ field, usual: 'work' as const })), ...pid.all(40).map((field) => ({ field, usual: 'other' as const }))]
  const values: PersonValues = {
    ...names,
    pronouns: '',
    birthDate: birthDateOf(pid.get(7), reading, notes),
    language: languageOf(pid, notes),
    email: emailOf(contacts.map(({ field }) => field)),
    phones: readPhoneCells(contacts.flatMap(({ field, usual }) => phoneOf(field, usual) ?? []), reading.country as CountryCode, notes),
    externalId,
    otherIds,
    idSource: 'hl7',
  }
  return { name: name || `id ${externalId}`, values, notes, skip: null }
}

/** Control characters are no part of a name; `\.br\` in one is a space. */
export function clean(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

type Name = { given: string; family: string; type: string }

/**
 * What somebody is called, of all repetitions of PID-5 (HL7 table 0200): the legal name, else the one in use. A nickname, or a
 * display name beside a legal one, is what they go by. Aliases, maiden names and the like greet nobody.
 */
function namesOf(pid: Segment): Pick<PersonValues, 'givenName' | 'familyName' | 'preferredName'> {
  const all = pid.all(5).map((field): Name => ({ family: clean(field.get(1)), given: clean(field.get(2)), type: field.get(7).trim().toUpperCase() }))
  const rank = ({ type, given, family }: Name): number => {
    const kind = ['L', '', 'U', 'D', 'B', 'C', 'R', 'I', 'T'].indexOf(type)
    return (kind === -1 ? 50 : kind) + (given === '' || family === '' ? 20 : 0)
  }
  const official = all.filter(({ given, family, type }) => (given !== '' || family !== '') && type !== 'N').toSorted((a, b) => rank(a) - rank(b))[0]
  const nicknames = [...all, ...pid.all(9).map((field): Name => ({ family: '', given: clean(field.get(2)), type: field.get(7).trim().toUpperCase() }))]
  const preferred = (nicknames.find(({ type, given }) => type === 'N' && given !== '') ?? all.find((one) => one.type === 'D' && one !== official && one.given !== ''))?.given ?? ''
  const givenName = official?.given ?? ''
  return { givenName, familyName: official?.family ?? '', preferredName: fold(preferred) === fold(givenName) ? '' : preferred }
}

/** Numbers that name a citizen, a driver, an account or an insured person: the desk needs none of them, and some are secrets. Tables 0203, 0363. */
const NOT_KEPT = /^(?:SS|SSN|SN|SB|DL|DN|PPN|NI|NN[A-Z]{0,3}|TAX|TN|BC|CC|CZ|MI|MC|MA|MCN|MCR|MS|WP|AN|ANON|AM|DS|MB|PSN|INSURANCE|VN)$/
const AUTHORITIES_NOT_KEPT = /^(?:USSSA|SSA|DMV|IRS)$/i
/** The practice's own number of somebody, most telling first. */
const OWN = ['MR', 'MRN', 'PI', 'PT', 'PN', 'LR', 'U']

/**
 * The ids of a CX field. `externalId` is the medical record number, else the first; `otherIds` are all of them with their
 * authority before them ("HOSP:77"), so that an id is found whichever comes first, and two systems' 77 are not one person.
 */
export function idsOf(fields: readonly Field[]): { externalId: string; otherIds: string[] } {
  const ids = fields
    .map((field) => ({ id: clean(field.get(1)), authority: clean(field.get(4)) || clean(field.get(4, 2)), type: field.get(5).trim().toUpperCase() }))
    .filter(({ id, authority, type }) => id !== '' && id.length + authority.length < LONGEST.id && !NOT_KEPT.test(type) && !AUTHORITIES_NOT_KEPT.test(authority) && !/^0+$/.test(id))
  const rank = (type: string): number => (OWN.includes(type) ? OWN.indexOf(type) : OWN.length)
  const primary = ids.toSorted((a, b) => rank(a.type) - rank(b.type))[0]
  const others = ids.map((one) => (one.authority === '' ? one.id : `${one.authority}:${one.id}`)).filter((id) => id !== primary?.id)
  return { externalId: primary?.id ?? '', otherIds: [...new Set(others)].slice(0, 10) }
}

function birthDateOf(text: string, { now, timeZone }: Reading, notes: string[]): string {
  // 00000000 is how some systems write "no date"; a year or a month alone is none that could be asked for.
  if (/^0*$/.test(text.trim()) || /^\d{4}(?:\d\d)?$/.test(text.trim())) return ''
  const day = readDay(text)
  const today = dayKey(now, timeZone)
  const problem = day === null ? 'cannot be read' : day > today ? 'is in the future' : Number(today.slice(0, 4)) - Number(day.slice(0, 4)) > OLDEST_YEARS ? `is more than ${OLDEST_YEARS} years ago` : null
  if (problem === null && day !== null) return day
  notes.push(`birth date ${short(clean(text))} ${problem}; left out`)
  return ''
}

function languageOf(pid: Segment, notes: string[]): string {
  const [field] = pid.all(15)
  const words = field ? [1, 2, 4, 5].map((component) => clean(field.get(component))).filter((word) => word !== '') : []
  for (const word of words) {
    const language = readLanguage(word)
    if (language !== null) return language
  }
  if (words[0] !== undefined) notes.push(`language “${short(words[0])}” is not known; left out`)
  return ''
}

function emailOf(contacts: readonly Field[]): string {
  const written = contacts.flatMap((field) => [clean(field.get(4)), clean(field.get(1))])
  return written.find((text) => /^[^\s@]+@[^\s@]+$/.test(text) && text.length <= LONGEST.email) ?? ''
}

/** A number nobody can be called at: fax, modem, beeper, and what is an address on the net (table 0202). */
const NO_PHONE = /^(?:FX|MD|BP|INTERNET|X\.400)$/i

/** The number of an XTN and its kind, by its use and equipment (tables 0201, 0202), else by the field it stands in. */
function phoneOf(field: Field, usual: PatientBody['phones'][number]['label']): PhoneCell | null {
  const [use, equipment] = [field.get(2).trim().toUpperCase(), field.get(3).trim().toUpperCase()]
  if (NO_PHONE.test(equipment) || use === 'NET' || use === 'BPN') return null
  const text = numberIn(field)
  return text === '' || text.includes('@') ? null : { text: text.slice(0, LONGEST.phone), label: labelOf(use, equipment, usual) }
}

function labelOf(use: string, equipment: string, usual: PhoneCell['label']): PhoneCell['label'] {
  if (equipment === 'CP' || equipment === 'SAT' || use === 'PRS') return 'mobile'
  if (use === 'WPN') return 'work'
  if (use === 'PRN' || use === 'VHN') return 'home'
  return use === 'ORN' || use === 'ASN' || use === 'EMR' ? 'other' : usual
}

/** Country, area and local number where they are given apart; else as written (XTN.1), else unformatted (XTN.12). */
function numberIn(field: Field): string {
  const [country, area, local, extension] = [5, 6, 7, 8].map((component) => clean(field.get(component))) as [string, string, string, string]
  const code = country.replace(/\D/g, '')
  const apart = local === '' ? '' : [code === '' || code.length > 3 ? '' : `+${code}`, area, local].filter((part) => part !== '').join(' ')
  const number = (/\d{5}/.test(local.replace(/\D/g, '')) ? apart : '') || clean(field.get(1)) || clean(field.get(12))
  return /^\d{1,7}$/.test(extension) && apart !== '' && number === apart ? `${number} ext. ${extension}` : number
}
