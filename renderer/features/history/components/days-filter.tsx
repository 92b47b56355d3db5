import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { MINUTE } from '@shared/time.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { commonDays, daysInWords, type Days } from '../rules/days.ts'
import { FilterMenu } from './filter-chip.tsx'

/** Which days: the usual ones by a click, others by their dates. */
export function DaysFilter({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const { timeZone } = usePractice((practice) => practice.practice)
  const now = useNow(MINUTE)
  const [choosing, setChoosing] = useState(false)
  return (
    <>
      <FilterMenu
        label="Days"
        icon={<CalendarDays size={14} aria-hidden />}
        chosen={daysInWords(days, now, timeZone)}
        items={[...commonDays(now, timeZone).map((common) => ({ label: common.label, onSelect: () => onChange(common.days) })), { label: 'Other days…', onSelect: () => setChoosing(true) }]}
        onRemove={() => onChange({})}
      />
      <Dialog open={choosing} onClose={() => setChoosing(false)} title="Which days?">
        <ChooseDays
          today={dayKey(now, timeZone)}
          onChoose={(chosen) => {
            setChoosing(false)
            onChange(chosen)
          }}
          onLeave={() => setChoosing(false)}
        />
      </Dialog>
    </>
  )
}

function ChooseDays({ today, onChoose, onLeave }: { today: string; onChoose: (days: Days) => void; onLeave: () => void }) {
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [tried, setTried] = useState(false)
  const problem = from === '' && to === '' ? 'Choose at least one day.' : from !== '' && to !== '' && from > to ? 'The last day lies before the first.' : null
  function save(): void {
    setTried(true)
    if (problem === null) onChoose({ ...(from !== '' && { from }), ...(to !== '' && { to }) })
  }
  return (
    <Form label="Which days" onSave={save} onEscape={onLeave} className="grid grid-cols-2 gap-3">
      <Field label="From">{(id, hint) => <Input id={id} aria-describedby={hint} type="date" data-autofocus max={today} value={from} onChange={({ target }) => setFrom(target.value)} />}</Field>
      <Field label="Until, this day included" problem={tried ? problem : null}>
        {(id, hint) => <Input id={id} aria-describedby={hint} type="date" max={today} value={to} onChange={({ target }) => setTo(target.value)} />}
      </Field>
      <Button type="submit" look="primary" className="col-span-2 justify-self-end">
        Show these days
      </Button>
    </Form>
  )
}
