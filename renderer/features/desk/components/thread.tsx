import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { isVerified } from '@shared/rules/verified.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import type { Thread as ThreadState } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { isHidden } from '../say-facts.ts'
import { rowsOf } from '../thread-rows.ts'
import { ThreadRow } from './thread-row.tsx'

const NEAR_END = 80

/** What passed, oldest first; it stays at the end as new things come, unless somebody is reading further up. */
export function Thread({ conversation, thread }: { conversation: ConversationView; thread: ThreadState }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const patientId = conversation.who.kind === 'patient' ? conversation.who.patientId : null
  const visits = usePractice((practice) => (patientId ? practice.patients[patientId]?.visits : undefined))
  const verified = isVerified(conversation.verified, now)
  const shown = useMemo(() => (visits ?? []).map((visit) => (isHidden(visit, verified) ? { ...visit, reason: '' } : visit)), [visits, verified])
  const rows = useMemo(() => rowsOf(Object.values(thread.contacts), shown, now, timeZone), [thread.contacts, shown, now, timeZone])
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const last = rows.at(-1)?.id

  useLayoutEffect(() => {
    const it = scroller.current
    if (it && atEnd.current) it.scrollTop = it.scrollHeight
  }, [rows.length, last])

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
          <Button small look="quiet" className="self-center" onClick={() => void actions.loadThread(conversation.id, Math.min(...Object.values(thread.contacts).map((contact) => contact.at)))}>
            Show earlier
          </Button>
        )}
        {rows.length === 0 && <p className="pb-2 text-center text-[13px] text-ink-3">Nothing has passed with this number yet.</p>}
        {rows.map((row) => (
          <ThreadRow key={row.id} row={row} now={now} timeZone={timeZone} waitingSince={conversation.waitingSince} />
        ))}
      </div>
    </div>
  )
}
