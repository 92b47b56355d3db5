import type { NewEvent } from '@shared/events/index.ts'
import type { ConsentChange } from '@shared/contract/views.ts'
import { neverAutomatic } from '../conversations/number-marks.ts'
import { scheduledTexts, textById, textsWaitingToLeave } from '../conversations/texts.ts'
import { conversationById } from '../conversations/views.ts'
import { actorName } from '../practice/queries.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  optedOut: 'SELECT at FROM opt_outs WHERE number = ?',
  optOut: 'INSERT INTO opt_outs (number, at, how) VALUES (?, ?, ?) ON CONFLICT (number) DO NOTHING',
  optIn: 'DELETE FROM opt_outs WHERE number = ?',
  change: 'INSERT INTO consent_changes (id, number, at, change, how, wording, by_actor) VALUES (@id, @number, @at, @change, @how, @wording, @actor) ON CONFLICT (id) DO NOTHING',
  firstFrom: `SELECT c.at FROM contacts c CROSS JOIN texts t ON t.id = c.id WHERE c.conversation_id = ? AND c.type = 'text' AND t.direction = 'in' ORDER BY c.at, c.id LIMIT 1`,
  changes: 'SELECT at, change, how, wording, by_actor FROM consent_changes WHERE number = ? ORDER BY at DESC, id DESC',
})

/** Why a number cannot be texted. */
export type NotTextable = 'optedOut' | 'cannotText' | 'neverAutomatic'

/**
 * The one function that decides whether a number may be texted (DESIGN.md, "Consent"); every path asks it, when a text is queued and again
 * before it leaves. Only the one confirmation that the consent rule itself writes passes an opt-out.
 * @param by `person`; `rule` for what Rapport sends by itself; `consent` for that confirmation
 * @returns null when it may, else why not
 */
export function whyNotTexted(db: ReadableDB, number: string, by: 'person' | 'rule' | 'consent'): NotTextable | null {
  if (by !== 'consent' && optedOutAt(db, number) !== null) return 'optedOut'
  if (conversationById(db, number)?.textable === false) return 'cannotText'
  return by !== 'person' && neverAutomatic(db, number) ? 'neverAutomatic' : null
}

/** Since when this number takes no texts from us, or null when it may be texted. */
export function optedOutAt(db: ReadableDB, number: string): number | null {
  return (sql(db).optedOut.get(number) as { at: number } | undefined)?.at ?? null
}

/** Somebody wrote or called before a text left that was to leave later: one cancellation for each, which says so. */
export function cancelScheduled(db: ReadableDB, conversationId: string, why: string): Pick<NewEvent<'text.cancelled'>, 'kind' | 'body'>[] {
  return scheduledTexts(db, conversationId).map((text) => ({ kind: 'text.cancelled', body: { textId: text.id, why } }))
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
  const failed: NewEvent = { kind: 'text.failed', body: { textId, reason: reason.slice(0, 300), failureKind: 'optedOut' }, ...by }
  const conversationId = textById(db, textId)?.conversation_id
  if (conversationId === undefined || optedOutAt(db, conversationId) !== null) return [failed]
  return [
    failed,
    { kind: 'number.optedOut', body: { contactId: `${textId}:carrier`, conversationId, how: 'told the carrier to stop' }, ...by },
    ...cancelQueued(db, conversationId).map((event) => ({ ...event, ...by })),
  ]
}

export function putConsentChange(db: WritableDB, change: { id: string; number: string; at: number; change: 'out' | 'in' | 'given'; how: string; wording: string; actor: string }): void {
  sql(db).change.run(change)
}

/** Every change of a number's consent, the newest first. */
export function consentChanges(db: ReadableDB, number: string): ConsentChange[] {
  return (sql(db).changes.all(number) as (Omit<ConsentChange, 'by'> & { by_actor: string })[]).map(({ by_actor, ...change }) => ({ ...change, by: actorName(db, by_actor) }))
}

/** When this number first texted us, ms UTC; null for never. */
export function firstTextFrom(db: ReadableDB, number: string): number | null {
  return (sql(db).firstFrom.get(number) as { at: number } | undefined)?.at ?? null
}

export function putOptOut(db: WritableDB, number: string, at: number, how: string): void {
  sql(db).optOut.run(number, at, how)
}

export function dropOptOut(db: WritableDB, number: string): void {
  sql(db).optIn.run(number)
}
