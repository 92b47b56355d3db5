import type { JournalEvent, NewEvent } from '@shared/events/index.ts'
import { textById, textsInFlight, textsWaitingToLeave, type TextRow } from '../conversations/texts.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { optedOutAt } from './consent.ts'

const ACTOR = 'rule:outbox'

export type Outbox = { stop: () => void; /** Looks at new events for texts to send. */ notice: (events: readonly JournalEvent[]) => void }

/**
 * Sends queued texts when their time to undo is over (DESIGN.md, "Sending"). `text.sending` is in the journal
 * before the provider is asked, so each text id is sent at most once, also across a crash: one found in flight
 * at the start becomes "may have been sent", for a person to look at, and is never tried again by itself.
 */
export function startOutbox(core: Core): Outbox {
  const timers = new Map<string, NodeJS.Timeout>()

  for (const text of textsInFlight(core.db)) {
    record({ kind: 'text.unknown', body: { textId: text.id, reason: 'Rapport stopped while it was being sent. It may have been sent.' } })
  }
  for (const text of textsWaitingToLeave(core.db)) schedule(text)

  function schedule(text: Pick<TextRow, 'id' | 'leaves_at'>): void {
    clearTimeout(timers.get(text.id))
    timers.set(text.id, setTimeout(() => void send(text.id), Math.max(0, (text.leaves_at ?? 0) - core.now())))
  }

  async function send(textId: string): Promise<void> {
    timers.delete(textId)
    const text = textById(core.db, textId)
    if (text?.state !== 'queued') return
    // Consent is asked again at the last moment; only the one confirmation of the consent rule itself may pass.
    if (optedOutAt(core.db, text.conversation_id) !== null && text.by_actor !== 'rule:consent') {
      record({ kind: 'text.cancelled', body: { textId, why: 'They opted out before it left.' } })
      return
    }
    const via = core.lines.forText(text.line_id)
    if (!via) {
      record({ kind: 'text.failed', body: { textId, reason: 'No line that can send texts is switched on. Switch one on in Settings, then try again.' } })
      return
    }
    record({ kind: 'text.sending', body: { textId, lineId: via.lineId } })
    const result = await via.line.sendText({ textId, to: text.conversation_id, body: text.body }).catch((error: unknown) => {
      log.warn('outbox.line', { error })
      return { outcome: 'unknown', reason: 'The line broke off while it was being sent. It may have been sent.' } as const
    })
    if (result.outcome === 'sent') record({ kind: 'text.sent', body: { textId, providerId: result.providerId } })
    else record({ kind: result.outcome === 'failed' ? 'text.failed' : 'text.unknown', body: { textId, reason: result.reason } })
  }

  function record(event: Pick<NewEvent<'text.unknown' | 'text.failed' | 'text.cancelled' | 'text.sending' | 'text.sent'>, 'kind' | 'body'>): void {
    core.record([{ ...event, at: core.now(), actor: ACTOR } as NewEvent])
  }

  return {
    notice(events) {
      for (const event of events) if (event.kind === 'text.queued') schedule({ id: event.body.textId, leaves_at: event.body.leavesAt })
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
