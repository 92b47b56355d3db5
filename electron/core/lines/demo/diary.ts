import type { NewEvent } from '@shared/events/index.ts'
import { displayNumber } from '@shared/rules/address.ts'
import { confirmationText } from '@shared/rules/consent.ts'
import { SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { LINE_ID, PRACTICE, PRACTICE_PHONE } from './house.ts'
import type { Random } from './random.ts'

export type Ending =
  | { type: 'answered'; staffId?: string; phone?: string; /** Seconds. */ talk: number }
  | { type: 'missed'; why?: string }
  | { type: 'voicemail'; seconds: number; transcript: string }

/** `at` is when it began to ring, ms UTC; `ring` is how long, in seconds. */
type Call = { number: string; at: number; ring: number; ending: Ending; direction?: 'in' | 'out' }
type SentText = { number: string; at: number; body: string; by: string; template?: { id: string | null; name: string }; language?: string }

/** Writes what passed before the demo began, as the lines and the desk would have recorded it. Times are ms UTC. */
export type Diary = {
  events: NewEvent[]
  /** @returns its id */
  call: (call: Call) => string
  receive: (text: { number: string; at: number; body: string }) => void
  /** A text that was delivered. */
  send: (text: SentText) => void
  /** The text-back to the last of these calls; those before were followed by another call. */
  textBack: (text: Omit<SentText, 'by'> & { callIds: readonly string[] }) => void
  resolve: (mark: { number: string; at: number; by: string; reason: string }) => void
  note: (mark: { number: string; at: number; by: string; body: string; to: string | null }) => void
  /** Somebody texts STOP. */
  stop: (mark: { number: string; at: number }) => void
}

export function createDiary(random: Random): Diary {
  const events: NewEvent[] = []
  const line = `line:${LINE_ID}`
  const place = (number: string): { conversationId: string; display: string; textable: boolean } => ({ conversationId: number, display: displayNumber(number), textable: true })

  function queue({ number, at, body, by, template, language }: SentText, automatic: boolean): string {
    const textId = random.id()
    const leavesAt = automatic ? at : at + UNDO_WINDOW
    events.push({
      kind: 'text.queued',
      body: { textId, conversationId: number, body, templateId: template?.id ?? null, templateName: template?.name ?? null, language: language ?? null, automatic, leavesAt },
      at,
      actor: by,
    })
    events.push({ kind: 'text.sending', body: { textId, lineId: LINE_ID }, at: leavesAt, actor: 'rule:outbox' })
    events.push({ kind: 'text.sent', body: { textId, providerId: `demo-${textId}` }, at: leavesAt + SECOND, actor: 'rule:outbox' })
    events.push({ kind: 'text.delivered', body: { textId }, at: leavesAt + 3 * SECOND, actor: line })
    return textId
  }

  return {
    events,
    call({ number, at, ring, ending, direction = 'in' }) {
      const callId = `${LINE_ID}:${random.id()}`
      const over = at + ring * SECOND
      events.push({ kind: 'call.ringing', body: { callId, ...place(number), direction, callerName: null, lineId: LINE_ID }, at, actor: line })
      if (ending.type === 'answered') {
        events.push({ kind: 'call.answered', body: { callId, staffId: ending.staffId ?? null, phone: ending.phone ?? null }, at: over, actor: line })
        events.push({ kind: 'call.ended', body: { callId }, at: over + ending.talk * SECOND, actor: line })
      } else {
        events.push({ kind: 'call.missed', body: { callId, why: ending.type === 'missed' ? (ending.why ?? null) : null }, at: over, actor: line })
      }
      if (ending.type === 'voicemail') {
        const { seconds, transcript } = ending
        events.push({ kind: 'call.voicemail', body: { callId, seconds, transcript }, at: over + seconds * SECOND, actor: line })
      }
      return callId
    },
    receive({ number, at, body }) {
      events.push({ kind: 'text.received', body: { textId: `${LINE_ID}:${random.id()}`, ...place(number), body, lineId: LINE_ID, consent: 'none', mayMeanVisit: false }, at, actor: line })
    },
    send: (text) => void queue(text, false),
    textBack({ callIds, ...text }) {
      const textId = queue({ ...text, by: 'rule:text-back' }, true)
      for (const causeId of callIds) {
        const sent = causeId === callIds.at(-1)
        events.push({ kind: 'autoReply.decided', body: { causeId, conversationId: text.number, occasion: sent ? 'open' : null, why: sent ? null : 'calledAgain', textId: sent ? textId : null }, at: text.at, actor: 'rule:text-back' })
      }
    },
    resolve({ number, at, by, reason }) {
      events.push({ kind: 'conversation.resolved', body: { contactId: random.id(), conversationId: number, reason }, at, actor: by })
    },
    note({ number, at, by, body, to }) {
      events.push({ kind: 'conversation.noted', body: { contactId: random.id(), conversationId: number, body, handOffTo: to }, at, actor: by })
    },
    stop({ number, at }) {
      const textId = `${LINE_ID}:${random.id()}`
      events.push({ kind: 'text.received', body: { textId, ...place(number), body: 'STOP', lineId: LINE_ID, consent: 'optOut', mayMeanVisit: false }, at, actor: line })
      events.push({ kind: 'number.optedOut', body: { contactId: `${textId}:consent`, conversationId: number, how: 'texted “STOP”' }, at, actor: 'rule:consent' })
      queue({ number, at: at + 1, body: confirmationText('optOut', { name: PRACTICE, phone: PRACTICE_PHONE }), by: 'rule:consent' }, true)
    },
  }
}
