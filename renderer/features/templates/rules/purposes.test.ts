import { expect, it } from 'vitest'
import { templatePurpose } from '@shared/contract/views.ts'
import { holderOf, PURPOSES, reachedBy } from './purposes.ts'

const item = (id: string, fixedKey: number | null) => ({ id, draft: { name: id }, saved: { name: id, fixedKey } })

it('names every purpose there is, each once', () => {
  expect(Object.keys(PURPOSES).sort()).toEqual([...templatePurpose.options].sort())
  expect(new Set(Object.values(PURPOSES)).size).toBe(templatePurpose.options.length)
})

it('tells who else has a digit, and never for no digit', () => {
  const items = [item('a', 3), item('b', null), { id: 'new', draft: { name: '' }, saved: null }]
  expect(holderOf(items, 3, 'b')?.id).toBe('a')
  expect(holderOf(items, 3, 'a')).toBeUndefined()
  expect(holderOf(items, 4, 'b')).toBeUndefined()
  expect(holderOf(items, null, 'a')).toBeUndefined()
})

it('says how the desk comes to a template', () => {
  expect(reachedBy({ fixedKey: 3 }, 11)).toBe('Always key 3 at the desk')
  expect(reachedBy({ fixedKey: null }, 11)).toBe('At the desk by usefulness; place 12 in the practice’s order')
})
