import { BookOpenCheck, MessageSquare } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, client, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { useOpenings } from '@renderer/store/openings.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty } from '@renderer/ui/empty.tsx'
import { count, momentWithin } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { whyWaiting } from '../../close-of-day/why.ts'
import { handoverOf } from '../handover.ts'

/** While nobody is chosen: what was left for whoever is at the desk now, and what came while the doors were closed. */
export function Handover() {
  const closing = useLastClosing()
  const now = useNow(MINUTE)
  const opened = useOpenings().find(({ from, to }) => from <= now && now < to)?.from ?? null
  const { conversations, followUps, practice, staff } = usePractice((state) => state)
  const hidden = useNamesHidden()
  const { closingNote, handoverRead, timeZone } = practice
  const handover = handoverOf({ conversations: Object.values(conversations), followUps: Object.values(followUps), closing, opened, now, timeZone })
  // Read on another day it has done its work.
  const readBefore = closingNote !== null && handoverRead !== null && handoverRead.at >= closingNote.at && closing !== null && handoverRead.at < closing
  const note = readBefore ? null : closingNote
  const { came, today, left, promised, optedOut, followUpsDue } = handover
  const empty = !note && came.length + today.length + left.length + promised.length + optedOut.length + followUpsDue === 0
  const readAt = handoverRead !== null && (closing === null || handoverRead.at >= closing) && (note === null || handoverRead.at >= note.at) ? handoverRead : null
  const read = (): void => void actions.ask('day.read', {})
  useKeys({ y: () => (empty || readAt ? false : read()) })
  const nameBy = (by: string): string => staff[by]?.name ?? 'the desk'
  if (empty) {
    return (
      <Empty icon={MessageSquare} title="Nobody chosen">
        Choose somebody on the left, or move with J and K. When the phone rings, you see here who calls.
      </Empty>
    )
  }
  const line = (conversation: ConversationView, words: string) => <Line key={conversation.id} conversation={conversation} words={words} />
  return (
    <main aria-label="What was left" className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-2xl gap-5 px-8 py-8">
        <header className="grid gap-1">
          <h2 className="text-xl font-semibold tracking-tight">{closing === null ? 'Where things stand' : `Since we closed ${momentWithin(closing, now, timeZone)}`}</h2>
          <p className="text-[13px] text-ink-2">{inWords(handover)}</p>
        </header>
        {note &&
          (hidden ? (
            <NamesHidden what="The note" />
          ) : (
            <section aria-label="Closing note" className="grid gap-1 rounded-xl bg-note px-4 py-3 text-note-ink">
              <p className="text-[13px] leading-relaxed whitespace-pre-line" data-selectable>
                {note.body}
              </p>
              <p className="text-xs">
                {nameBy(note.by)}, {momentWithin(note.at, now, timeZone)}
              </p>
            </section>
          ))}
        <List title="Came while we were closed">{came.map((one) => line(one, whyWaiting(one, now, timeZone)))}</List>
        <List title="Waiting since we opened">{today.map((one) => line(one, whyWaiting(one, now, timeZone)))}</List>
        <List title="Left from before">{left.map((one) => line(one, whyWaiting(one, now, timeZone)))}</List>
        <List title="A call was promised">{promised.map((one) => line(one, one.promise ? `by ${momentWithin(one.promise.dueAt, now, timeZone)}` : ''))}</List>
        <List title="Asked for no more texts">{optedOut.map((one) => line(one, one.optedOutAt === null ? '' : momentWithin(one.optedOutAt, now, timeZone)))}</List>
        {followUpsDue > 0 && (
          <Button className="justify-self-start" onClick={() => actions.go('followUps')}>
            {count(followUpsDue, 'follow-up')} due today
          </Button>
        )}
        {readAt ? (
          <p role="status" className="text-[12.5px] text-ink-3">
            Read by {nameBy(readAt.by)}, {momentWithin(readAt.at, now, timeZone)}. Choose somebody on the left, or move with J and K.
          </p>
        ) : (
          <Button look="primary" className="justify-self-start" icon={<BookOpenCheck size={15} aria-hidden />} shortcut="Y" onClick={read}>
            I have read it
          </Button>
        )}
      </div>
    </main>
  )
}

function List({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section aria-label={title} className="grid gap-1">
      <h3 className="text-xs font-semibold tracking-wide text-ink-3 uppercase">
        {title} ({children.length})
      </h3>
      <ul>{children}</ul>
    </section>
  )
}

function Line({ conversation, words }: { conversation: ConversationView; words: string }) {
  return (
    <li>
      <button type="button" onClick={() => actions.openConversation(conversation.id)} className="flex w-full items-baseline gap-3 rounded-lg px-2 py-1.5 text-left text-[13px] hover:bg-sunk">
        <span className="min-w-0 truncate font-medium">{nameOf(conversation)}</span>
        <span className="min-w-0 flex-1 truncate text-ink-2">{words}</span>
      </button>
    </li>
  )
}

/** "2 people came while we were closed, 3 were left from before": the same in one line. */
function inWords({ came, today, left, promised, optedOut }: ReturnType<typeof handoverOf>): string {
  const parts = [
    came.length > 0 && `${count(came.length, 'person', 'people')} came while we were closed`,
    today.length > 0 && `${count(today.length, 'person waits', 'people wait')} since we opened`,
    left.length > 0 && `${left.length} left from before`,
    promised.length > 0 && `${count(promised.length, 'promised call')}`,
    optedOut.length > 0 && `${optedOut.length} asked for no more texts`,
  ].filter(Boolean)
  return parts.length === 0 ? 'Nobody waits.' : `${parts.join(', ')}.`
}

/** When the doors closed last, ms UTC; null until the core has said, or where they never did. */
function useLastClosing(): number | null {
  const hours = usePractice((practice) => practice.practice.hours)
  const holidays = usePractice((practice) => practice.practice.holidays)
  const hour = useNow(HOUR)
  const [closing, setClosing] = useState<number | null>(null)
  useEffect(() => {
    let wanted = true
    void client.call('practice.lastClosing', {}).then((reply) => {
      if (wanted && reply.ok) setClosing(reply.value.at)
    })
    return () => {
      wanted = false
    }
  }, [hours, holidays, hour])
  return closing
}
