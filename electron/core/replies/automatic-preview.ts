import type { AutomaticSettings, PracticeView, TextBackPreview } from '@shared/contract/views.ts'
import { textBackDueAt } from '@shared/rules/automatic.ts'
import { DAY, HOUR } from '@shared/time.ts'
import { callById, callStateOf } from '../conversations/calls.ts'
import { textById } from '../conversations/texts.ts'
import { conversationName } from '../conversations/views.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { practiceOf } from '../practice/queries.ts'
import { afterHoursFor, missedAtOf, textBackFor, type Before, type Outcome, type Settings } from './automatic.ts'

const WEEK = 7 * DAY
/** More than this nobody reads; the sums are of all. */
const MOST_SHOWN = 200

/** By the conversations that anything passed in since, which are few beside all there are. */
const sql = statements({
  calls: `SELECT k.id, k.ringing_at AS at FROM conversations v CROSS JOIN calls k ON k.conversation_id = v.id AND k.direction = 'in' AND k.ringing_at BETWEEN @from AND @until WHERE v.last_at >= @from`,
  texts: `SELECT t.id, c.at FROM conversations v CROSS JOIN contacts c ON c.conversation_id = v.id AND c.type = 'text' AND c.at BETWEEN @from AND @until CROSS JOIN texts t ON t.id = c.id
          WHERE v.last_at >= @from AND t.direction = 'in'`,
})

/**
 * What these settings would have done with the missed calls and texts of the last seven days, each judged by what was known when it was
 * due. Whoever opted out since counts as opted out. Nothing is written and nothing sent.
 */
export function previewAutomatic(db: ReadableDB, wanted: { automatic: AutomaticSettings; holidays: PracticeView['holidays'] }, now: number): TextBackPreview {
  const practice: Settings = { ...practiceOf(db), ...wanted }
  const span = { from: now - WEEK, until: now }
  const textBacks = new Map<string, number>()
  const afterHours = new Map<string, number>()
  // What it would have sent itself stands in place of what was sent.
  const before: Before = { textBackAt: (id) => textBacks.get(id) ?? null, afterHoursSince: (id, since) => (afterHours.get(id) ?? -Infinity) >= since }
  const items: TextBackPreview['items'] = []
  const counts = { calls: 0, texts: 0 }

  const add = (it: { id: string; conversationId: string; type: 'call' | 'voicemail' | 'text'; at: number }, outcome: Exclude<Outcome, { send: 'later' }>, leavesAt: number): void => {
    const sent = outcome.send ? outcome.text : null
    if (sent) (it.type === 'text' ? afterHours : textBacks).set(it.conversationId, leavesAt)
    items.push({ ...it, name: '', occasion: sent?.occasion ?? null, why: outcome.send ? null : outcome.why, leavesAt: sent ? leavesAt : null, body: sent?.body ?? null })
  }

  for (const { id } of inOrder(sql(db).calls.all(span))) {
    const call = callById(db, id)
    const state = call && callStateOf(call)
    if (!call || call.conversation_id === null || (state !== 'missed' && state !== 'voicemail')) continue
    counts.calls += 1
    const due = textBackDueAt(Math.max(missedAtOf(call), call.voicemail_at ?? 0), practice.automatic)
    const outcome = textBackFor(db, practice, call, due, before)
    if (outcome.send !== 'later') add({ id, conversationId: call.conversation_id, type: state === 'voicemail' ? 'voicemail' : 'call', at: call.ringing_at ?? due }, outcome, due)
  }
  // Switched off, texts are nobody's business here, and would crowd out the calls.
  for (const { id } of practice.automatic.afterHours.enabled ? inOrder(sql(db).texts.all(span)) : []) {
    const text = textById(db, id)
    if (!text) continue
    counts.texts += 1
    let at = text.at
    let outcome = afterHoursFor(db, practice, text, at, before)
    // Put off over the quiet hours, it is asked again in the morning.
    for (let tries = 0; outcome.send === 'later' && tries < 3; tries += 1) {
      at = Math.min(outcome.at, text.at + 26 * HOUR)
      outcome = afterHoursFor(db, practice, text, at, before)
    }
    if (outcome.send !== 'later') add({ id, conversationId: text.conversation_id, type: 'text', at: text.at }, outcome, at)
  }
  // A text while open is nobody's business here.
  const told = items.filter(({ type, why }) => type !== 'text' || why !== 'opened').toSorted((a, b) => b.at - a.at)
  return {
    from: span.from,
    ...counts,
    sent: told.filter(({ body }) => body !== null).length,
    items: told.slice(0, MOST_SHOWN).map((item) => ({ ...item, name: conversationName(db, item.conversationId, now) ?? '' })),
  }
}

function inOrder(rows: unknown[]): { id: string; at: number }[] {
  return (rows as { id: string; at: number }[]).toSorted((a, b) => a.at - b.at)
}
