import { expect, it } from 'vitest'
import { countSegments } from '@shared/rules/segments.ts'
import { cost } from './cost.ts'

it('says how full one text is', () => {
  expect(cost(countSegments('x'.repeat(120)))).toEqual({ parts: '1 text, 120 of 160 letters', reason: null })
})

it('names the letter that makes a text cost two', () => {
  const { parts, reason } = cost(countSegments(`${'x'.repeat(80)}á`))
  expect(parts).toBe('goes out as 2 texts, 81 letters')
  expect(reason).toContain('“á”')
})

it('gives no reason where the letter costs nothing', () => {
  expect(cost(countSegments('Está bien')).reason).toBeNull()
})
