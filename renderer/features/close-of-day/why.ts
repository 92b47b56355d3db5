import type { ConversationView } from '@shared/contract/views.ts'
import { count } from '@renderer/ui/format.ts'

/** "2 missed calls, 1 text": everything that opened the loop since it was last closed. */
export function whyWaiting({ waitingFor, repeat, promise }: Pick<ConversationView, 'waitingFor' | 'repeat' | 'promise'>): string {
  const parts = [
    waitingFor.missed > 0 && (repeat && waitingFor.missed > 1 ? `${waitingFor.missed} missed calls (${repeat.count} in ${repeat.minutes} min)` : count(waitingFor.missed, 'missed call')),
    waitingFor.voicemails > 0 && count(waitingFor.voicemails, 'voicemail'),
    waitingFor.texts > 0 && count(waitingFor.texts, 'text'),
    promise !== null && 'a call was promised',
    waitingFor.failed > 0 && `${count(waitingFor.failed, 'text')} of ours not delivered`,
  ].filter(Boolean)
  return parts.join(', ')
}
