import type { NewEvent } from '@shared/events/index.ts'
import { textById, textsWaitingToLeave } from '../conversations/texts.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  optedOut: 'SELECT at FROM opt_outs WHERE number = ?',
  optOut: 'INSERT INTO opt_outs (number, at, how) VALUES (?, ?, ?) ON CONFLICT (number) DO NOTHING',
  optIn: 'DELETE FROM opt_outs WHERE number = ?',
})

/** Since when this number takes no texts from us, or null when it may be texted. */
export function optedOutAt(db: ReadableDB, number: string): number | null {
  return (sql(db).optedOut.get(number) as { at: number } | undefined)?.at ?? null
}

/** Whoever opts out gets nothing that has not left yet: one cancellation for each such text. */
export function cancelQueued(db: ReadableDB, conversationId: string): Pick<NewEvent<'text.cancelled'>, 'kind' | 'body'>[] {
  return textsWaitingToLeave(db)
    .filter((text) => text.conversation_id === conversationId)
    .map((text) => ({ kind: 'text.cancelled', body: { textId: text.id, why: 'They opted out before it left.' } }))
}

/**
 * The carrier refused a text because its number opted out there: the text failed and the number is opted out here too,
 * in one transaction.
 */
export function carrierOptOut(db: ReadableDB, textId: string, reason: string, at: number, actor: string): NewEvent[] {
  const by = { at, actor }
  const failed: NewEvent = { kind: 'text.failed', body: { textId, reason: reason.slice(0, 300) }, ...by }
  const conversationId = textById(db, textId)?.conversation_id
  if (conversationId === undefined || optedOutAt(db, conversationId) !== null) return [failed]
  return [
    failed,
    { kind: 'number.optedOut', body: { contactId: `${textId}:carrier`, conversationId, how: 'told the carrier to stop' }, ...by },
    ...cancelQueued(db, conversationId).map((event) => ({ ...event, ...by })),
  ]
}

export function putOptOut(db: WritableDB, number: string, at: number, how: string): void {
  sql(db).optOut.run(number, at, how)
}

export function dropOptOut(db: WritableDB, number: string): void {
  sql(db).optIn.run(number)
}
