import type { PatientView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { shortDate } from '@renderer/ui/format.ts'
import { MINUTE } from '@shared/time.ts'
import { Section } from './section.tsx'

/** Records that were joined to this one; each can be taken apart again. */
export function PersonMerges({ patient }: { patient: PatientView }) {
  const now = useNow(MINUTE)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  async function takeApart(from: string, name: string): Promise<void> {
    if (await actions.ask('people.unmerge', { from })) actions.toast(`${name} is a record of its own again`, 'done', () => void actions.ask('people.merge', { from, into: patient.id, taken: [] }))
  }
  return (
    <Section title="Joined records">
      <ul className="grid gap-1">
        {patient.merged.map(({ id, name, at, by }) => (
          <li key={id} className="flex items-baseline gap-3 text-[13px]">
            <span className="min-w-0 flex-1 wrap-anywhere">
              {name} <span className="text-ink-3">by {by}, {shortDate(at, now, timeZone)}</span>
            </span>
            <button type="button" className="shrink-0 font-medium text-brand-ink hover:underline" onClick={() => void takeApart(id, name)}>
              Take apart
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
