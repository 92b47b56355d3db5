import { expect, it } from 'vitest'
import { notSentWhy } from '@shared/contract/views.ts'
import { NOT_SENT_WORDS, notSentWords } from './not-sent-words.ts'

it('has plain words of its own for every reason, which go on after a colon', () => {
  const words = notSentWhy.options.map((why) => NOT_SENT_WORDS[why])
  expect(new Set(words).size).toBe(notSentWhy.options.length)
  for (const said of words) expect(said).toMatch(/^(?:Rapport|[a-z]).*[^.]$/)
})

it('says of a text what would be wrong of a call', () => {
  expect(notSentWords('texting')).toBe('in the middle of texting with us')
  expect(notSentWords('texting', 'text')).toBe('it asked for no answer')
  expect(notSentWords('optedOut', 'text')).toBe(notSentWords('optedOut', 'call'))
})
