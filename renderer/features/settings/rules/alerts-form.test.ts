import { expect, it } from 'vitest'
import { anyAlert, minuteChoices } from './alerts-form.ts'

it('offers the usual minutes, and those that are set already', () => {
  expect(minuteChoices(null)).toEqual([5, 10, 15, 20, 30, 60])
  expect(minuteChoices(15)).toEqual([5, 10, 15, 20, 30, 60])
  expect(minuteChoices(25)).toEqual([5, 10, 15, 20, 25, 30, 60])
})

it('knows when nobody would be called out', () => {
  const never = { calls: null, voicemails: null, texts: null, sound: true }
  expect(anyAlert(never)).toBe(false)
  expect(anyAlert({ ...never, texts: 5 })).toBe(true)
})
