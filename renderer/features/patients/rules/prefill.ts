import type { PatientFields } from '@shared/contract/views.ts'
import { monthNamed } from '@shared/rules/calendar-date.ts'
import { parseSearch } from '@shared/rules/search.ts'

/** Digits that are worth keeping as a phone number of a new person. */
const ENOUGH_DIGITS = 7

/**
 * What the words of a search that found nobody say about a new person: "alvarez, maria 3/4/1967" is a name and a birth date.
 * Words all in small letters get their capitals. `now` is ms UTC.
 */
export function prefillFrom(words: string, now: number): Partial<PatientFields> {
  const { birthDate, digits } = parseSearch(words, now)
  const names = namesIn(words, birthDate !== null)
  return {
    ...names,
    ...(birthDate ? { birthDate } : {}),
    ...(digits && digits.length >= ENOUGH_DIGITS && !birthDate ? { phones: [{ number: phoneIn(words), label: 'mobile' as const }] } : {}),
  }
}

function namesIn(words: string, hasDate: boolean): Pick<Partial<PatientFields>, 'givenName' | 'familyName'> {
  const kept = words
    .replace(/\s*,\s*/g, ', ')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word) && !/\d/.test(word) && !(hasDate && monthNamed(word.replace(/,$/, '')) !== null))
    .join(' ')
  const [family = '', given] = kept.split(/,\s*/, 2)
  if (given) return { givenName: capitals(given), familyName: capitals(family) }
  const parts = family.split(' ').filter(Boolean)
  if (parts.length === 0) return {}
  if (parts.length === 1) return { givenName: capitals(parts[0] ?? '') }
  return { givenName: capitals(parts.slice(0, -1).join(' ')), familyName: capitals(parts.at(-1) ?? '') }
}

/** Somebody who typed "maria" in a hurry means "Maria"; "McCoy" and "de la Cruz" are left as they were written. */
function capitals(name: string): string {
  return name === name.toLowerCase() ? name.replace(/(?<![\p{L}'’])\p{L}/gu, (letter) => letter.toUpperCase()) : name
}

function phoneIn(words: string): string {
  return (words.match(/\+?[\d(][\d\s().+-]*/g) ?? []).join(' ').trim()
}
