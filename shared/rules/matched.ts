import type { MatchReason } from '../contract/views.ts'
import { oneEdit } from './duplicates.ts'
import { nameWords } from './fold.ts'
import { isNickname } from './nicknames.ts'
import type { Search } from './search.ts'

type Found = { names: readonly string[]; birthDate: string; phones: string }

/**
 * Why a person fits what was searched, where it does not show at once: a name that people use for the one typed, a name spelled a
 * little otherwise, the birth date, the digits of a number. `phones` is what the row shows, several parted by commas.
 * A name found as it was typed needs no reason.
 */
export function whyMatched(search: Search, { names, birthDate, phones }: Found): MatchReason[] {
  const written = names.flatMap((name) => name.split(/[\s-]+/)).filter(Boolean)
  const folded = written.flatMap((name) => nameWords(name).map((word) => ({ name, word })))
  const reasons = search.names.flatMap((typed): MatchReason[] => {
    if (folded.some(({ word }) => word.startsWith(typed))) return []
    const nick = folded.find(({ word }) => isNickname(typed, word))
    if (nick) return [{ kind: 'nickname', typed: capital(typed), name: nick.name }]
    const like = folded.find(({ word }) => oneEdit(typed, word))
    return like ? [{ kind: 'similar', name: like.name }] : []
  })
  const born = isBorn(search, birthDate) ? [{ kind: 'born', date: birthDate } as const] : []
  return [...reasons, ...born, ...(born.length > 0 ? [] : phoneOf(search.digits, phones))]
}

function isBorn({ birthDate, birthDay, digits }: Search, born: string): boolean {
  if (born === '') return false
  if (birthDate !== null) return born === birthDate
  if (birthDay !== undefined) return born.slice(5) === birthDay
  return digits !== null && isYear(digits) && born.startsWith(digits)
}

/** Whether four digits may be the year of a birth. */
export function isYear(digits: string): boolean {
  return /^(19|20)\d\d$/.test(digits)
}

function phoneOf(digits: string | null, phones: string): MatchReason[] {
  if (digits === null) return []
  const all = phones.split(', ').map((phone) => phone.replace(/\D/g, ''))
  // What is shown may lack the country code that was typed.
  const ends = all.some((phone) => phone.endsWith(digits) || (phone.length >= 7 && digits.endsWith(phone)))
  return ends || all.some((phone) => phone.includes(digits)) ? [{ kind: 'phone', ends, digits: ends ? digits.slice(-4) : digits }] : []
}

function capital(word: string): string {
  return word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())
}
