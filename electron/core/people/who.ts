import type { NumberMark, WhoView } from '@shared/contract/views.ts'
import { rankCandidates, RUNNING_LATE, type Candidate } from '@shared/rules/who.ts'
import { lastChoice, lastPassed } from '../conversations/choices.ts'
import { alwaysAsks, markOf } from '../conversations/number-marks.ts'
import type { ReadableDB } from '../journal/database.ts'
import { everyIdOf, survivorOf } from './merged.ts'
import { patientsWithNumber } from './numbers.ts'
import { nextVisitAt, patientById, patientsByPhone, phonesOf } from './queries.ts'
import { fullNameOf, initialsOfPatient, shortNameOf, type PatientRecord } from './rows.ts'

/** A school has more pupils than anybody reads; further ones are found by name. */
const MOST = 200

type Known = { chosenId: string | null; callerName: string | null; mark: NumberMark | null; now: number; timeZone: string }

/**
 * Who a number belongs to (DESIGN.md, "Who is it"): one match is the person; several stay a question, ranked with reasons,
 * until somebody chooses; none is a new number with the carrier's name as a hint. A number marked as shared or as a facility's
 * is always a question. Whoever was chosen the last time is a reason, never the answer.
 */
export function whoIs(db: ReadableDB, number: string, { chosenId, callerName, mark, now, timeZone }: Known): WhoView {
  const matches = patientsByPhone(db, number)
  const chosen = chosenId === null ? null : patientById(db, survivorOf(db, chosenId))
  const patient = chosen ?? (matches.length === 1 && !alwaysAsks(mark) ? matches[0] : undefined)
  if (patient) return { kind: 'patient', patientId: patient.id, name: shortNameOf(patient), initials: initialsOfPatient(patient), shares: matches.length, chosen: chosen !== null }
  if (number.startsWith('withheld:')) return { kind: 'withheld' }
  const before = lastAnswer(db, number)
  if (matches.length === 0 && mark?.kind !== 'facility') return { kind: 'new', callerName, before: before && { patientId: before.patient.id, name: fullNameOf(before.patient), at: before.at } }
  const others = before && !matches.some(({ id }) => id === before.patient.id) ? [before.patient] : []
  const candidates = [...matches, ...others]
  const guarantors = new Set(candidates.map(({ guarantorId }) => guarantorId))
  const ranked = rankCandidates(
    candidates.map((match): Candidate => ({
      patientId: match.id,
      name: shortNameOf(match),
      nextVisitAt: nextVisitAt(db, match.id, now - RUNNING_LATE),
      ...lastWith(db, match.id),
      isGuarantor: guarantors.has(match.id),
      chosenAt: before?.patient.id === match.id ? before.at : null,
    })),
    now,
    timeZone,
  )
  const byId = new Map(candidates.map((match) => [match.id, match]))
  return {
    kind: 'household',
    name: mark?.kind === 'facility' ? mark.name : mark?.name || householdName(matches),
    candidates: ranked.slice(0, MOST).flatMap(({ patientId, reasons }) => {
      const match = byId.get(patientId)
      return match ? [{ patientId, name: fullNameOf(match), initials: initialsOfPatient(match), birthDate: match.birthDate, relation: match.relation, reasons }] : []
    }),
  }
}

/** The language of whoever has a number, where all of them have the same; else null. */
export function languageOfNumber(db: ReadableDB, number: string): string | null {
  const languages = new Set(patientsByPhone(db, number).map(({ language }) => language))
  const [only] = languages
  return languages.size === 1 ? only || null : null
}

function lastAnswer(db: ReadableDB, number: string): { patient: PatientRecord; at: number } | null {
  const last = lastChoice(db, number)
  const patient = last && patientById(db, survivorOf(db, last.patientId))
  return patient ? { patient, at: last.at } : null
}

/** The last call and text with one person, over any of their numbers. */
function lastWith(db: ReadableDB, patientId: string): { lastCallAt: number | null; lastTextAt: number | null } {
  const ids = everyIdOf(db, patientId)
  const passed = phonesOf(db, patientId).map(({ number }) => lastPassed(db, ids, number, !alwaysAsks(markOf(db, number)) && patientsWithNumber(db, number).length === 1))
  const newest = (times: (number | null)[]): number | null => times.reduce((one, other) => (other === null ? one : Math.max(one ?? 0, other)), null)
  return { lastCallAt: newest(passed.map(({ call }) => call)), lastTextAt: newest(passed.map(({ text }) => text)) }
}

/** "Rosa & Felix Grant", or "Rosa Grant & Felix Ortiz" where the family names differ. */
function householdName(members: readonly PatientRecord[]): string {
  const oldestFirst = [...members].sort((a, b) => a.birthDate.localeCompare(b.birthDate))
  const family = oldestFirst[0]?.familyName ?? ''
  const shown = oldestFirst.slice(0, 2)
  const more = members.length > 2 ? ` +${members.length - 2}` : ''
  if (shown.every((member) => member.familyName === family)) return `${shown.map((member) => member.givenName).join(' & ')} ${family}${more}`
  return `${shown.map(shortNameOf).join(' & ')}${more}`
}
