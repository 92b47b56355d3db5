import type { Search } from '@shared/rules/search.ts'
import { isYear } from '@shared/rules/matched.ts'
import { nicknamesOf } from '@shared/rules/nicknames.ts'
import type { ReadableDB } from '../journal/database.ts'
import { similarWords } from './name-words.ts'

/** Which statement of search.ts, and its parameters; `plain` where a name shows by itself why it fits. Tiers of one question never have a person in common. */
export type Tier = { by: 'words' | 'wordsEnds' | 'wordsDigits' | 'wordsDay' | 'wordsNotDigits' | 'ends' | 'digits' | 'day'; parameters: unknown[]; plain?: boolean }

/** More words than this are no name; they are searched as they stand. */
const MOST_WORDS = 6

/** Fewer digits are no ending: they stand in thousands of numbers, and no index holds them. */
const ENDING = 4

const all = (terms: readonly string[]): string => terms.join(' AND ')
const any = (terms: readonly string[]): string => (terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`)
const quoted = (word: string): string => `"${word.replaceAll('"', '')}"`

/**
 * The best fit first: the words as whole names, as beginnings of names, as nicknames, and last, where the others found few, with one typing
 * error in one of them (`few` is asked when it is their turn). Numbers that end with the digits come before numbers that merely have them; four digits may also be a year of birth.
 */
export function tiersOf(db: ReadableDB, { names, digits, birthDate, birthDay }: Search, few: () => boolean): Iterable<Tier> {
  if (names.length === 0 && birthDate) return [{ by: 'words', parameters: [quoted(birthDate.replaceAll('-', ''))] }]
  if (names.length === 0 && birthDay !== undefined) return [{ by: 'day', parameters: [birthDay] }]
  if (names.length === 0) return digits ? digitTiers(digits) : []
  return nameTiers(db, { names, digits, birthDate, birthDay }, few)
}

function digitTiers(digits: string): Tier[] {
  const phrase = quoted(digits)
  const has: Tier = { by: 'digits', parameters: [phrase, ...ending(digits)] }
  const tiers: Tier[] = digits.length >= ENDING ? [{ by: 'ends', parameters: ending(digits) }, has] : [has]
  return isYear(digits) ? [...tiers, { by: 'wordsNotDigits', parameters: [`${phrase}*`, phrase] }] : tiers
}

function* nameTiers(db: ReadableDB, { names, digits, birthDate, birthDay }: Search, few: () => boolean): Generator<Tier> {
  // A run of digits may be a phone or a birth date; a date that was read as one is not searched as a phone too.
  const born = birthDate ? ` AND ${quoted(birthDate.replaceAll('-', ''))}` : ''
  function* narrowed(match: string, plain = false): Generator<Tier> {
    if (birthDay !== undefined) yield { by: 'wordsDay', parameters: [match, birthDay] }
    else if (!digits || birthDate) yield { by: 'words', parameters: [match + born], plain: plain && born === '' }
    else {
      if (digits.length >= ENDING) yield { by: 'wordsEnds', parameters: [match, ...ending(digits)] }
      yield { by: 'wordsDigits', parameters: [match, quoted(digits), ...ending(digits)] }
      if (isYear(digits)) yield { by: 'wordsNotDigits', parameters: [`(${match}) AND ${quoted(digits)}*`, quoted(digits)] }
    }
  }
  const whole = all(names.map(quoted))
  const begun = names.map((name) => `${quoted(name)}*`)
  yield* narrowed(whole, true)
  yield* narrowed(`(${all(begun)}) NOT (${whole})`, true)
  if (names.length > MOST_WORDS) return
  const nicks = names.map(nicknamesOf)
  const called = begun.map((term, at) => any([term, ...(nicks[at] ?? []).map(quoted)]))
  if (nicks.some((some) => some.length > 0)) yield* narrowed(`(${all(called)}) NOT (${all(begun)})`)
  if (!few()) return
  const similar = names.map((name) => similarWords(db, name))
  const oneWrong = similar.flatMap((words, at) => (words.length === 0 ? [] : [`(${all(called.with(at, any(words.map(quoted))))})`]))
  if (oneWrong.length > 0) yield* narrowed(`${any(oneWrong)} NOT (${all(called)})`)
}

/** Parameters of an ending: its last four digits, which the index knows, how long it is (counted from the end), and all of it. */
function ending(digits: string): unknown[] {
  return [digits.slice(-ENDING), -digits.length, digits]
}
