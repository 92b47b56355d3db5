import { describe, expect, it } from 'vitest'
import type { ConversationView, PatientView, PracticeView } from '@shared/contract/views.ts'
import { fillTemplate } from '@shared/rules/template.ts'
import { DAY, MINUTE } from '@shared/time.ts'
import { patientsAtDesk, previewContext, usualCallback, type Subject } from './subject.ts'

const now = Date.UTC(2026, 2, 10, 15, 10)
const practice = { name: 'Lakeside', phone: '', timeZone: 'America/Chicago', formsLink: '', directionsLink: '' } as PracticeView
const visit = (at: number, status: 'kept' | 'booked' | 'cancelled') => ({ id: String(at), at, status, clinician: 'Dr. Chen', reason: '', note: '', matter: null })
const card = { calledName: 'Mari', clinician: '', visits: [visit(now + 9 * DAY, 'booked'), visit(now + 2 * DAY, 'cancelled'), visit(now + 3 * DAY, 'booked'), visit(now - DAY, 'kept')] } as unknown as PatientView
const known = { practice, staffName: 'Ana', nextOpeningAt: now + DAY, now, language: 'en' }

describe('previewContext', () => {
  it('takes the next visit that still stands, and the last that was kept', () => {
    const { patient } = previewContext({ kind: 'patient', patientId: 'p' }, card, known)
    expect(patient?.nextVisit?.at).toBe(now + 3 * DAY)
    expect(patient?.lastVisit?.at).toBe(now - DAY)
  })

  it('leaves open what is not known, so that the preview can show it', () => {
    const text = '{first name} {next visit} {practice phone}'
    expect(fillTemplate(text, previewContext({ kind: 'noVisits' }, undefined, known)).unfilled).toEqual(['next visit', 'practice phone'])
    expect(fillTemplate(text, previewContext({ kind: 'newNumber' }, card, known)).unfilled).toEqual(['first name', 'next visit', 'practice phone'])
  })
})

it('takes the branch of a condition that is true for whom it reads', () => {
  const text = '{if next visit}See you {next visit day}.{else}Shall we find a time?{end}{if next opening} We open at {next opening}.{end}'
  const read = (subject: Subject) => fillTemplate(text, previewContext(subject, subject.kind === 'patient' ? card : undefined, known)).text
  expect(read({ kind: 'patient', patientId: 'p' })).toBe('See you Friday, March 13. We open at Wednesday, March 11 at 10:10 AM.')
  expect(read({ kind: 'noVisits' })).toBe('Shall we find a time? We open at Wednesday, March 11 at 10:10 AM.')
})

it('offers each patient once, whoever was there last first', () => {
  const conversation = (lastAt: number, patientId: string | null) =>
    ({ lastAt, who: patientId ? { kind: 'patient', patientId, name: patientId, initials: '', shares: 1 } : { kind: 'withheld' } }) as ConversationView
  expect(patientsAtDesk([conversation(1, 'a'), conversation(3, 'b'), conversation(4, null), conversation(2, 'b')]).map(({ patientId }) => patientId)).toEqual(['b', 'a'])
})

it('promises a callback at a half hour that is at least half an hour away', () => {
  expect(usualCallback(now)).toBe(now + 50 * MINUTE)
  expect(usualCallback(now + 20 * MINUTE)).toBe(now + 50 * MINUTE)
})
