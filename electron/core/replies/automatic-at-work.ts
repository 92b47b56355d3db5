import type { JournalEvent } from '@shared/events/index.ts'
import { textBackDueAt, TOO_LATE } from '@shared/rules/automatic.ts'
import { DAY } from '@shared/time.ts'
import { callById, callStateOf, type CallRow } from '../conversations/calls.ts'
import { callNamed } from '../conversations/told.ts'
import { textById, type TextRow } from '../conversations/texts.ts'
import type { Core } from '../core.ts'
import { statements } from '../journal/statements.ts'
import { log } from '../log.ts'
import { automaticSince, practiceOf } from '../practice/queries.ts'
import { afterHoursFor, decisionEvents, missedAtOf, textBackFor, type Outcome } from './automatic.ts'
import { decisionAbout } from './auto-replies.ts'

/** Undecided calls and texts of this long ago are looked at when Rapport starts; older ones were somebody's yesterday. */
const LOOK_BACK = 2 * DAY
/** setTimeout holds 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

const sql = statements({
  calls: `SELECT k.id FROM conversations v CROSS JOIN calls k ON k.conversation_id = v.id AND k.direction = 'in' AND k.ringing_at >= @since
          LEFT JOIN auto_replies a ON a.cause_id = k.id WHERE v.last_at >= @since AND a.cause_id IS NULL ORDER BY k.ringing_at`,
  texts: `SELECT t.id FROM conversations v CROSS JOIN contacts c ON c.conversation_id = v.id AND c.type = 'text' AND c.at >= @since CROSS JOIN texts t ON t.id = c.id
          LEFT JOIN auto_replies a ON a.cause_id = t.id WHERE v.last_at >= @since AND t.direction = 'in' AND a.cause_id IS NULL ORDER BY c.at`,
})

export type AutomaticAtWork = { stop: () => void; /** Looks at new events for calls and texts to answer. */ notice: (events: readonly JournalEvent[]) => void }

/**
 * Answers missed callers, voicemails and texts after hours by itself (docs/text-back.md). What it decides is in the journal, once for each
 * call and text; what is not decided yet is found again after a crash.
 */
export function startAutomatic(core: Core): AutomaticAtWork {
  /** Calls and texts that are to be decided, by id. */
  const pending = new Map<string, { conversationId: string; timer: NodeJS.Timeout }>()
  let stopped = false

  function later(id: string, conversationId: string, dueAt: number): void {
    clearTimeout(pending.get(id)?.timer)
    if (stopped) return
    const timer = setTimeout(() => {
      pending.delete(id)
      decide(id)
    }, Math.min(LONGEST_TIMER, Math.max(0, dueAt - core.now())))
    pending.set(id, { conversationId, timer })
  }

  function forget(id: string): void {
    clearTimeout(pending.get(id)?.timer)
    pending.delete(id)
  }

  /** A call that nobody took waits for its time; one that somebody did has nothing to wait for. */
  function consider(call: CallRow): void {
    const { automatic } = practiceOf(core.db)
    if (!isUnanswered(call) || call.conversation_id === null) return forget(call.id)
    if (pending.has(call.id) || decisionAbout(core.db, call.id)) return
    // Nothing is written about calls while nothing is switched on, nor about those before: there is no rule to explain.
    if (!automatic.textBack.enabled && !(automatic.voicemail.enabled && call.voicemail_at !== null)) return
    if (missedAtOf(call) < (automaticSince(core.db) ?? 0) - TOO_LATE) return
    later(call.id, call.conversation_id, textBackDueAt(Math.max(missedAtOf(call), call.voicemail_at ?? 0), automatic))
  }

  function considerText(text: TextRow): void {
    if (!practiceOf(core.db).automatic.afterHours.enabled || text.at < (automaticSince(core.db) ?? 0) || text.direction !== 'in' || decisionAbout(core.db, text.id) || pending.has(text.id)) return
    later(text.id, text.conversation_id, core.now())
  }

  function decide(id: string): void {
    if (stopped || !core.db.open || decisionAbout(core.db, id)) return
    try {
      const practice = practiceOf(core.db)
      const now = core.now()
      const call = callById(core.db, id)
      if (call) {
        if (isUnanswered(call)) settle({ id, conversationId: call.conversation_id ?? '', lineId: call.line_id }, textBackFor(core.db, practice, call, now), now)
        return
      }
      const text = textById(core.db, id)
      if (text) settle({ id, conversationId: text.conversation_id, lineId: text.line_id }, now - text.at > LOOK_BACK ? { send: false, why: 'tooLate' } : afterHoursFor(core.db, practice, text, now), now)
    } catch (error) {
      // A full disk, most likely: found again at the next start, and then too late to be sent.
      log.warn('automatic.notSaved', { error })
    }
  }

  function settle(cause: { id: string; conversationId: string; lineId: string | null }, outcome: Outcome, now: number): void {
    if (outcome.send === 'later') return later(cause.id, cause.conversationId, outcome.at)
    core.record(decisionEvents(core.newId, cause, outcome, now))
  }

  /** Somebody spoke with them, wrote to them, or they rang or opted out: what waits there is decided now if the answer is no. */
  function stir(conversationId: string): void {
    for (const [id, { conversationId: where }] of pending) {
      const call = where === conversationId ? callById(core.db, id) : null
      if (!call || !isUnanswered(call)) continue
      const now = core.now()
      const outcome = textBackFor(core.db, practiceOf(core.db), call, now)
      if (outcome.send !== false || !FINAL.has(outcome.why)) continue
      forget(id)
      settle({ id, conversationId, lineId: call.line_id }, outcome, now)
    }
  }

  function notice(events: readonly JournalEvent[]): void {
    const calls = new Set<string>()
    const stirred = new Set<string>()
    let changed = false
    for (const { kind, body } of events) {
      if (kind === 'call.ringing' || kind === 'call.answered' || kind === 'call.missed' || kind === 'call.ended' || kind === 'call.voicemail') calls.add(body.callId)
      if (kind === 'text.received') {
        const text = textById(core.db, body.textId)
        if (text) considerText(text)
      }
      if (kind === 'text.queued' || kind === 'number.optedOut' || kind === 'conversation.resolved') stirred.add(body.conversationId)
      if (kind === 'practice.changed' && body.automatic) changed = true
    }
    for (const told of calls) {
      const call = callById(core.db, callNamed(core.db, told))
      if (!call) continue
      consider(call)
      if (call.conversation_id !== null) stirred.add(call.conversation_id)
    }
    if (pending.size > 0) for (const conversationId of stirred) stir(conversationId)
    // By the new settings: another delay, or no answer at all.
    if (changed) {
      for (const id of Array.from(pending.keys())) {
        forget(id)
        const call = callById(core.db, id)
        const text = call ? null : textById(core.db, id)
        if (call) consider(call)
        else if (text) considerText(text)
      }
    }
  }

  const since = core.now() - LOOK_BACK
  const { automatic } = practiceOf(core.db)
  if (automatic.textBack.enabled || automatic.voicemail.enabled) for (const { id } of sql(core.db).calls.all({ since }) as { id: string }[]) considerId(id)
  if (automatic.afterHours.enabled) for (const { id } of sql(core.db).texts.all({ since }) as { id: string }[]) considerText(textById(core.db, id) as TextRow)

  function considerId(id: string): void {
    const call = callById(core.db, id)
    if (call) consider(call)
  }

  return {
    notice,
    stop() {
      stopped = true
      for (const { timer } of pending.values()) clearTimeout(timer)
      pending.clear()
    },
  }
}

/** Answers that no waiting changes. */
const FINAL: ReadonlySet<NewDecision> = new Set(['answered', 'calledAgain', 'optedOut', 'blocked', 'internal'])
type NewDecision = Extract<Outcome, { send: false }>['why']

function isUnanswered(call: CallRow): boolean {
  const state = callStateOf(call)
  return call.direction === 'in' && (state === 'missed' || state === 'voicemail')
}

