import type { ConversationView, PatientView, VisitView } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { CHILD_UNTIL, type SayFacts, type Speaker } from '@shared/rules/say.ts'
import { isSensitiveLine, sensitivityOf } from '@shared/rules/sensitive.ts'
import { isVerified } from '@shared/rules/verified.ts'

type Practice = { timeZone: string; language: string }

/** What the Say line is made of, from the card and the conversation. */
export function sayFactsOf(patient: PatientView, conversation: ConversationView, practice: Practice, now: number): SayFacts {
  const { preferredName, givenName } = patient
  return {
    name: { text: preferredName.trim() || givenName, preferred: preferredName.trim() !== '' },
    language: patient.language || practice.language,
    languageIsTheirs: patient.language !== '',
    speaker: speakerOf(patient, conversation, now, practice.timeZone),
    verified: isVerified(conversation.verified, now),
    lastVisit: lastVisitOf(patient, now),
    missedAt: conversation.missedAt,
    promise: conversation.promise,
  }
}

/** The visits they came to last, the newest first. */
export function lastVisitsOf({ visits }: Pick<PatientView, 'visits'>, now: number, count: number): VisitView[] {
  return visits.filter((visit) => visit.status === 'kept' && visit.at <= now).slice(0, count)
}

/** The visit they came to last. */
export function lastVisitOf(patient: Pick<PatientView, 'visits'>, now: number): VisitView | null {
  return lastVisitsOf(patient, now, 1)[0] ?? null
}

/** The visit that is booked next. */
export function nextVisitOf({ visits }: Pick<PatientView, 'visits'>, now: number): VisitView | null {
  return visits.findLast((visit) => visit.status === 'booked' && visit.at > now) ?? null
}

/** Who speaks, as far as the number and the age tell. */
function speakerOf(patient: PatientView, { id, mark }: ConversationView, now: number, timeZone: string): Speaker {
  const years = patient.birthDate === '' ? null : ageOn(patient.birthDate, now, timeZone)
  if (years !== null && years < CHILD_UNTIL) return 'forChild'
  const phone = patient.phones.find(({ number }) => number === id)
  if (phone?.label === 'carer' || mark?.kind === 'facility') return 'carer'
  return phone && mark?.kind !== 'shared' ? 'them' : 'otherNumber'
}

/** Whether what a visit was for, and its note, are shown only once the birth date was checked. A visit still to come has no note: its reason says it. */
export function isHidden(visit: VisitView, verified: boolean): boolean {
  return !verified && (visit.status === 'booked' ? isSensitiveLine(`${visit.reason} ${visit.note}`) : sensitivityOf(visit) !== null)
}
