import { expect, it } from 'vitest'
import { readAppearance } from './appearance.ts'

it('reads what was chosen', () => {
  expect(readAppearance('{"theme":"dark","textSize":125}')).toEqual({ theme: 'dark', textSize: 125 })
})

it('takes nothing, broken text and unknown values as not chosen', () => {
  for (const kept of [null, '', '{', '[]', '3', '{"theme":"pink","textSize":500}']) {
    expect(readAppearance(kept)).toEqual({ theme: 'system', textSize: 100 })
  }
})
