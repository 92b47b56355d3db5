import type { ConversationView, PatientView, PracticeView } from '@shared/contract/views.ts'
import type { FillContext } from '@shared/rules/template.ts'
import { MINUTE } from '@shared/time.ts'
import { fillContextOf } from '@renderer/store/fill-context.ts'

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

type Known = { practice: PracticeView; staffName: string | null; nextOpeningAt: number | null; now: number; language: string }

/** What a template is filled from in the preview. `card` is the patient's, when one was chosen and is there. */
export function previewContext(subject: Subject, card: PatientView | undefined, { nextOpeningAt, ...known }: Known): FillContext {
  const context = { ...fillContextOf({ ...known, card: subject.kind === 'patient' ? card : undefined, callbackAt: usualCallback(known.now) }), nextOpeningAt }
  return subject.kind === 'noVisits' ? { ...context, patient: { firstName: 'Alex', clinician: null, nextVisit: null, lastVisit: null } } : context
}
