import { describe, expect, it } from 'vitest'
import type { PatientView } from '@shared/contract/views.ts'
import { changesOf, isTouched, problemsOf, startValues, type FormValues, type Reading } from './form-values.ts'

const reading: Reading = { order: 'mdy', now: Date.UTC(2025, 2, 11, 15), timeZone: 'America/Chicago' }

const maria: PatientView = {
  id: 'p1', givenName: 'Maria', familyName: 'Alvarez', preferredName: 'Mari', pronouns: 'she/her', birthDate: '1967-03-04', language: 'es', email: '',
  channel: 'text', timeOfDay: 'morning', clinician: 'Dr. Chen', alerts: ['Hard of hearing, left ear'], guarantorId: null, relation: '', patientSince: '2016', externalId: '',
  fullName: 'Maria “Mari” Alvarez', calledName: 'Mari', initials: 'MA', phones: [{ number: '+15550100177', display: '(555) 010-0177', label: 'mobile', optedOutAt: null, mark: null }],
  visits: [], household: [], differences: [], preferences: [], followUps: [], merged: [], lastChanges: [],
}

const changes = (touched: Partial<FormValues>, patient: PatientView | null = maria, prefill = {}) => changesOf(patient, prefill, touched, reading)

describe('what the form sends for somebody who is there', () => {
  it('is nothing when nothing was touched', () => {
    expect(changes({})).toEqual({})
  })

  it('is only the fields that differ, trimmed', () => {
    expect(changes({ preferredName: ' Mari ', email: ' mari@example.org ' })).toEqual({ email: 'mari@example.org' })
  })

  it('is the date in ISO, and nothing when the same day was written differently', () => {
    expect(changes({ birthDate: '3/5/67' })).toEqual({ birthDate: '1967-03-05' })
    expect(changes({ birthDate: 'mar 4 1967' })).toEqual({})
    expect(changes({ birthDate: '' })).toEqual({ birthDate: '' })
  })

  it('leaves a field alone that a colleague changed meanwhile and nobody touched here', () => {
    const meanwhile = { ...maria, clinician: 'Dr. Ortiz' }
    expect(changes({ pronouns: 'they/them' }, meanwhile)).toEqual({ pronouns: 'they/them' })
  })

  it('drops phone lines and alerts that were left empty', () => {
    expect(changes({ phones: [{ number: '(555) 010-0177', label: 'mobile' }, { number: '  ', label: 'home' }], alerts: ['Hard of hearing, left ear', ' '] })).toEqual({})
    expect(changes({ phones: [] })).toEqual({ phones: [] })
  })

  it('sends a number that came with the form', () => {
    const phones = [{ number: '+15550100999', label: 'mobile' as const }]
    expect(changes({}, maria, { phones })).toEqual({ phones })
  })
})

describe('what the form sends for somebody new', () => {
  it('is everything that is not empty, also what was known before', () => {
    const prefill = { phones: [{ number: '(555) 010-0142', label: 'mobile' as const }], guarantorId: 'p1' }
    expect(changes({ givenName: 'Devon', channel: 'call' }, null, prefill)).toEqual({ givenName: 'Devon', channel: 'call', ...prefill })
  })
})

describe('the form', () => {
  it('shows an empty phone line where there is no phone, and a date as it is written here', () => {
    const start = startValues({ ...maria, phones: [] }, {}, 'dmy')
    expect(start.phones).toEqual([{ number: '', label: 'mobile' }])
    expect(start.birthDate).toBe('4/3/1967')
    expect(start.patientSince).toBe('2016')
  })

  it('counts as touched only while something differs from how it began', () => {
    const start = startValues(maria, {}, 'mdy')
    expect(isTouched(start, {})).toBe(false)
    expect(isTouched(start, { givenName: 'Maria' })).toBe(false)
    expect(isTouched(start, { givenName: 'Marie' })).toBe(true)
  })

  it('needs at least one name, and says what is wrong elsewhere', () => {
    const start = startValues(null, {}, 'mdy')
    expect(problemsOf(start, reading)).toEqual({ givenName: 'Write at least one name.' })
    expect(problemsOf({ ...start, preferredName: 'Mari' }, reading)).toEqual({})
    expect(Object.keys(problemsOf({ ...start, givenName: 'A', birthDate: 'x', email: 'x', patientSince: 'x' }, reading)).sort()).toEqual(['birthDate', 'email', 'patientSince'])
  })
})
