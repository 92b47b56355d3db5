import { describe, expect, test } from 'vitest'
import type { MergeField, MergePreview } from '@shared/contract/views.ts'
import { isChoice, startsAs, takenOf } from './merge-choice.ts'

const entered = (value: string) => ({ value, by: 'Ana', at: null })
const side = (patientId: string, visits = 0): MergePreview['sides'][number] => ({ patientId, fullName: patientId, initials: 'P', birthDate: '', phones: [], alerts: [], visits, made: { by: 'Ana', at: null } })
const preview = (fields: Partial<Record<MergeField, [string, string]>>, visits: [number, number] = [0, 0]): MergePreview => ({
  sides: [side('a', visits[0]), side('b', visits[1])],
  fields: Object.entries(fields).map(([field, [one, other]]) => ({ field: field as MergeField, values: [entered(one), entered(other)] })),
})

describe('which record stays, as a start', () => {
  test('is the one the practice software knows, else the one with more visits, else the fuller, else the first', () => {
    expect(startsAs(preview({ externalId: ['', '17'] }, [5, 0]))).toBe(1)
    expect(startsAs(preview({ email: ['x', ''] }, [1, 2]))).toBe(1)
    expect(startsAs(preview({ email: ['', 'x'], channel: ['any', 'any'] }))).toBe(1)
    expect(startsAs(preview({}))).toBe(0)
  })
})

test('there is a choice only where both say something, and not the same', () => {
  const { fields } = preview({ givenName: ['Rosa', 'Rosita'], familyName: ['Grant', 'Grant'], email: ['', 'x'], channel: ['any', 'text'] })
  expect(fields.filter(isChoice).map(({ field }) => field)).toEqual(['givenName'])
})

test('what is taken from the record that goes is what was chosen there; turning the two round turns the choice too', () => {
  const both = preview({ givenName: ['Rosa', 'Rosita'], birthDate: ['1954-11-30', '1954-11-03'], email: ['', 'x'] })
  expect(takenOf(both, 0, {})).toEqual([])
  expect(takenOf(both, 0, { givenName: 1, birthDate: 0 })).toEqual(['givenName'])
  expect(takenOf(both, 1, { givenName: 1, birthDate: 0 })).toEqual(['birthDate'])
})
