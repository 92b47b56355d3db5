import { createHash } from 'node:crypto'
import type { HistoryOutcome } from '@shared/contract/views.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { callStateOf, type CallRow } from './calls.ts'
import type { TextRow } from './texts.ts'

/**
 * What a call, text or note came to, by whom of the desk and over which line. There are few different ones (some hundred in a
 * practice), so each is kept once, under a number that is made of it; the contact keeps that number, and an index by it finds any of them in order.
 */
export type Kind = { outcome: HistoryOutcome; /** Whether it came from them. */ inbound: boolean; staffId: string | null; lineId: string | null }

const sql = statements({
  add: 'INSERT INTO contact_kinds (id, outcome, inbound, staff_id, line_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  matching: `SELECT id FROM contact_kinds WHERE (@outcome IS NULL OR outcome = @outcome) AND (@staffId IS NULL OR staff_id = @staffId) AND (@lineId IS NULL OR line_id = @lineId)`,
  lines: 'SELECT id, line_id AS lineId FROM contact_kinds',
})

/** The number of a kind, which is there from now on. One whose last contact became something else stays. */
export function keepKind(db: WritableDB, { outcome, inbound, staffId, lineId }: Kind): number {
  const id = numberOfKind(outcome, inbound ? 1 : 0, staffId, lineId)
  sql(db).add.run(id, outcome, inbound ? 1 : 0, staffId, lineId)
  return id
}

/** The same wherever and whenever it is made: 44 bits, of which some thousand kinds have two alike once in thirty million practices. */
export function numberOfKind(...kind: [outcome: string, inbound: number, staffId: string | null, lineId: string | null]): number {
  return Number.parseInt(createHash('sha256').update(JSON.stringify(kind)).digest('hex').slice(0, 11), 16)
}

/** The numbers of all kinds of which these hold. */
export function kindsWith(db: ReadableDB, { outcome, staffId, lineId }: { [Name in Exclude<keyof Kind, 'inbound'>]?: Kind[Name] | undefined }): number[] {
  return (sql(db).matching.all({ outcome: outcome ?? null, staffId: staffId ?? null, lineId: lineId ?? null }) as { id: number }[]).map(({ id }) => id)
}

/** The line of each kind. */
export function linesOfKinds(db: ReadableDB): Map<number, string | null> {
  return new Map((sql(db).lines.all() as { id: number; lineId: string | null }[]).map(({ id, lineId }) => [id, lineId]))
}

export function kindOfCall(call: CallRow): Kind {
  return { outcome: outcomeOfCall(call), inbound: call.direction === 'in', staffId: call.answered_staff, lineId: call.line_id }
}

export function kindOfText(text: Pick<TextRow, 'direction' | 'state' | 'automatic' | 'by_actor' | 'line_id'>): Kind {
  return { outcome: outcomeOfText(text), inbound: text.direction === 'in', staffId: text.by_actor, lineId: text.line_id }
}

export function kindOfNote(actor: string): Kind {
  return { outcome: 'note', inbound: false, staffId: actor, lineId: null }
}

function outcomeOfCall(call: CallRow): HistoryOutcome {
  const state = callStateOf(call)
  if (state === 'missed') return call.direction === 'in' ? 'missed' : 'noAnswer'
  return state === 'ended' || state === 'connected' ? 'answered' : state
}

/** A text that may not have left is a failed one to the desk: somebody has to look after it. */
function outcomeOfText(text: Pick<TextRow, 'direction' | 'state' | 'automatic'>): HistoryOutcome {
  if (text.direction === 'in') return 'textIn'
  if (text.state === 'failed' || text.state === 'unknown') return 'failed'
  if (text.state === 'cancelled') return 'cancelled'
  return text.automatic === 1 ? 'automatic' : 'textOut'
}
