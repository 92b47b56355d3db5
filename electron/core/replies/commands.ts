import type { NewEvent } from '@shared/events/index.ts'
import { stillPromises } from '@shared/rules/promise.ts'
import { checkText } from '@shared/rules/sending.ts'
import { UNDO_WINDOW } from '@shared/time.ts'
import { hasBeenTexted, lineOfLastText, textById, textsInFlight, textsWaitingToLeave } from '../conversations/texts.ts'
import { conversationById } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { Refusal, type Caller, type Handlers } from '../handlers.ts'
import { practiceOf } from '../practice/queries.ts'
import { optedOutAt } from './consent.ts'
import { templateById } from './templates.ts'

type NewText = { conversationId: string; body: string; templateId: string | null; language: string | null; /** Null: the one they last texted over. */ lineId?: string | null; promisedAt?: number | null }

export const replyHandlers: Handlers<'replies.send' | 'replies.undo' | 'replies.retry'> = {
  'replies.send': (core, text, caller) => queueText(core, text, caller),
  'replies.undo'(core, { textId }, caller) {
    const text = textById(core.db, textId)
    if (text?.state !== 'queued') throw new Refusal('tooLate', 'It has already left and cannot be taken back.')
    core.record([{ kind: 'text.cancelled', body: { textId, why: 'Taken back before it left.' }, at: core.now(), actor: caller.actor }])
    return { body: text.body }
  },
  'replies.retry'(core, { textId }, caller) {
    const text = textById(core.db, textId)
    if (!text || (text.state !== 'failed' && text.state !== 'unknown')) throw new Refusal('conflict', 'This text did not fail, so it is not sent again.')
    return queueText(core, { conversationId: text.conversation_id, body: text.body, templateId: text.template_id, language: null, lineId: text.line_id, promisedAt: text.promised_at }, caller)
  },
}

/** Puts a text into the journal; the outbox sends it once the time to undo has passed. */
export function queueText(core: Core, { conversationId, body, templateId, language, lineId, promisedAt }: NewText, caller: Caller): { textId: string; leavesAt: number } {
  const conversation = conversationById(core.db, conversationId)
  if (!conversation) throw new Refusal('notFound', 'This conversation is no longer here.')
  const { blocks } = checkText({
    body,
    optedOut: optedOutAt(core.db, conversationId) !== null,
    canText: conversation.textable,
    practiceName: practiceOf(core.db).name,
    isFirstText: !hasBeenTexted(core.db, conversationId),
    quiet: false,
    recentReplyByColleague: null,
  })
  if (blocks[0]) throw new Refusal('blocked', blocks.map((block) => block.message).join(' '))
  const words = body.trim()
  // A second click, or a try again after the core was restarted: the patient must not get it twice.
  const onItsWay = [...textsWaitingToLeave(core.db), ...textsInFlight(core.db)].some((text) => text.conversation_id === conversationId && text.body === words)
  if (onItsWay) throw new Refusal('conflict', 'The same text is on its way to them already.')
  const textId = core.newId()
  const at = core.now()
  const event: NewEvent = {
    kind: 'text.queued',
    body: {
      textId,
      conversationId,
      body: words,
      templateId,
      templateName: templateId ? (templateById(core.db, templateId)?.name ?? null) : null,
      language,
      automatic: false,
      leavesAt: at + UNDO_WINDOW,
      lineId: lineId ?? lineOfLastText(core.db, conversationId),
      promisedAt: promisedAt && stillPromises(words, promisedAt, language, at, practiceOf(core.db).timeZone) ? promisedAt : null,
    },
    at,
    actor: caller.actor,
  }
  core.record([event])
  return { textId, leavesAt: at + UNDO_WINDOW }
}
