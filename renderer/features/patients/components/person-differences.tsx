import type { PatientView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { Button } from '@renderer/ui/button.tsx'
import { languageName, moment, plainDate } from '@renderer/ui/format.ts'
import { fieldName, saidValue } from '../rules/history.ts'

type Difference = PatientView['differences'][number]

const say = { language: languageName, date: plainDate }

/** Where the practice software says something else than the desk entered: both, with who and when, and one click for either. */
export function PersonDifferences({ patient }: { patient: PatientView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  if (patient.differences.length === 0) return null
  return (
    <section aria-label="To decide" className="grid gap-2 rounded-xl border-l-3 border-wait bg-wait-soft px-4 py-3 text-[13px]">
      <h3 className="font-semibold text-wait-ink">The practice software says something else. Which is right?</h3>
      <ul className="grid gap-3">
        {patient.differences.map((one) => (
          <li key={one.field} className="grid gap-1.5">
            <span className="font-medium">{fieldName(one.field)}</span>
            <div className="grid gap-2 @md:grid-cols-2">
              <Side value={saidValue(one.field, one.ours, say)} from={[one.by, one.since === null ? '' : moment(one.since, now, timeZone)].filter(Boolean).join(', ')}>
                <Button small aria-label={`Keep ours: ${fieldName(one.field)}`} onClick={() => void settle(patient.id, one, 'ours')}>
                  Keep
                </Button>
              </Side>
              <Side value={saidValue(one.field, one.theirs, say)} from={`${one.source}, ${moment(one.at, now, timeZone)}`}>
                <Button small aria-label={`Take theirs: ${fieldName(one.field)}`} onClick={() => void settle(patient.id, one, 'theirs')}>
                  Take this
                </Button>
              </Side>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Side({ value, from, children }: { value: string; from: string; children: React.ReactNode }) {
  return (
    <div className="flex items-center gap-2 rounded-lg border border-edge bg-panel px-3 py-2">
      <div className="min-w-0 flex-1" data-selectable>
        <p className="font-medium wrap-anywhere">{value || <span className="text-ink-3">nothing</span>}</p>
        <p className="text-xs text-ink-2 wrap-anywhere">{from}</p>
      </div>
      {children}
    </div>
  )
}

async function settle(patientId: string, { field, ours, theirs }: Difference, take: 'ours' | 'theirs'): Promise<void> {
  const done = await actions.ask('people.settle', { patientId, field, theirs, take })
  if (done && take === 'theirs') actions.toast(`${fieldName(field)} taken from the practice software`, 'done', () => void actions.ask('people.change', { patientId, changes: { [field]: ours } }))
}
