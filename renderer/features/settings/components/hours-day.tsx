import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { Switch } from '@renderer/ui/switch.tsx'
import { DAY_NAMES, dayProblem, withBreak, withoutBreak, type DayForm, type Weekday } from '../rules/hours-form.ts'

/** One weekday: open or closed, its times, and a break. */
export function HoursDay({ day, value, onChange }: { day: Weekday; value: DayForm; onChange: (value: DayForm) => void }) {
  const name = DAY_NAMES[day]
  const problem = dayProblem(day, value)
  const split = value.spans.length > 1
  return (
    <fieldset className="grid min-h-11 grid-cols-[7.5rem_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-edge py-1.5 last:border-b-0">
      <legend className="sr-only">{name}</legend>
      <span className="flex h-9 items-center gap-2.5">
        <Switch label={`${name} open`} checked={value.open} onChange={(open) => onChange({ ...value, open })} />
        <span aria-hidden className={clsx('text-[13px] font-medium', !value.open && 'text-ink-3')}>
          {name}
        </span>
      </span>
      {value.open ? (
        <div className="grid gap-1.5">
          {value.spans.map((span, index) => {
            // A day has one span or two; their order is all there is to tell them apart.
            const which = split ? (index === 0 ? ', before the break' : ', after the break') : ''
            const set = (part: Partial<typeof span>): void => onChange({ ...value, spans: value.spans.map((one, at) => (at === index ? { ...one, ...part } : one)) })
            return (
              <div key={which} className="flex items-center gap-2">
                <TimeInput aria-label={`${name} opens${which}`} aria-invalid={problem ? true : undefined} value={span.from} onChange={(event) => set({ from: event.target.value })} />
                <span className="text-[13px] text-ink-3">to</span>
                <TimeInput aria-label={`${name} closes${which}`} aria-invalid={problem ? true : undefined} value={span.to} onChange={(event) => set({ to: event.target.value })} />
              </div>
            )
          })}
          {problem && (
            <p role="alert" className="text-xs text-miss-ink">
              {problem}
            </p>
          )}
        </div>
      ) : (
        <p className="flex h-9 items-center text-[13px] text-ink-3">Closed</p>
      )}
      {value.open && (
        <Button small look="quiet" className="mt-1" aria-label={split ? `Remove break on ${name}` : `Add break on ${name}`} onClick={() => onChange(split ? withoutBreak(value) : withBreak(value))}>
          {split ? 'Remove break' : 'Add break'}
        </Button>
      )}
    </fieldset>
  )
}

function TimeInput(props: ComponentProps<'input'>) {
  return (
    <span className="w-30">
      <Input type="time" {...props} />
    </span>
  )
}
