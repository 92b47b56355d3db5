import clsx from 'clsx'
import type { ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import type { ConversationView, DraftMedia } from '@shared/contract/views.ts'
import { SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { age, moment, momentWithin } from '@renderer/ui/format.ts'
import type { TextContact } from '../thread-rows.ts'
import { CallBack, useCallBack } from './call-back.tsx'
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

/** Where an outgoing text is, in words; for five seconds it can be taken back, and until its time one that leaves later. */
function Delivery({ text, now, timeZone }: Omit<Props, 'waitingSince'>) {
  if (text.state === 'queued' && text.scheduled && (text.leavesAt ?? 0) - now > UNDO_WINDOW) return <LeavesLater text={text} now={now} timeZone={timeZone} />
  if (text.state === 'queued') return <Leaving text={text} />
  if (text.state === 'failed' || text.state === 'unknown') return <Failed text={text} />
  const state = { received: '', sending: 'sending', sent: 'sent', delivered: 'delivered', cancelled: text.failure ?? 'taken back' }[text.state]
  const what = text.templateName && `${text.templateName}${text.templateVersion !== null && text.templateVersion > 1 ? ` v${text.templateVersion}` : ''}`
  const by = text.automatic ? 'automatic' : text.by
  return <Small>{[moment(text.at, now, timeZone), state, what, by].filter(Boolean).join(' · ')}</Small>
}

function Failed({ text }: { text: TextContact }) {
  const conversation = usePractice((practice) => practice.conversations[text.conversationId])
  return (
    <div className="mt-1 text-[12.5px] text-miss-ink">
      <strong className="font-semibold">{text.state === 'failed' ? 'Not sent.' : 'May have been sent.'}</strong> {text.failure}
      <span className="mt-1.5 flex flex-wrap gap-2">
        {conversation && <CallInstead conversation={conversation} first={text.failureKind !== null} />}
        {/* They told their carrier to stop, or no text will ever arrive: trying again would only fail again. */}
        {text.failureKind === null && (
          <Button small onClick={() => void actions.ask('replies.retry', { textId: text.id })}>
            {text.state === 'failed' ? 'Try again' : 'Send once more'}
          </Button>
        )}
      </span>
    </div>
  )
}

function CallInstead({ conversation, first }: { conversation: ConversationView; first: boolean }) {
  const callBack = useCallBack(conversation)
  return (
    <>
      <Button small look={first ? 'primary' : 'plain'} onClick={() => void callBack.start()}>
        Call instead
      </Button>
      <CallBack state={callBack} />
    </>
  )
}

const mediaOf = ({ media }: TextContact): DraftMedia[] => media.map(({ id, contentType, size }) => ({ id, name: '', contentType, size }))

/** "Leaves tomorrow 8:00 AM, unless they call or write first." */
function LeavesLater({ text, now, timeZone }: Omit<Props, 'waitingSince'>) {
  return (
    <div className="mt-1 text-[12.5px]">
      <strong className="font-semibold">Leaves {momentWithin(text.leavesAt ?? now, now, timeZone)}</strong>, unless they call or write first · {text.by}
      <span className="mt-1.5 flex gap-2">
        <Button small onClick={() => void actions.undoSend(text.conversationId, text.id, mediaOf(text))}>
          Take it back
        </Button>
      </span>
    </div>
  )
}

function Leaving({ text }: { text: TextContact }) {
  const now = useNow(SECOND / 4)
  // This window's clock may be a moment behind the core's: never more seconds than there were.
  const seconds = Math.ceil(Math.min(Math.max(0, (text.leavesAt ?? now) - now), UNDO_WINDOW) / SECOND)
  return (
    <div className="mt-1 flex items-center gap-2 text-[12.5px] tabular-nums">
      <span>{seconds > 0 ? `Sends in ${seconds} s` : 'Sending'}</span>
      {seconds > 0 && (
        <button type="button" className="font-semibold underline underline-offset-2" onClick={() => void actions.undoSend(text.conversationId, text.id, mediaOf(text))}>
          Undo
        </button>
      )}
    </div>
  )
}
