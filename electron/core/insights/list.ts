import type { InsightEntry } from '@shared/contract/views.ts'
import { FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { conversationById, conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { listOfFigure } from './figures.ts'
import { parametersOf, type Span } from './of.ts'

const pages = statements(Object.fromEntries(FIGURES.map((id) => [id, listOfFigure(id).page])) as Record<FigureId, string>)
const totals = statements(Object.fromEntries(FIGURES.map((id) => [id, listOfFigure(id).total])) as Record<FigureId, string>)

type Row = { id: string; at: number; took: number | null }

/** The contacts that a figure of a span was counted from, the newest first, and how many there are in all. */
export function listOf(db: ReadableDB, figure: FigureId, span: Span, limit: number, offset: number, now: number): { entries: InsightEntry[]; total: number } {
  const of = parametersOf(db, span, now)
  const entries = (pages(db)[figure].all({ ...of, limit, offset }) as Row[]).map(({ id, at, took }): InsightEntry => {
    const conversationId = conversationOfContact(db, id) ?? ''
    const display = conversationById(db, conversationId)?.display ?? conversationId
    const name = conversationName(db, conversationId, now)
    return { id, conversationId, at, name: name === display ? null : name, display, waited: took }
  })
  return { entries, total: (totals(db)[figure].get(of) as { n: number }).n }
}
