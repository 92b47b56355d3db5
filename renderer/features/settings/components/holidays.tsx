import { Plus, X } from 'lucide-react'
import { useId, useRef, type KeyboardEvent } from 'react'
import { dayKey } from '@shared/rules/local-time.ts'
import { HOUR } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { addingProblem, splitAt, withAdded, withoutHoliday, type Holiday, type HolidaysForm } from '../rules/holidays-form.ts'
import { Block } from './section.tsx'

/** Days on which the doors stay closed whatever the week says: a list, and a line to add to it. */
export function Holidays({ value, onChange }: { value: HolidaysForm; onChange: (value: HolidaysForm) => void }) {
  const timeZone = usePractice((state) => state.practice.timeZone)
  const today = dayKey(useNow(HOUR), timeZone)
  const { adding } = value
  const problem = addingProblem(value, plainDate)
  const date = useRef<HTMLInputElement>(null)
  const id = useId()
  const { coming, past } = splitAt(value.holidays, today)
  // While only a name was typed, the date is what comes next, not a mistake.
  const shown = adding.date === '' ? null : problem

  function add(): void {
    if (adding.date === '' || problem !== null) return date.current?.focus()
    onChange(withAdded(value))
    date.current?.focus()
  }
  function remove(one: string): void {
    onChange({ ...value, holidays: withoutHoliday(value.holidays, one) })
    date.current?.focus()
  }
  /** Enter adds; the whole form is saved by its own keys. */
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    add()
  }
  const edit = (part: Partial<Holiday>): void => onChange({ ...value, adding: { ...adding, ...part } })

  return (
    <Block title="Holidays">
      <p className="max-w-prose text-[13px] text-ink-2">Days on which the doors stay closed whatever the week says. Missed callers get the words for a holiday.</p>
      {coming.length > 0 && <List label="Holidays to come" holidays={coming} onRemove={remove} />}
      <div role="group" aria-label="Add a holiday" className="flex flex-wrap items-center gap-2">
        <span className="w-40">
          <Input ref={date} type="date" aria-label="Date of the holiday" aria-describedby={`${id}-problem`} aria-invalid={shown ? true : undefined} max="9999-12-31" value={adding.date} onChange={({ target }) => edit({ date: target.value })} onKeyDown={press} />
        </span>
        <span className="min-w-40 flex-1">
          <Input aria-label="Name of the holiday" maxLength={60} placeholder="Thanksgiving" value={adding.name} onChange={({ target }) => edit({ name: target.value })} onKeyDown={press} />
        </span>
        <Button icon={<Plus size={15} aria-hidden />} onClick={add}>
          Add
        </Button>
        <p id={`${id}-problem`} role="status" className="w-full text-xs text-miss-ink empty:hidden">
          {shown}
        </p>
      </div>
      {past.length > 0 && (
        <details className="text-ink-3">
          <summary className="text-xs">{past.length === 1 ? 'One that has passed' : `${past.length} that have passed`}</summary>
          <List label="Holidays that have passed" holidays={past} onRemove={remove} />
        </details>
      )}
    </Block>
  )
}

function List({ label, holidays, onRemove }: { label: string; holidays: readonly Holiday[]; onRemove: (date: string) => void }) {
  return (
    <ul aria-label={label} className="grid">
      {holidays.map(({ date, name }) => (
        <li key={date} className="flex min-h-9 items-center gap-3 border-b border-edge text-[13px] last:border-b-0">
          <span className="w-28 shrink-0 font-medium">{plainDate(date)}</span>
          <span className="min-w-0 flex-1 wrap-anywhere text-ink-2">{name}</span>
          <IconButton label={`Remove ${name || plainDate(date)}`} className="hover:text-miss-ink" onClick={() => onRemove(date)}>
            <X size={15} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
