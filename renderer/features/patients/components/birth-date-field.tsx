import { ageOn } from '@shared/rules/age.ts'
import { plainDate } from '@renderer/ui/format.ts'
import { Field, Input } from '@renderer/ui/field.tsx'
import type { PatientFormState } from '../hooks/use-patient-form.ts'
import { readTypedDate, typedDate } from '../rules/typed-date.ts'

/** A birth date in any usual form; what was understood stands beneath it, so that 3/4 is never a guess in silence. */
export function BirthDateField({ form }: { form: PatientFormState }) {
  const { order, now, timeZone } = form.reading
  const iso = readTypedDate(form.values.birthDate, order, now)
  const age = iso ? ageOn(iso, now, timeZone) : null
  const understood = iso && age !== null ? `${plainDate(iso)} · ${age === 1 ? '1 year old' : `${age} years old`}` : undefined
  return (
    <Field label="Birth date" problem={form.problems.birthDate} hint={understood}>
      {(id, describedBy) => (
        <Input
          id={id}
          name="birthDate"
          aria-describedby={describedBy}
          aria-invalid={form.problems.birthDate ? true : undefined}
          maxLength={40}
          placeholder={typedDate('1967-03-24', order)}
          value={form.values.birthDate}
          onChange={(event) => form.set('birthDate', event.target.value)}
          onBlur={() => form.leave('birthDate')}
        />
      )}
    </Field>
  )
}
