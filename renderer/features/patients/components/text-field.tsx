import type { ReactNode } from 'react'
import { Field, Input } from '@renderer/ui/field.tsx'
import type { PatientFormState } from '../hooks/use-patient-form.ts'
import type { FormField } from '../rules/form-values.ts'

type TextFields = { [F in FormField]: PatientFormState['values'][F] extends string ? F : never }[FormField]
type Props = { form: PatientFormState; field: Exclude<TextFields, 'channel' | 'timeOfDay'>; label: string; max: number; hint?: ReactNode; placeholder?: string; list?: string; type?: string; autoFocus?: boolean }

/** One line of text of the form. */
export function TextField({ form, field, label, max, hint, ...input }: Props) {
  const problem = form.problems[field]
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(id, describedBy) => (
        <Input
          id={id}
          name={field}
          aria-describedby={problem || hint ? describedBy : undefined}
          aria-invalid={problem ? true : undefined}
          maxLength={max}
          value={form.values[field]}
          onChange={(event) => form.set(field, event.target.value)}
          onBlur={() => form.leave(field)}
          {...input}
        />
      )}
    </Field>
  )
}
