import type { PatientView, PracticeView } from '@shared/contract/views.ts'
import type { FillContext } from '@shared/rules/template.ts'

type Known = { practice: PracticeView; card: PatientView | undefined; staffName: string | null; callbackAt: number | null; nextOpeningAt?: number | null; now: number; language: string }

/** What a template is filled from, told from a patient's card: the next booked and the last kept visit. Times are ms UTC. */
export function fillContextOf({ practice, card, ...rest }: Known): FillContext {
  return {
    ...rest,
    practice: { name: practice.name, phone: practice.phone || null, timeZone: practice.timeZone, formsLink: practice.formsLink || null, directionsLink: practice.directionsLink || null },
    patient: card ? { firstName: card.calledName, lastName: card.familyName, clinician: card.clinician || null, ...visitsAround(card, rest.now) } : null,
  }
}

function visitsAround({ visits }: PatientView, now: number) {
  const inOrder = [...visits].sort((a, b) => a.at - b.at)
  return {
    nextVisit: inOrder.find(({ at, status }) => status === 'booked' && at >= now) ?? null,
    lastVisit: inOrder.findLast(({ at, status }) => status === 'kept' && at <= now) ?? null,
  }
}
