import type { InsightEntry } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { conversationById, conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { rowsOf, timeOf, waitOf } from './figures.ts'
import type { Span } from './of.ts'

const waited = (id: FigureId): string => (id === 'recovered' || id === 'textsReplied' ? waitOf(id) : 'NULL')
const perFigure = (text: (id: FigureId) => string): Record<FigureId, string> => Object.fromEntries(FIGURES.map((id) => [id, text(id)])) as Record<FigureId, string>

const page = statements(perFigure((id) => `SELECT x.id, x.conversation_id, ${timeOf(id)} AS at, ${waited(id)} AS waited ${rowsOf(id)} ORDER BY 3 DESC, 1 DESC LIMIT @limit OFFSET @offset`))
const total = statements(perFigure((id) => `SELECT count(*) AS n ${rowsOf(id)}`))

type Row = { id: string; conversation_id: string; at: number; waited: number | null }

/** The contacts that a figure of a span was counted from, the newest first, and how many there are in all. */
export function listOf(db: ReadableDB, figure: FigureId, span: Span, limit: number, offset: number, now: number): { entries: InsightEntry[]; total: number } {
  const within = { from: span.from, to: span.to, now }
  const rows = page(db)[figure].all({ ...within, limit, offset }) as Row[]
  const entries = rows.map(({ id, conversation_id, at, waited: took }): InsightEntry => {
    const display = conversationById(db, conversation_id)?.display ?? conversation_id
    const name = conversationName(db, conversation_id, now)
    return { id, conversationId: conversation_id, at, name: name === display ? null : name, display, waited: took }
  })
  return { entries, total: (total(db)[figure].get(within) as { n: number }).n }
}
