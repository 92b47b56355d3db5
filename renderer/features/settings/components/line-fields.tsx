import clsx from 'clsx'
import { useState } from 'react'
import type { LineFieldView, LineKindView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input, Select } from '@renderer/ui/field.tsx'
import { Switch } from '@renderer/ui/switch.tsx'
import { shownFields, type LineForm } from '../rules/line-form.ts'

type Values = {
  form: LineForm
  /** Secrets that the core keeps: they can be replaced or taken away. */
  kept: (name: string) => boolean
  onName: (name: string) => void
  onChange: (name: string, value: string | boolean | null) => void
}

/** A line's name and the settings of its kind, as the kind describes them; what is right for most is folded away. */
export function LineFields({ kind, begun = false, ...values }: Values & { kind: LineKindView; /** Just chosen by a click: its first field has the keyboard. */ begun?: boolean }) {
  const { form, onName } = values
  const shown = shownFields(kind, form)
  const usual = shown.filter(({ advanced }) => !advanced)
  const more = shown.filter(({ advanced }) => advanced)
  const [changedMore] = useState(() => more.some((field) => form.fields[field.name] !== '' && form.fields[field.name] !== field.initial && form.fields[field.name] !== String(field.initial)))
  return (
    <>
      <Field label="Name" hint="As the desk sees it when it rings.">
        {(id, hint) => (
          <Input ref={begun ? focusOnce : undefined} id={id} aria-describedby={hint} maxLength={60} value={form.name} onChange={(event) => onName(event.target.value)} />
        )}
      </Field>
      <Fields fields={usual} {...values} />
      {more.length > 0 && (
        <details open={changedMore}>
          <summary className="w-fit cursor-default rounded text-xs font-medium text-ink-2 hover:text-ink">More settings, right as they are for most</summary>
          <div className="mt-3 grid">
            <Fields fields={more} {...values} />
          </div>
        </details>
      )}
    </>
  )
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.select()
}

function Fields({ fields, form, kept, onChange }: Values & { fields: LineFieldView[] }) {
  if (fields.length === 0) return null
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-3.5">
      {fields.map((field) => (
        <LineField key={field.name} field={field} value={form.fields[field.name] ?? null} kept={kept(field.name)} onChange={(value) => onChange(field.name, value)} />
      ))}
    </div>
  )
}

/** Longer than this a hint wants the whole width. */
const LONG_HINT = 62
const LONG_PLACEHOLDER = 26

type Props = { field: LineFieldView; value: string | boolean | null; kept: boolean; onChange: (value: string | boolean | null) => void }

/** One setting, by the control its kind asks for. */
function LineField({ field, value, kept, onChange }: Props) {
  const { label, hint, placeholder = '', control, choices = [] } = field
  const wide = control === 'switch' || (hint?.length ?? 0) > LONG_HINT || placeholder.length > LONG_PLACEHOLDER
  const className = clsx(wide && 'col-span-2')
  if (control === 'switch') {
    return (
      <div className={clsx('flex items-start gap-4', className)}>
        <div className="grid min-w-0 flex-1 gap-0.5">
          <span aria-hidden className="text-[13px] font-medium">
            {label}
          </span>
          {hint && <p className="text-xs text-ink-3">{hint}</p>}
        </div>
        <Switch label={label} checked={value === true} onChange={onChange} />
      </div>
    )
  }
  if (control === 'secret') return <SecretField {...{ field, value, kept, onChange, className }} />
  const words = String(value ?? '')
  return (
    <Field label={label} hint={hint} className={className}>
      {(id, describedBy) =>
        control === 'choice' ? (
          <Select id={id} aria-describedby={describedBy} value={words} onChange={(event) => onChange(event.target.value)}>
            {!choices.some((choice) => choice.value === words) && <option value={words}>{words}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            id={id}
            aria-describedby={describedBy}
            {...(control === 'number' ? { inputMode: 'numeric' as const, maxLength: 9 } : { maxLength: 1000 })}
            placeholder={placeholder}
            value={words}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}

/** A password or token: typed, never shown again. */
function SecretField({ field, value, kept, onChange, className }: Props & { className: string }) {
  const removed = value === null
  return (
    <Field label={field.label} hint={secretHint(field, kept, removed)} className={className}>
      {(id, hint) => (
        <div className="flex gap-2">
          <Input
            id={id}
            aria-describedby={hint}
            type="password"
            autoComplete="new-password"
            placeholder={removed ? 'None' : kept ? 'Kept; type to replace it' : field.placeholder}
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.target.value)}
          />
          {kept && (
            <Button aria-label={`${removed ? 'Keep' : 'Remove'}: ${field.label}`} onClick={() => onChange(removed ? '' : null)}>
              {removed ? 'Keep it' : 'Remove'}
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}

function secretHint({ hint }: LineFieldView, kept: boolean, removed: boolean): string {
  if (removed) return 'It is removed when you save.'
  return kept ? 'It is kept and never shown again.' : `${hint ? `${hint} ` : ''}It is kept and never shown again.`
}
