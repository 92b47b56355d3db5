import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { useSectionForm } from '../hooks/use-section-form.ts'
import { addingProblem, toHolidays, toHolidaysForm } from '../rules/holidays-form.ts'
import { dayProblem, hoursInWeek, likeMonday, toHours, toHoursForm, WEEKDAYS } from '../rules/hours-form.ts'
import { hoursEdits } from '../store/section.ts'
import { HoursDay } from './hours-day.tsx'
import { Holidays } from './holidays.tsx'
import { SectionForm } from './section.tsx'

/** When the doors are open, day by day, and on which days they are not. */
export function Hours() {
  const hours = usePractice((state) => state.practice.hours)
  const timeZone = usePractice((state) => state.practice.timeZone)
  const holidays = usePractice((state) => state.practice.holidays)
  const saved = useMemo(() => ({ ...toHoursForm(hours), closed: toHolidaysForm(holidays) }), [hours, holidays])
  const { value, dirty, change, problems, save, reset } = useSectionForm({
    edits: hoursEdits,
    name: 'hours',
    saved,
    problemsOf: (form) => [...WEEKDAYS.flatMap((day) => dayProblem(day, form[day]) ?? []), ...[addingProblem(form.closed, plainDate)].filter((problem) => problem !== null)],
    wrong: (found) => found.length > 0,
    toChange: (form) => ({ hours: toHours(form), holidays: toHolidays(form.closed) }),
  })
  const total = Math.round(hoursInWeek(value) * 4) / 4
  return (
    <SectionForm
      title="Opening hours"
      description={`Outside these hours, missed callers get other words, and callbacks are promised for the next opening. Times are those of ${timeZone.split('/').at(-1)?.replaceAll('_', ' ')}.`}
      dirty={dirty}
      problem={problems?.[0] ?? null}
      onSave={save}
      onReset={reset}
    >
      <div className="grid gap-1">
        {WEEKDAYS.map((day) => (
          <HoursDay key={day} day={day} value={value[day]} onChange={(next) => change({ [day]: next })} />
        ))}
      </div>
      <div className="flex items-center gap-3">
        <Button small icon={<Copy size={13} aria-hidden />} onClick={() => change(likeMonday(value))}>
          Copy Monday to the weekdays
        </Button>
        <p className="text-xs text-ink-3">{total === 0 ? 'Closed all week.' : `Open ${total} hours a week.`}</p>
      </div>
      <Holidays value={value.closed} onChange={(closed) => change({ closed })} />
    </SectionForm>
  )
}
