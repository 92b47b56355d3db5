import type { InsightEntry } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { conversationById, conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { pageOf } from './figures.ts'
import type { Span } from './of.ts'

const sql = statements(Object.fromEntries(FIGURES.map((id) => [id, pageOf(id)])) as Record<FigureId, string>)

type Row = { id: string; conversation_id: string; at: number; waited: number | null; total: number }

/** The contacts that a figure of a span was counted from, the newest first, and how many there are in all. */
export function listOf(db: ReadableDB, figure: FigureId, span: Span, limit: number, offset: number, now: number): { entries: InsightEntry[]; total: number } {
  const page = (size: number, from: number): Row[] => sql(db)[figure].all({ from: span.from, to: span.to, now, limit: size, offset: from }) as Row[]
  const rows = page(limit, offset)
  // Past the end no row tells how many there are.
  const total = (rows[0] ?? (offset > 0 ? page(1, 0)[0] : undefined))?.total ?? 0
  const entries = rows.map(({ id, conversation_id, at, waited: took }): InsightEntry => {
    const display = conversationById(db, conversation_id)?.display ?? conversation_id
    const name = conversationName(db, conversation_id, now)
    return { id, conversationId: conversation_id, at, name: name === display ? null : name, display, waited: took }
  })
  return { entries, total }
}
