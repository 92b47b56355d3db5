import { expect, test } from 'vitest'
import { openInWords } from './open-words.ts'

const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
const practice = { hours: { ...none, tue: [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:30' }], wed: [{ from: '20:00', to: '24:00' }] }, holidays: [{ date: '2026-03-17', name: 'St. Patrick’s Day' }] }

test('a day says when the doors are open, and a holiday which it is', () => {
  expect(openInWords('2026-03-10', practice)).toBe('8 AM to 12 PM, 1 PM to 5:30 PM')
  expect(openInWords('2026-03-11', practice)).toBe('8 PM to 12 AM')
  expect(openInWords('2026-03-15', practice)).toBe('closed')
  expect(openInWords('2026-03-17', practice)).toBe('closed, St. Patrick’s Day')
})
