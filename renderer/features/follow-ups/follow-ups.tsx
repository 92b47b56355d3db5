import { ListTodo, SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { MOST_FOLLOW_UPS, type FollowUpView } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty } from '@renderer/ui/empty.tsx'
import { openSettings } from '../settings/store/section.ts'
import { FollowUpRow } from './components/follow-up-row.tsx'

/** Rows drawn at first, and again with each "more": as many as anybody goes through before looking up. */
const AT_FIRST = 50

/** What is to be done for people, by day: the late ones first. */
export default function FollowUps() {
  const followUps = usePractice((practice) => practice.followUps)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(MINUTE), timeZone)
  const ordered = useMemo(() => Object.values(followUps).sort((a, b) => a.due.localeCompare(b.due) || a.name.localeCompare(b.name)), [followUps])
  const groups = [
    { title: 'Due', rows: ordered.filter(({ due }) => due <= today) },
    { title: 'Coming', rows: ordered.filter(({ due }) => due > today) },
  ].filter(({ rows }) => rows.length > 0)
  return (
    <main aria-label="Follow-ups" className="h-full min-h-0 overflow-y-auto" tabIndex={-1}>
      <div className="mx-auto grid max-w-3xl gap-5 px-6 py-6">
        <header className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1">
          <h1 className="text-lg font-semibold tracking-tight">Follow-ups</h1>
          <Button small icon={<SlidersHorizontal size={13} aria-hidden />} onClick={() => openSettings('followUps')}>
            Rules
          </Button>
          <p className="text-[13px] text-ink-2">What is to be done for patients, by day. Write one in the note on a card: “ask about the knee in 2 weeks”, then Alt 2. Your rules plan them after visits by themselves.</p>
        </header>
        {groups.map(({ title, rows }) => (
          <Group key={title} title={title} rows={rows} today={today} />
        ))}
        {ordered.length >= MOST_FOLLOW_UPS && <p className="text-[13px] text-ink-2">These are the {MOST_FOLLOW_UPS} soonest; the others stand on their day and on each card.</p>}
      </div>
      {groups.length === 0 && (
        <Empty icon={ListTodo} title="Nothing to follow up">
          What is planned for a patient appears here on its day.
        </Empty>
      )}
    </main>
  )
}

function Group({ title, rows, today }: { title: string; rows: readonly FollowUpView[]; today: string }) {
  const [shown, setShown] = useState(AT_FIRST)
  return (
    <section aria-label={title} className="grid gap-2">
      <h2 className="text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">
        {title} · {rows.length}
      </h2>
      <ul className="grid rounded-2xl border border-edge">
        {rows.slice(0, shown).map((followUp) => (
          <FollowUpRow key={followUp.id} followUp={followUp} today={today} />
        ))}
      </ul>
      {rows.length > shown && (
        <Button className="justify-self-center" onClick={() => setShown(shown + AT_FIRST)}>
          Show {Math.min(AT_FIRST, rows.length - shown)} more
        </Button>
      )}
    </section>
  )
}
