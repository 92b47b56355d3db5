import type { MatchReason } from '@shared/contract/views.ts'
import { assertNever } from '@shared/assert.ts'
import { plainDate } from './format.ts'

/** Why a search found somebody, in a few words; empty where their name says it. A nickname is a guess of ours and is said as one. */
export function whyFound(why: readonly MatchReason[]): string {
  return why.map(inWords).join(', ')
}

/** Whether the birth date is among the reasons, and need not be said again beside them. */
export function saysBirthDate(why: readonly MatchReason[]): boolean {
  return why.some(({ kind }) => kind === 'born')
}

function inWords(reason: MatchReason): string {
  switch (reason.kind) {
    case 'nickname':
      return `${reason.typed} can be ${reason.name}`
    case 'similar':
      return `similar: ${reason.name}`
    case 'born':
      return `born ${plainDate(reason.date)}`
    case 'phone':
      return reason.ends ? `phone ends ${reason.digits}` : `phone has ${reason.digits}`
    default:
      return assertNever(reason)
  }
}
