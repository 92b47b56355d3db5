import type { TemplatePurpose } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { nextOpening } from '@shared/rules/hours.ts'
import { stillPromises } from '@shared/rules/promise.ts'
import { checkText } from '@shared/rules/sending.ts'
import { DAY, MINUTE, UNDO_WINDOW } from '@shared/time.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { bytesOf, mediaOf } from '../conversations/media.ts'
import { hasBeenTexted, lineOfLastText, newestReply, textById, textsInFlight, textsWaitingToLeave } from '../conversations/texts.ts'
import { conversationById } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { Refusal, type Caller, type Handlers } from '../handlers.ts'
import { actorName, practiceOf } from '../practice/queries.ts'
import { holidaysOf } from './automatic.ts'
import { kindOfMedia } from './attachments.ts'
import { whyNotTexted } from './consent.ts'
import { templateById } from './templates.ts'

type NewText = {
  conversationId: string
  body: string
  templateId: string | null
  language: string | null
  /** Null: the one they last texted over. */
  lineId?: string | null
  promisedAt?: number | null
  leavesAt?: number | 'opening'
  resolve?: boolean
  mediaIds?: readonly string[]
  after?: string | null
  need?: TemplatePurpose
}

/** Nobody plans a text for longer than this, and a slip of the year would hide it. */
const FARTHEST = 180 * DAY
/** A reply by somebody else this new may be an answer to the same question. */
const JUST_NOW = 10 * MINUTE
/** Kept with the resolve of a text that was sent so, to take both back together. */
const resolveOf = (textId: string): string => `${textId}:resolved`

export const replyHandlers: Handlers<'replies.send' | 'replies.undo' | 'replies.retry' | 'replies.attach' | 'replies.mediaLimit'> = {
  'replies.send': (core, text, caller) => queueText(core, text, caller),
  'replies.undo'(core, { textId }, caller) {
    const text = textById(core.db, textId)
    if (text?.state !== 'queued') throw new Refusal('tooLate', 'It has already left and cannot be taken back.')
    const by = { at: core.now(), actor: caller.actor }
    const resolved = conversationOfContact(core.db, resolveOf(textId))
    core.record([
      { kind: 'text.cancelled', body: { textId, why: 'Taken back before it left.' }, ...by },
      ...(resolved === null ? [] : [{ kind: 'conversation.reopened' as const, body: { conversationId: resolved, contactId: resolveOf(textId) }, ...by }]),
    ])
    return { body: text.body }
  },
  'replies.retry'(core, { textId }, caller) {
    const text = textById(core.db, textId)
    if (!text || (text.state !== 'failed' && text.state !== 'unknown')) throw new Refusal('conflict', 'This text did not fail, so it is not sent again.')
    const { conversation_id, template_id, line_id, promised_at } = text
    return queueText(core, { conversationId: conversation_id, body: text.body, templateId: template_id, language: null, lineId: line_id, promisedAt: promised_at, mediaIds: mediaOf(core.db, textId).map(({ id }) => id) }, caller)
  },
  'replies.mediaLimit': (core, { conversationId }) => ({ bytes: core.lines.mediaLimit(lineOfLastText(core.db, conversationId)) }),
  'replies.attach'(core, { conversationId, contentType, bytes }) {
    const limit = core.lines.mediaLimit(lineOfLastText(core.db, conversationId))
    if (limit === null) throw new Refusal('blocked', 'The line that texts this number cannot send pictures or documents.')
    if (bytes.byteLength > limit) throw new Refusal('badArgument', `This is ${inKilobytes(bytes.byteLength)}, and the line takes ${inKilobytes(limit)} at most. Make it smaller, or send a link.`)
    if (kindOfMedia(bytes) !== contentType) throw new Refusal('badArgument', 'Only pictures (JPEG, PNG, GIF) and PDF can go with a text.')
    const mediaId = `out:${core.newId()}`
    core.keepMedia(mediaId, bytes)
    return { mediaId }
  },
}

/**
 * Puts a text into the journal; the outbox sends it once the time to undo has passed, or at the time that was chosen.
 * @throws Refusal where it may not be sent, or where somebody answered just before
 */
export function queueText(core: Core, text: NewText, caller: Caller): { textId: string; leavesAt: number } {
  const { conversationId, templateId, language, lineId, promisedAt, resolve, mediaIds = [], need } = text
  const conversation = conversationById(core.db, conversationId)
  if (!conversation) throw new Refusal('notFound', 'This conversation is no longer here.')
  const practice = practiceOf(core.db)
  const why = whyNotTexted(core.db, conversationId, 'person')
  const { blocks } = checkText({ body: text.body, optedOut: why === 'optedOut', canText: why !== 'cannotText', practiceName: practice.name, isFirstText: !hasBeenTexted(core.db, conversationId), quiet: false, recentReplyByColleague: null })
  if (blocks[0]) throw new Refusal('blocked', blocks.map((block) => block.message).join(' '))
  const body = text.body.trim()
  // A second click, or a try again after the core was restarted: the patient must not get it twice.
  const onItsWay = [...textsWaitingToLeave(core.db), ...textsInFlight(core.db)].some((other) => other.conversation_id === conversationId && other.body === body)
  if (onItsWay) throw new Refusal('conflict', 'The same text is on its way to them already.')
  refuseIfAnswered(core, conversationId, text.after)
  const at = core.now()
  const leavesAt = leavingAt(core, text.leavesAt, at)
  const template = templateId === null ? null : templateById(core.db, templateId)
  const textId = core.newId()
  const line = lineId ?? lineOfLastText(core.db, conversationId)
  const by = { at, actor: caller.actor }
  core.record([
    // Before the text: if that fails, or is taken back, they wait again.
    ...(resolve ? [{ kind: 'conversation.resolved' as const, body: { contactId: resolveOf(textId), conversationId, reason: 'Answered by text' }, at: at - 1, actor: caller.actor }] : []),
    {
      kind: 'text.queued',
      body: {
        textId,
        conversationId,
        body,
        templateId,
        templateName: template?.name ?? null,
        language,
        automatic: false,
        leavesAt,
        lineId: line,
        promisedAt: promisedAt && stillPromises(body, promisedAt, language, at, practice.timeZone) ? promisedAt : null,
        ...(template && { templateVersion: template.version }),
        ...(text.leavesAt !== undefined && { scheduled: true }),
        ...(template && need && { need }),
      },
      ...by,
    },
    ...attachmentsOf(core, mediaIds).map((media): NewEvent => ({ kind: 'text.mediaAdded', body: { textId, ...media }, ...by })),
  ])
  return { textId, leavesAt }
}

/** Two people who look at the same question: whoever presses Send second sees the first answer before theirs goes out. */
function refuseIfAnswered(core: Core, conversationId: string, seen: string | null | undefined): void {
  if (seen === undefined) return
  const newest = newestReply(core.db, conversationId)
  if (!newest || newest.id === seen || core.now() - newest.at > JUST_NOW) return
  throw new Refusal('conflict', `${actorName(core.db, newest.by_actor ?? '')} answered them just now. Read that first; if yours is still needed, press Send again.`)
}

/** @throws Refusal for a time that is past, or farther away than anybody plans */
function leavingAt(core: Core, wanted: NewText['leavesAt'], now: number): number {
  if (wanted === undefined) return now + UNDO_WINDOW
  const practice = practiceOf(core.db)
  const at = wanted === 'opening' ? nextOpening(now, practice.hours, practice.timeZone, holidaysOf(practice)) : wanted
  if (at === null) throw new Refusal('badArgument', 'The opening hours name no day on which we open. Choose a time instead.')
  if (at < now + UNDO_WINDOW) throw new Refusal('badArgument', 'That time has already passed. Choose a later one.')
  if (at > now + FARTHEST) throw new Refusal('badArgument', 'That is more than half a year away. Plan a follow-up instead.')
  return at
}

function attachmentsOf(core: Core, mediaIds: readonly string[]): { mediaId: string; contentType: string; size: number }[] {
  return mediaIds.map((id) => {
    const bytes = bytesOf(core.db, id)
    const contentType = bytes && kindOfMedia(bytes)
    if (!bytes || !contentType) throw new Refusal('notFound', 'An attachment is no longer here. Take it off and attach it again.')
    // Sent again, it goes with another text: its bytes stand under a name of their own.
    const mediaId = `out:${core.newId()}`
    core.keepMedia(mediaId, bytes)
    return { mediaId, contentType, size: bytes.byteLength }
  })
}

function inKilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString('en-US')} kB`
}
