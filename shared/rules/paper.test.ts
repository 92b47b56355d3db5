import { expect, test } from 'vitest'
import { paperOf } from './paper.ts'

test('North America prints on Letter, all else on A4', () => {
  expect(['US', 'CA', 'MX', 'GB', 'DE', 'BR', 'AU'].map(paperOf)).toEqual(['Letter', 'Letter', 'Letter', 'A4', 'A4', 'A4', 'A4'])
})
