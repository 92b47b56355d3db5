import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TemplateView } from '../contract/views.ts'
import { rankTemplates } from './rank-templates.ts'

const template = (id: string, position: number, more: Partial<TemplateView> = {}): TemplateView => ({ id, name: id, position, texts: { en: id }, purpose: 'other', fixedKey: null, version: 1, uses: {}, ...more })
const keys = (templates: TemplateView[], need: Parameters<typeof rankTemplates>[1]): string => rankTemplates(templates, need).map(({ template: { id }, key }) => `${key ?? '-'}${id}`).join(' ')

describe('the order of templates', () => {
  const all = [template('a', 1), template('late', 2, { purpose: 'runningLate' }), template('b', 3), template('mine', 4, { fixedKey: 2 })]

  test('is the practice’s own where nothing is known, but for digits that are fixed', () => {
    expect(keys(all, null)).toBe('1a 2mine 3late 4b')
  })

  test('puts first what fits what they wait for', () => {
    expect(keys(all, 'runningLate')).toBe('1late 2mine 3a 4b')
  })

  test('puts before that what was used for it more often', () => {
    expect(keys([...all, template('used', 5, { uses: { runningLate: 4 } })], 'runningLate')).toBe('1used 2mine 3late 4a 5b')
    expect(keys([...all, template('used', 5, { uses: { billing: 4 } })], 'runningLate')).toBe('1late 2mine 3a 4b 5used')
  })

  test('holds a fixed digit also where there are few templates, and gives the tenth none', () => {
    expect(keys([template('x', 1, { fixedKey: 9 }), template('y', 2)], null)).toBe('1y 9x')
    const twelve = Array.from({ length: 12 }, (_, index) => template(`t${index}`, index))
    expect(rankTemplates(twelve, null).filter(({ key }) => key === null)).toHaveLength(3)
  })

  test('names each template once and each digit at most once, whatever there is', () => {
    const some = fc.array(fc.record({ fixedKey: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }), late: fc.boolean() }), { maxLength: 30 })
    fc.assert(fc.property(some, (rows) => {
      const taken = new Set<number>()
      const templates = rows.map(({ fixedKey, late }, index) => {
        const free = fixedKey !== null && !taken.has(fixedKey)
        if (free) taken.add(fixedKey)
        return template(`t${index}`, index, { fixedKey: free ? fixedKey : null, purpose: late ? 'runningLate' : 'other' })
      })
      const ranked = rankTemplates(templates, 'runningLate')
      expect(ranked.map((one) => one.template.id).toSorted()).toEqual(templates.map(({ id }) => id).toSorted())
      const digits = ranked.flatMap(({ key }) => key ?? [])
      expect(new Set(digits).size).toBe(digits.length)
      expect(ranked.filter(({ template: { fixedKey }, key }) => fixedKey !== null && key !== fixedKey)).toEqual([])
    }))
  })
})
