import { ArrowRightLeft, Contact, MoreHorizontal, Phone } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { isWaiting, initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { useNow } from '@renderer/store/clock.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { markInWords } from '../mark-words.ts'
import { RESOLVE_REASONS } from '../reasons.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import { clockTime } from '@renderer/ui/format.ts'
import { CallBack, useCallBack } from './call-back.tsx'
import { Card } from './card.tsx'
import { HandOff } from './hand-off.tsx'
import { NumberMenu } from './number-menu.tsx'

/** Who this is, and what can be done with the whole conversation: hand off, resolve, call back. */
export function ConversationHeader({ conversation, cardOpen, onCard }: { conversation: ConversationView; cardOpen: boolean; onCard: (open: boolean) => void }) {
  const now = useNow()
  const [resolving, setResolving] = useState(false)
  const [handingOff, setHandingOff] = useState(false)
  const [marking, setMarking] = useState(false)
  const numbered = !conversation.id.startsWith('withheld:') && !conversation.id.startsWith('raw:')
  const callBack = useCallBack(conversation)
  const waiting = isWaiting(conversation, now)
  useKeys({
    e: () => setResolving(true),
    h: () => setHandingOff(true),
    c: () => void callBack.start(),
    m: () => (numbered ? setMarking(true) : false),
  })
  return (
    <header className="@container/header flex items-center gap-2 border-b border-edge px-4 py-3 @4xl/desk:px-5 @5xl/desk:gap-3">
      <span className="hidden @md/header:block">
        <Avatar initials={initialsOf(conversation)} />
      </span>
      <div className="min-w-0 flex-1" data-selectable>
        <h2 className="truncate text-base font-semibold">{nameOf(conversation)}</h2>
        <Subtitle conversation={conversation} />
      </div>
      <span className="@4xl/desk:hidden">
        <IconButton label="Patient card" onClick={() => onCard(true)}>
          <Contact size={18} />
        </IconButton>
      </span>
      <span className="hidden @lg/header:block">
        <Button onClick={() => setHandingOff(true)} aria-keyshortcuts="h" title="Hand off  H">
          Hand off
        </Button>
      </span>
      <span className="@lg/header:hidden">
        <IconButton label="Hand off" onClick={() => setHandingOff(true)}>
          <ArrowRightLeft size={17} />
        </IconButton>
      </span>
      <Menu
        title="How was it settled?"
        open={resolving}
        onOpenChange={setResolving}
        trigger={
          <Button shortcut="E" aria-keyshortcuts="e" look={waiting ? 'plain' : 'quiet'}>
            Resolve
          </Button>
        }
        items={RESOLVE_REASONS.map((reason, index) => ({ label: reason, shortcut: String(index + 1), onSelect: () => void actions.resolve(conversation.id, reason) }))}
      />
      <Button
        look="primary"
        icon={<Phone size={15} className="@xl/header:hidden" />}
        onClick={() => void callBack.start()}
        disabled={conversation.who.kind === 'withheld'}
        aria-label="Call back"
        aria-keyshortcuts="c"
        title="Call back  C"
      >
        <span className="hidden @xl/header:inline">Call back</span>
      </Button>
      {numbered && (
        <NumberMenu
          number={conversation.id}
          display={conversation.display}
          mark={conversation.mark}
          open={marking}
          onOpenChange={setMarking}
          trigger={
            <IconButton label="What this number is" title="What this number is  M" aria-keyshortcuts="m">
              <MoreHorizontal size={17} />
            </IconButton>
          }
        />
      )}
      <CallBack state={callBack} />
      <HandOff conversation={conversation} open={handingOff} onClose={() => setHandingOff(false)} />
      <Dialog open={cardOpen} onClose={() => onCard(false)} title="Patient card">
        <Card conversation={conversation} />
      </Dialog>
    </header>
  )
}

/** "(555) 010-0177 · texting allowed", or how the last loop was closed, with Undo. */
function Subtitle({ conversation }: { conversation: ConversationView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const myName = usePractice((practice) => (practice.me ? practice.staff[practice.me]?.name : undefined))
  const { display, textable, optedOutAt, mark, who, closedBy, waitingSince, repeat } = conversation
  const closed = waitingSince === null ? closedBy : null
  const texting = optedOutAt !== null ? 'asked for no texts' : !textable ? 'cannot be texted' : closed ? null : 'texting allowed'
  const number = who.kind === 'withheld' ? 'no number came with this call' : who.kind === 'new' ? (who.callerName ? `carrier says “${who.callerName}”` : 'new number') : display
  return (
    <p className="flex min-w-0 gap-1.5 text-[13px] text-ink-2">
      <span className="truncate">
        {closed && (
          <>
            <span className="text-done-ink">{closerInWords(closed, myName, timeZone)}</span>
            {' · '}
          </>
        )}
        {waitingSince !== null && repeat && (
          <>
            <span className="font-medium text-miss-ink">
              {repeat.count} calls in {repeat.minutes} min
            </span>
            {' · '}
          </>
        )}
        {number}
        {mark && <span className={mark.kind === 'blocked' ? 'font-medium text-miss-ink' : ''}> · {markInWords(mark)}</span>}
        {who.kind !== 'withheld' && texting && <span className={optedOutAt !== null ? 'font-medium text-miss-ink' : ''}> · {texting}</span>}
      </span>
      {closed && (
        <button type="button" className="shrink-0 font-medium underline underline-offset-2 hover:text-ink" onClick={() => void actions.reopen(conversation.id, closed.contactId)}>
          Undo
        </button>
      )}
    </p>
  )
}

/** "closed by Ana’s call, 11:04 AM" */
function closerInWords({ type, by, at }: NonNullable<ConversationView['closedBy']>, myName: string | undefined, timeZone: string): string {
  const time = clockTime(at, timeZone)
  const mine = by !== null && by === myName
  if (type === 'resolved') return `resolved${by ? ` by ${mine ? 'you' : by}` : ''}, ${time}`
  return `closed by ${mine ? 'your' : by ? `${by}’s` : 'a'} ${type}, ${time}`
}
