import { ListTodo, SlidersHorizontal } from 'lucide-react'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty } from '@renderer/ui/empty.tsx'
import { openSettings } from '../settings/store/section.ts'
import { FollowUpRow } from './components/follow-up-row.tsx'

/** What is to be done for people, by day: the late ones first. */
export default function FollowUps() {
  const followUps = usePractice((practice) => practice.followUps)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(MINUTE), timeZone)
  const ordered = Object.values(followUps).sort((a, b) => a.due.localeCompare(b.due) || a.name.localeCompare(b.name))
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
          <section key={title} aria-label={title} className="grid gap-2">
            <h2 className="text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">
              {title} · {rows.length}
            </h2>
            <ul className="grid rounded-2xl border border-edge">
              {rows.map((followUp) => (
                <FollowUpRow key={followUp.id} followUp={followUp} today={today} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {groups.length === 0 && (
        <Empty icon={ListTodo} title="Nothing to follow up">
          What is planned for a patient appears here on its day.
        </Empty>
      )}
    </main>
  )
}
