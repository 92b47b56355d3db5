import { expect, test } from 'vitest'
import { matchesLock } from './lib/install.mjs'

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/react': { version: '19.3.1' },
  'node_modules/better-sqlite3': { name: 'better-sqlite3-multiple-ciphers', version: '13.0.3' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
}
const { '': _, 'node_modules/fsevents': __, ...installed } = wanted

test('what npm installed on this system matches, without the packages for other systems', () => {
  expect(matchesLock(wanted, installed)).toBe(true)
})

test('another version, another package of that name or a missing package does not match', () => {
  expect(matchesLock(wanted, { ...installed, 'node_modules/react': { version: '19.3.0' } })).toBe(false)
  expect(matchesLock(wanted, { ...installed, 'node_modules/better-sqlite3': { version: '13.0.3' } })).toBe(false)
  expect(matchesLock(wanted, { 'node_modules/react': { version: '19.3.1' } })).toBe(false)
})
