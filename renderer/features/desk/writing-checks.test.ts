import { describe, expect, test } from 'vitest'
import { writingChecks } from './writing-checks.ts'

const WORDS = [{ word: 'prior authorization', plain: 'an OK from your insurance' }]
const ids = (body: string, language = 'en'): string[] => writingChecks(body, language, WORDS).map(({ id }) => id)

describe('how plainly a text is written', () => {
  test('passes in silence where there is nothing to say', () => {
    expect(ids('Hi Mari, see you Friday at 3:00. Call us if that does not suit you.')).toEqual([])
    expect(ids('')).toEqual([])
  })

  test('offers a plainer word, and puts it where the other stood', () => {
    const [check] = writingChecks('You need prior authorization first.', 'en', WORDS)
    expect(check).toMatchObject({ label: '“prior authorization”', better: { body: 'You need an OK from your insurance first.' } })
  })

  test('names a sign that makes a text cost more, and what to use for it', () => {
    const long = `We moved your visit – please tell us whether ${'that suits you '.repeat(4)}`
    expect(writingChecks(long, 'en', [])[0]).toMatchObject({ id: 'char –', better: { label: 'Use “-”' } })
    expect(ids('Yes – fine')).toEqual([])
  })

  test('says the grade of what is hard to read, and the longest sentence', () => {
    const hard = 'Notwithstanding unforeseen administrative considerations, subsequent appointment availability necessitates individualized confirmation by the responsible coordinating personnel before finalization of documentation requirements.'
    expect(writingChecks(hard, 'en', []).at(-1)).toMatchObject({ id: 'grade', message: expect.stringContaining('words') })
    expect(ids('Reimbursement documentation.')).toEqual([])
  })
})
