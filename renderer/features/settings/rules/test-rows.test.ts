import { expect, it } from 'vitest'
import { testRows } from './test-rows.ts'

const states = (...given: Parameters<typeof testRows>): string[] => testRows(...given).map(({ step, state }) => `${step} ${state}`)
const reached = { step: 'reached', ok: true, says: 'The server answers.' } as const
const nothingYet = { step: 'heard', ok: false, says: 'Nothing has come over it yet.' } as const

it('shows every step while the test is under way', () => {
  expect(states({ steps: null, refusal: null }, null)).toEqual(['reached trying', 'signedIn trying', 'heard trying'])
})

it('names the steps that were not tried because one failed', () => {
  const refused = { step: 'signedIn', ok: false, says: 'The password is wrong.' } as const
  expect(states({ steps: [reached, refused], refusal: null }, null)).toEqual(['reached ok', 'signedIn failed', 'heard notTried'])
})

it('turns "heard" by itself once something came over the line', () => {
  const steps = [reached, nothingYet]
  expect(states({ steps, refusal: null }, null)).toEqual(['reached ok', 'heard waiting'])
  expect(states({ steps, refusal: null }, 1)).toEqual(['reached ok', 'heard ok'])
})

it('shows no step where the test itself was refused', () => {
  expect(states({ steps: null, refusal: 'That line is no longer here.' }, null)).toEqual([])
})
