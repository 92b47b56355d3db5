import clsx from 'clsx'
import type { ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import { SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { age, moment } from '@renderer/ui/format.ts'
import type { TextContact } from '../thread-rows.ts'
import { Small } from './small.tsx'
import { TextMedia } from './text-media.tsx'

type Props = { text: TextContact; now: number; timeZone: string; waitingSince: number | null }

/** One text: theirs on the left, ours on the right with its delivery state. */
export function TextMessage({ text, now, timeZone, waitingSince }: Props) {
  const incoming = text.direction === 'in'
  const failed = text.state === 'failed' || text.state === 'unknown'
  return (
    <article
      data-testid="text"
      data-state={text.state}
      className={clsx(
        'max-w-[78%] rounded-[14px] px-3.5 py-2',
        incoming ? 'self-start rounded-bl-[4px] bg-sunk' : 'self-end rounded-br-[4px]',
        !incoming && (failed ? 'bg-miss-soft' : text.state === 'cancelled' ? 'bg-sunk opacity-60' : 'bg-brand-soft text-brand-ink'),
      )}
    >
      <TextMedia media={text.media} when={moment(text.at, now, timeZone)} />
      {text.body.trim() !== '' && <p dir="auto" className={clsx('break-words whitespace-pre-wrap', text.state === 'cancelled' && 'line-through')}>{text.body}</p>}
      {incoming ? (
        <Small>
          {moment(text.at, now, timeZone)}
          {waitingSince !== null && text.at >= waitingSince && ` · waiting ${age(text.at, now)}`}
        </Small>
      ) : (
        <Delivery text={text} now={now} timeZone={timeZone} />
      )}
      {text.consent === 'request' && <StopRequest conversationId={text.conversationId} />}
      {text.mayMeanVisit && <Flag>Opted out; may have meant the visit: call.</Flag>}
    </article>
  )
}

/** "Please stop texting me": nothing stops by itself, one click does it. */
function StopRequest({ conversationId }: { conversationId: string }) {
  const stopped = usePractice((practice) => (practice.conversations[conversationId]?.optedOutAt ?? null) !== null)
  if (stopped) return null
  return (
    <Flag>
      They seem to ask for no more texts.{' '}
      <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void actions.ask('conversations.optOut', { conversationId, how: 'asked in other words' })}>
        Stop texts to this number
      </button>
    </Flag>
  )
}

function Flag({ children }: { children: ReactNode }) {
  return (
    <p className="mt-1.5 flex gap-1.5 text-[12.5px] font-medium text-miss-ink">
      <CircleAlert size={14} className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  )
}

/** Where an outgoing text is, in words; for five seconds it can be taken back. */
function Delivery({ text, now, timeZone }: Omit<Props, 'waitingSince'>) {
  if (text.state === 'queued') return <Leaving text={text} />
  const name = text.templateName ?? (text.automatic ? 'sent automatically' : text.by)
  if (text.state === 'failed' || text.state === 'unknown') {
    return (
      <div className="mt-1 text-[12.5px] text-miss-ink">
        <strong className="font-semibold">{text.state === 'failed' ? 'Not sent.' : 'May have been sent.'}</strong> {text.failure}
        <span className="mt-1.5 flex gap-2">
          <Button small onClick={() => void actions.ask('replies.retry', { textId: text.id })}>
            {text.state === 'failed' ? 'Try again' : 'Send once more'}
          </Button>
        </span>
      </div>
    )
  }
  const state = { received: '', sending: 'sending', sent: 'sent', delivered: 'delivered', cancelled: text.failure ?? 'taken back' }[text.state]
  return <Small>{[moment(text.at, now, timeZone), state, name].filter(Boolean).join(' · ')}</Small>
}

function Leaving({ text }: { text: TextContact }) {
  const now = useNow(SECOND / 4)
  // This window's clock may be a moment behind the core's: never more seconds than there were.
  const seconds = Math.ceil(Math.min(Math.max(0, (text.leavesAt ?? now) - now), UNDO_WINDOW) / SECOND)
  return (
    <div className="mt-1 flex items-center gap-2 text-[12.5px] tabular-nums">
      <span>{seconds > 0 ? `Sends in ${seconds} s` : 'Sending'}</span>
      {seconds > 0 && (
        <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void actions.undoSend(text.conversationId, text.id)}>
          Undo
        </button>
      )}
    </div>
  )
}
