import type { JournalEvent, NewEvent } from '@shared/events/index.ts'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { bytesOf, mediaOf } from '../conversations/media.ts'
import { textById, textsInFlight, textsWaitingToLeave, type TextRow } from '../conversations/texts.ts'
import type { Core } from '../core.ts'
import type { SendOutcome } from '../lines/line.ts'
import { log } from '../log.ts'
import { carrierOptOut, whyNotTexted } from './consent.ts'

const ACTOR = 'rule:outbox'
/** setTimeout holds 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1
/** A text this long past its time at the start of Rapport is for a person to decide about. */
const STALE = 15 * MINUTE
/** One that was to leave "when we open" waits for whoever opens late. */
const STALE_SCHEDULED = 2 * HOUR
const NOT_LEFT = {
  optedOut: 'They opted out before it left.',
  neverAutomatic: 'This number gets no automatic texts.',
  cannotText: 'This number cannot get texts. Call instead.',
} as const
/** After the journal could not be written (a full disk, most likely). */
const TRY_AGAIN = 15 * SECOND

export type Outbox = { stop: () => void; /** Looks at new events for texts to send. */ notice: (events: readonly JournalEvent[]) => void }

/**
 * Sends queued texts when their time to undo is over (DESIGN.md, "Sending"). `text.sending` is in the journal
 * before the provider is asked, so each text id is sent at most once, also across a crash: one found in flight
 * at the start becomes "may have been sent", for a person to look at, and is never tried again by itself.
 */
export function startOutbox(core: Core): Outbox {
  const timers = new Map<string, NodeJS.Timeout>()
  let stopped = false

  for (const text of textsInFlight(core.db)) {
    record({ kind: 'text.unknown', body: { textId: text.id, reason: 'Rapport stopped while it was being sent. It may have been sent.' } })
  }
  for (const text of textsWaitingToLeave(core.db)) {
    // "See you at 3:00" must not leave the next morning by itself.
    const grace = text.scheduled === 1 ? STALE_SCHEDULED : STALE
    if ((text.leaves_at ?? 0) > core.now() - grace || text.by_actor === 'rule:consent') schedule(text)
    else record({ kind: 'text.failed', body: { textId: text.id, reason: 'Rapport was closed before it left. Send it again if it still fits.' } })
  }

  function schedule(text: Pick<TextRow, 'id' | 'leaves_at'>): void {
    const delay = Math.max(0, (text.leaves_at ?? 0) - core.now())
    // A longer timer than Node has would fire at once.
    later(text.id, Math.min(delay, LONGEST_TIMER), () => (delay > LONGEST_TIMER ? schedule(text) : void send(text.id)))
  }

  function later(textId: string, delay: number, work: () => void): void {
    clearTimeout(timers.get(textId))
    if (stopped) return
    timers.set(
      textId,
      setTimeout(() => {
        timers.delete(textId)
        work()
      }, delay),
    )
  }

  async function send(textId: string): Promise<void> {
    const via = leave(textId)
    if (via === 'later') return later(textId, TRY_AGAIN, () => void send(textId))
    if (!via) return
    const result = await via.sendText().catch((error: unknown) => {
      log.warn('outbox.line', { error })
      return { outcome: 'unknown', reason: 'The line broke off while it was being sent. It may have been sent.' } as const
    })
    settle(textId, result)
  }

  /** The text's way out once `text.sending` is in the journal; 'later' when the journal took nothing, so that nothing has left. */
  function leave(textId: string): { sendText: () => Promise<SendOutcome> } | 'later' | null {
    if (!core.db.open) return null
    try {
      const text = textById(core.db, textId)
      if (text?.state !== 'queued') return null
      // Consent is asked again at the last moment; only the one confirmation of the consent rule itself may pass.
      const why = whyNotTexted(core.db, text.conversation_id, text.by_actor === 'rule:consent' ? 'consent' : text.automatic === 1 ? 'rule' : 'person')
      if (why !== null) {
        // What a person wrote and did not leave waits for them; what a rule wrote is let go.
        record(why === 'cannotText' && text.automatic === 0 ? { kind: 'text.failed', body: { textId, reason: NOT_LEFT[why] } } : { kind: 'text.cancelled', body: { textId, why: NOT_LEFT[why] } })
        return null
      }
      const via = core.lines.forText(text.line_id)
      if ('reason' in via) {
        record({ kind: 'text.failed', body: { textId, reason: via.reason } })
        return null
      }
      const media = mediaOf(core.db, textId).flatMap(({ id, contentType }) => {
        const bytes = bytesOf(core.db, id)
        return bytes ? [{ contentType, bytes }] : []
      })
      const limit = media.length > 0 ? core.lines.mediaLimit(via.lineId) : null
      if (media.length > 0 && (limit === null || media.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > limit)) {
        record({ kind: 'text.failed', body: { textId, reason: limit === null ? 'This line cannot send pictures or documents.' : 'What goes with it is larger than this line takes.' } })
        return null
      }
      record({ kind: 'text.sending', body: { textId, lineId: via.lineId } })
      return { sendText: async () => await via.sendText({ textId, to: text.conversation_id, body: text.body, ...(media.length > 0 && { media }) }) }
    } catch (error) {
      log.warn('outbox.notSaved', { error })
      return 'later'
    }
  }

  /** What the provider said is kept until the journal takes it; after a crash in between it is "may have been sent". */
  function settle(textId: string, result: SendOutcome): void {
    if (!core.db.open) return
    try {
      if (result.outcome === 'sent') record({ kind: 'text.sent', body: { textId, providerId: result.providerId } })
      else if (result.outcome === 'failed' && result.optedOut) core.record(carrierOptOut(core.db, textId, result.reason, core.now(), ACTOR))
      else if (result.outcome === 'failed') record({ kind: 'text.failed', body: { textId, reason: result.reason.slice(0, 300), ...(result.notMobile && { failureKind: 'notMobile' as const }) } })
      else record({ kind: 'text.unknown', body: { textId, reason: result.reason.slice(0, 300) } })
    } catch (error) {
      log.warn('outbox.notSaved', { error })
      later(textId, TRY_AGAIN, () => settle(textId, result))
    }
  }

  function record(event: Pick<NewEvent<'text.unknown' | 'text.failed' | 'text.cancelled' | 'text.sending' | 'text.sent'>, 'kind' | 'body'>): void {
    core.record([{ ...event, at: core.now(), actor: ACTOR } as NewEvent])
  }

  return {
    notice(events) {
      for (const event of events) if (event.kind === 'text.queued') schedule({ id: event.body.textId, leaves_at: event.body.leavesAt })
    },
    stop() {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
