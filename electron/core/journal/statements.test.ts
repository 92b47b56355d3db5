import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { statements } from './statements.ts'

const sql = statements({ some: 'SELECT value FROM json_each(?) LIMIT ?', named: 'SELECT value FROM json_each(@list) LIMIT @limit OFFSET @offset', fixed: 'SELECT value FROM json_each(?) LIMIT 1' })
const LIST = '[1,2,3]'

test('a limit that is given is no bare parameter, which SQLite would plan anew for at each call, and limits all the same', () => {
  const db = new Database(':memory:')
  const { some, named, fixed } = sql(db)
  expect([some, named, fixed].map(({ source }) => source.slice(source.indexOf('LIMIT')))).toEqual(['LIMIT (? + 0)', 'LIMIT (@limit + 0) OFFSET @offset', 'LIMIT 1'])
  expect([some.all(LIST, 2), named.all({ list: LIST, limit: 1, offset: 1 }), fixed.all(LIST)].map((rows) => rows.length)).toEqual([2, 1, 1])
  expect(sql(db).some).toBe(some)
  db.close()
})
