import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { isVerified } from '@shared/rules/verified.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice, useUi } from '@renderer/store/index.ts'
import type { Past, Thread as ThreadState } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { shortDate } from '@renderer/ui/format.ts'
import { isTyping } from '@renderer/ui/keys.ts'
import { isHidden } from '../say-facts.ts'
import { holds, rowsOf } from '../thread-rows.ts'
import { ThreadRow } from './thread-row.tsx'

const NEAR_END = 80

/** What passed, oldest first; or a part of it further back, where the conversation was opened there. */
export function Thread({ conversation, thread }: { conversation: ConversationView; thread: ThreadState }) {
  const past = usePractice((practice) => (practice.past?.conversationId === conversation.id ? practice.past : null))
  if (!past) return <Passed key="now" conversation={conversation} thread={thread} onEarlier={() => void actions.loadThread(conversation.id, Math.min(...Object.values(thread.contacts).map((contact) => contact.at)))} />
  return (
    <>
      <LookingBack past={past} />
      <Passed key="past" conversation={conversation} thread={past} onEarlier={() => void actions.loadPast('earlier')} onLater={past.later ? () => void actions.loadPast('later') : undefined} />
    </>
  )
}

function LookingBack({ past }: { past: Past }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const times = Object.values(past.contacts).map(({ at }) => at)
  const [first, last] = [shortDate(Math.min(...times), now, timeZone), shortDate(Math.max(...times), now, timeZone)]
  return (
    <p className="flex items-center justify-between gap-3 border-b border-edge bg-sunk px-5 py-1.5 text-[13px] text-ink-2">
      <span>Looking back: {first === last ? first : `${first} to ${last}`}</span>
      <Button small onClick={actions.leavePast}>
        Back to now
      </Button>
    </p>
  )
}

type Props = { conversation: ConversationView; thread: ThreadState; onEarlier: () => void; /** More passed after the last row. */ onLater?: () => void }

/** It stays at the end as new things come, unless somebody is reading further up; what the conversation was opened at is brought into sight and marked. */
function Passed({ conversation, thread, onEarlier, onLater }: Props) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const patientId = conversation.who.kind === 'patient' ? conversation.who.patientId : null
  const visits = usePractice((practice) => (patientId ? practice.patients[patientId]?.visits : undefined))
  const verified = isVerified(conversation.verified, now)
  const shown = useMemo(() => (visits ?? []).map((visit) => (isHidden(visit, verified) ? { ...visit, reason: '' } : visit)), [visits, verified])
  const isPast = onLater !== undefined
  const rows = useMemo(() => {
    const contacts = Object.values(thread.contacts)
    // Visits after the last row belong further down.
    return rowsOf(contacts, shown, isPast ? Math.max(...contacts.map(({ at }) => at)) : now, timeZone)
  }, [thread.contacts, shown, now, timeZone, isPast])
  const found = useUi((ui) => ui.found)
  const foundRow = useRef<HTMLDivElement>(null)
  const isHere = found !== null && rows.some((row) => holds(row, found))
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(!isPast)
  const height = useRef(0)
  const last = rows.at(-1)?.id

  useLayoutEffect(() => {
    const it = scroller.current
    if (it && atEnd.current) it.scrollTop = it.scrollHeight
  }, [rows.length, last])

  useLayoutEffect(() => {
    if (!isHere) return
    atEnd.current = false
    foundRow.current?.scrollIntoView({ block: 'center' })
    if (!isTyping()) foundRow.current?.focus({ preventScroll: true })
  }, [isHere, found])

  // The composer grows and shrinks below, and words wrap anew; the end stays the end.
  useEffect(() => {
    const [it, words] = [scroller.current, content.current]
    if (!it || !words) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) it.scrollTop = it.scrollHeight
    })
    observer.observe(it)
    observer.observe(words)
    return () => observer.disconnect()
  }, [])

  return (
    <div
      ref={scroller}
      role="log"
      aria-label="What passed"
      aria-live="off"
      data-selectable
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto px-5 py-4 focus-visible:outline-offset-[-2px]"
      onScroll={({ currentTarget: it }) => {
        // A scroll that only follows from another height is not somebody reading further up.
        if (it.clientHeight !== height.current) {
          height.current = it.clientHeight
          return
        }
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_END
      }}
    >
      <div ref={content} className="mx-auto flex min-h-full max-w-4xl flex-col justify-end gap-2.5">
        {thread.more && (
          <Button small look="quiet" className="self-center" onClick={onEarlier}>
            Show earlier
          </Button>
        )}
        {rows.length === 0 && <p className="pb-2 text-center text-[13px] text-ink-3">Nothing has passed with this number yet.</p>}
        {rows.map((row) => {
          const words = <ThreadRow key={row.id} row={row} now={now} timeZone={timeZone} waitingSince={conversation.waitingSince} />
          if (found === null || !holds(row, found)) return words
          return (
            <div key={row.id} ref={foundRow} tabIndex={-1} data-testid="found" className="-mx-1.5 -my-0.5 flex flex-col rounded-2xl px-1.5 py-1 ring-2 ring-brand outline-none animate-found">
              {words}
            </div>
          )
        })}
        {onLater && (
          <Button small look="quiet" className="self-center" onClick={onLater}>
            Show later
          </Button>
        )}
      </div>
    </div>
  )
}
