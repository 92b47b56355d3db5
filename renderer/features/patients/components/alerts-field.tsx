import { X } from 'lucide-react'
import { useState } from 'react'
import { Field, Input } from '@renderer/ui/field.tsx'
import type { PatientFormState } from '../hooks/use-patient-form.ts'

const MOST = 12

/** Short things the desk must know: type one and press Enter. What stands in the field when it is left counts too. */
export function AlertsField({ form }: { form: PatientFormState }) {
  const [text, setText] = useState('')
  const { alerts } = form.values
  function add(): void {
    const alert = text.trim()
    setText('')
    if (alert && !alerts.includes(alert)) form.set('alerts', [...alerts, alert])
  }
  return (
    <div className="grid gap-2 @lg:col-span-2">
      {alerts.length > 0 && (
        <ul aria-label="Alerts" className="flex flex-wrap gap-1.5">
          {alerts.map((alert) => (
            <li key={alert} className="flex max-w-full items-center gap-1 rounded-full bg-miss-soft py-0.5 pr-1 pl-2.5 text-[12.5px] font-medium text-miss-ink">
              <span className="min-w-0 wrap-anywhere">{alert}</span>
              <button
                type="button"
                aria-label={`Remove alert: ${alert}`}
                className="grid size-5 shrink-0 place-items-center rounded-full hover:bg-panel"
                onClick={() => form.set('alerts', alerts.filter((other) => other !== alert))}
              >
                <X size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {alerts.length < MOST && (
        <Field label="Add an alert" hint="Press Enter to add it. Shown in red whenever this person calls.">
          {(id, describedBy) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              maxLength={120}
              placeholder="Hard of hearing, left ear"
              value={text}
              onChange={({ target }) => setText(target.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === 'Enter') {
                  add()
                  // mod+Enter goes on to save; the alert is in the form by then.
                  if (!event.ctrlKey && !event.metaKey) event.preventDefault()
                } else if (event.key === 'Backspace' && text === '' && alerts.length > 0) form.set('alerts', alerts.slice(0, -1))
              }}
            />
          )}
        </Field>
      )}
    </div>
  )
}
