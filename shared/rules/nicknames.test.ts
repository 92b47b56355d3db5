import { expect, test } from 'vitest'
import { isNickname, nicknamesOf } from './nicknames.ts'

test('every nickname of a name has that name among its own, and none is a name of itself', () => {
  for (const name of ['robert', 'bob', 'francisco', 'paco', 'elizabeth', 'liz', 'guadalupe', 'lupe', 'alex', 'jose', 'pepe']) {
    const others = nicknamesOf(name)
    expect(others.length).toBeGreaterThan(0)
    expect(others.filter((other) => other === name || !nicknamesOf(other).includes(name) || !isNickname(name, other))).toEqual([])
  }
})

test('María and José are two names, though many people have both', () => {
  expect([isNickname('maria', 'jose'), nicknamesOf('zzyzx')]).toEqual([false, []])
})
