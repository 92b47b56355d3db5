import type { ConsentOfPerson } from '@shared/contract/views.ts'
import { csvOf } from '@renderer/ui/csv.ts'
import { changeInWords, howInWords } from './consent-words.ts'

/**
 * The consent record of one person for an audit, as CSV (RFC 4180): every change of every number, the newest first. Their name stands
 * nowhere in it.
 * @param when a moment, ms UTC, as it is to be read there
 * @param zone named in the heading of that column
 */
export function consentCsv({ numbers }: Pick<ConsentOfPerson, 'numbers'>, when: (at: number) => string, zone: string): string {
  const rows = numbers.flatMap(({ display, status, since, changes }) => {
    const wrote = status === 'theyWrote' && since !== null ? when(since) : ''
    if (changes.length === 0) return [[display, wrote, status === 'theyWrote' ? 'They wrote first' : 'Nothing noted', '', '', '']]
    return changes.map((change) => [display, when(change.at), changeInWords(change), howInWords(change), change.wording, change.by])
  })
  return csvOf([['Number', `When (${zone})`, 'Change', 'How', 'Wording', 'By'], ...rows])
}
