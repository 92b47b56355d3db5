import type { ConversationView, PatientView, PracticeView } from '@shared/contract/views.ts'
import type { FillContext } from '@shared/rules/template.ts'
import { MINUTE } from '@shared/time.ts'

/** For whom a preview is filled: a patient at the desk now, or one of two people whom nothing much is known about. */
export type Subject = { kind: 'patient'; patientId: string } | { kind: 'noVisits' } | { kind: 'newNumber' }

/** The patients whose conversations are known, the newest first, each once. */
export function patientsAtDesk(conversations: readonly ConversationView[], most = 30): { patientId: string; name: string }[] {
  const found = new Map<string, string>()
  for (const { who } of [...conversations].sort((a, b) => b.lastAt - a.lastAt)) {
    if (who.kind === 'patient' && found.size < most && !found.has(who.patientId)) found.set(who.patientId, who.name)
  }
  return [...found].map(([patientId, name]) => ({ patientId, name }))
}

const HALF_HOUR = 30 * MINUTE

/** The time the desk would promise now: the next half hour that leaves at least half an hour. */
export function usualCallback(now: number): number {
  return Math.ceil((now + HALF_HOUR) / HALF_HOUR) * HALF_HOUR
}

type Known = { practice: PracticeView; staffName: string | null; now: number; language: string }

/** What a template is filled from in the preview. `card` is the patient's, when one was chosen and is there. */
export function previewContext(subject: Subject, card: PatientView | undefined, { practice, staffName, now, language }: Known): FillContext {
  return {
    practice: { name: practice.name, phone: practice.phone || null, timeZone: practice.timeZone, formsLink: practice.formsLink || null, directionsLink: practice.directionsLink || null },
    patient: patientOf(subject, card, now),
    staffName,
    callbackAt: usualCallback(now),
    now,
    language,
  }
}

function patientOf(subject: Subject, card: PatientView | undefined, now: number): FillContext['patient'] {
  if (subject.kind === 'newNumber') return null
  if (subject.kind === 'noVisits') return { firstName: 'Alex', clinician: null, nextVisit: null, lastVisit: null }
  if (!card) return null
  const inOrder = [...card.visits].sort((a, b) => a.at - b.at)
  return {
    firstName: card.calledName,
    clinician: card.clinician || null,
    nextVisit: inOrder.find(({ at, status }) => status === 'booked' && at >= now) ?? null,
    lastVisit: inOrder.findLast(({ at, status }) => status === 'kept' && at <= now) ?? null,
  }
}
