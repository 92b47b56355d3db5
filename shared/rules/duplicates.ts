import type { DuplicatePair } from '../contract/views.ts'
import { fold } from './fold.ts'
import { isNickname, nicknameGroups } from './nicknames.ts'

/** What tells whether two records are one person; names folded, the birth date ISO or empty. */
export type Told = { given: string; family: string; preferred: string; birthDate: string }

type Reason = DuplicatePair['reasons'][number]

export function told(person: { givenName: string; familyName: string; preferredName: string; birthDate: string }): Told {
  return { given: fold(person.givenName), family: fold(person.familyName), preferred: fold(person.preferredName), birthDate: person.birthDate }
}

/**
 * Why two records are likely one person, the weightiest reason first, or null. Two rules, both only ever a question to the desk:
 * 1. the same birth date and a similar name;
 * 2. a common number, a similar name, and birth dates that do not speak against it: one is missing, or they differ by one
 *    mistyped or swapped digit or by day and month changed.
 * Different birth dates are two people (father and son share a name and a number). A name is similar when one part is the same and
 * the other is too, is a nickname, an initial, part of a double name or one typing error away; or when the parts were swapped.
 * Where a record has only one name, a common number is needed beside it. Symmetric.
 */
export function likelySame(a: Told, b: Told, commonNumber: boolean): Reason[] | null {
  const birth = birthDates(a.birthDate, b.birthDate)
  if (birth === 'different' || (birth !== 'same' && !commonNumber)) return null
  const name = names(a, b, commonNumber)
  if (name === null) return null
  return [...(birth === 'same' ? ['sameBirthDate' as const] : []), name, ...(commonNumber ? ['sameNumber' as const] : []), ...(birth === 'like' ? ['likeBirthDate' as const] : [])]
}

const WEIGHT: Readonly<Record<Reason, number>> = { sameBirthDate: 8, sameName: 6, sameNumber: 4, nickname: 4, swappedName: 4, likeName: 2, likeBirthDate: 1 }

/** How sure it is, for the order of the list; only for comparing. */
export function sureness(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0)
}

/** Two records that `likelySame` joins have one of these keys in common: what to compare is found by them, not by trying everybody. */
export function keysOf({ given, family, preferred }: Told): string[] {
  const words = new Set([...given.split(' '), ...preferred.split(' '), ...family.split(' ')].filter(Boolean))
  return [...words, ...new Set([given, preferred, family, firstOf(given)].flatMap((name) => nicknameGroups(name).map((group) => `#${group}`)))]
}

function birthDates(one: string, other: string): 'same' | 'like' | 'missing' | 'different' {
  if (one === '' || other === '') return 'missing'
  if (one === other) return 'same'
  const [year, month, day] = one.split('-')
  return `${year}-${day}-${month}` === other || oneEdit(one.replaceAll('-', ''), other.replaceAll('-', '')) ? 'like' : 'different'
}

function names(a: Told, b: Told, commonNumber: boolean): Reason | null {
  if (a.given + a.preferred + a.family === '' || b.given + b.preferred + b.family === '') return null
  if (a.family === '' || b.family === '' || givens(a).length === 0 || givens(b).length === 0) return commonNumber && onePart(a, b) ? 'likeName' : null
  const family = a.family === b.family ? 'same' : likeFamily(a.family, b.family) ? 'like' : null
  const given = likeGiven(a, b)
  if (family === 'same' && given === 'same') return 'sameName'
  if (family === 'same' && given === 'nickname') return 'nickname'
  if ((family === 'same' && given === 'like') || (family === 'like' && given === 'same')) return 'likeName'
  return a.given === b.family && a.family === b.given ? 'swappedName' : null
}

/** Given names of both, however they are called. A middle name, or an initial, on one side is no difference. */
function likeGiven(a: Told, b: Told): 'same' | 'nickname' | 'like' | null {
  const pairs = givens(a).flatMap((one) => givens(b).map((other) => [one, other] as const))
  if (pairs.some(([one, other]) => one === other)) return 'same'
  const first = pairs.map(([one, other]) => [firstOf(one), firstOf(other)] as const)
  if (pairs.concat(first).some(([one, other]) => isNickname(one, other))) return 'nickname'
  if (first.some(([one, other]) => one === other)) return 'like'
  const initial = ([one, other]: readonly [string, string]): boolean => (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other))
  return first.some(initial) || pairs.some(([one, other]) => isTypo(one, other)) ? 'like' : null
}

function givens({ given, preferred }: Told): string[] {
  return [given, preferred].filter(Boolean)
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? ''
}

/** "Garcia" and "Garcia Lopez", or one typing error. */
function likeFamily(one: string, other: string): boolean {
  const [few, many] = [one.split(' '), other.split(' ')].sort((x, y) => x.length - y.length) as [string[], string[]]
  return few.every((word) => many.includes(word)) || isTypo(one, other)
}

/** A record with one name only, begun in a hurry. */
function onePart(a: Told, b: Told): boolean {
  const all = (it: Told): string[] => [...givens(it), it.family].filter(Boolean)
  return all(a).some((one) => all(b).some((other) => one === other || isNickname(one, other)))
}

/** One typing error in a word long enough that it is not simply another word: Ana and Eva are two people. */
function isTypo(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 4 && oneEdit(one, other)
}

/** Whether one letter was changed, left out, added, or two neighbours swapped (Damerau 1964: most typing errors are one of these). */
export function oneEdit(one: string, other: string): boolean {
  if (one === other) return false
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  return short.slice(at + 1) === long.slice(at + 1) || (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
}
