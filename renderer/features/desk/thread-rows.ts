import type { ContactView, VisitView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'

export type CallContact = Extract<ContactView, { type: 'call' }>
export type TextContact = Extract<ContactView, { type: 'text' }>

/** A thread as it is shown: days between, unanswered calls in a row together, and the visits that explain the rest. */
export type Row =
  | { kind: 'day'; id: string; at: number }
  | { kind: 'calls'; id: string; calls: CallContact[] }
  | { kind: 'visit'; id: string; visit: VisitView }
  | { kind: 'contact'; id: string; contact: Exclude<ContactView, CallContact> }

/**
 * The rows of a thread. Visits are shown from the oldest contact on, kept ones only: what was cancelled is on the card.
 * @param now ms UTC; visits still to come are not part of what passed
 */
export function rowsOf(contacts: readonly ContactView[], visits: readonly VisitView[], now: number, timeZone: string): Row[] {
  const ordered = [...contacts].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const from = ordered[0]?.at ?? now
  const entries: { at: number; row: Row }[] = [
    ...ordered.map((contact) => ({
      at: contact.at,
      row: contact.type === 'call' ? ({ kind: 'calls', id: contact.id, calls: [contact] } satisfies Row) : ({ kind: 'contact', id: contact.id, contact } satisfies Row),
    })),
    ...visits.filter((visit) => visit.status === 'kept' && visit.at >= from - 3 * 86_400_000 && visit.at <= now).map((visit) => ({ at: visit.at, row: { kind: 'visit', id: visit.id, visit } satisfies Row })),
  ].sort((a, b) => a.at - b.at)
  const rows: Row[] = []
  let day = ''
  for (const { at, row } of entries) {
    const key = dayKey(at, timeZone)
    if (key !== day) {
      day = key
      rows.push({ kind: 'day', id: `day ${key}`, at })
    }
    const before = rows.at(-1)
    if (row.kind === 'calls' && before?.kind === 'calls' && row.calls.every(isMissed) && before.calls.every(isMissed)) before.calls.push(...row.calls)
    else rows.push(row)
  }
  return rows
}

/** Whether a contact stands in this row. */
export function holds(row: Row, contactId: string): boolean {
  return row.kind === 'calls' ? row.calls.some(({ id }) => id === contactId) : row.kind === 'contact' && row.contact.id === contactId
}

function isMissed(call: CallContact): boolean {
  return call.state === 'missed' && call.direction === 'in'
}
