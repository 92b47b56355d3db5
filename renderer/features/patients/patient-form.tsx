import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Field, Select } from '@renderer/ui/field.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { AlertsField } from './components/alerts-field.tsx'
import { BirthDateField } from './components/birth-date-field.tsx'
import { FormFooter } from './components/form-footer.tsx'
import { FormSection } from './components/form-section.tsx'
import { LanguageField } from './components/language-field.tsx'
import { PhonesField } from './components/phones-field.tsx'
import { TextField } from './components/text-field.tsx'
import { usePatientForm, type PatientFormProps } from './hooks/use-patient-form.ts'
import type { FormValues } from './rules/form-values.ts'
import { draftKey } from './store/form-drafts.ts'

/**
 * The form of one person, for a new one (`patient` null) or one who is there. It fits a narrow card and takes two columns where it
 * is wide. mod+Enter saves, Escape cancels (and asks first when something was typed). Only changed fields are given to `onSave`.
 * A half-typed edit is kept in memory and is there again when the form comes back.
 */
export function PatientForm(props: PatientFormProps) {
  const which = usePractice((practice) => practice.which)
  const key = draftKey(which, props.patient?.id ?? null, props.prefill ?? {})
  // Another person is another form: what was typed about one is never saved to the next.
  return <FormOf key={key} draft={key} {...props} />
}

function FormOf({ draft, ...props }: PatientFormProps & { draft: string }) {
  const form = usePatientForm(props, draft)
  const hidden = useNamesHidden()
  const clinicians = usePractice((practice) => practice.clinicians)
  const element = useRef<HTMLFormElement>(null)
  const cliniciansId = useId()

  // The form was asked for, so the keyboard may go to it; a pane that is already being typed in is left alone by who shows it.
  useEffect(() => (hidden ? undefined : element.current?.querySelector('input')?.focus()), [hidden])
  // Also when the focus is beside the form.
  useKeys({ Escape: () => (hidden ? false : form.cancel()) })
  // After "Keep editing" the keyboard is back where it was.
  const lastField = useRef<HTMLElement>(null)
  const { asking } = form
  useEffect(() => {
    if (!asking) lastField.current?.focus()
  }, [asking])

  async function save(): Promise<void> {
    const wrong = await form.save()
    if (wrong) element.current?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus()
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
    else if (event.key === 'Escape') form.cancel()
    // Enter alone would save a record that has only just been begun.
    else if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    event.stopPropagation()
  }

  // What was typed stays with the form; its fields would show it.
  if (hidden) return <NamesHidden what="This form, with what you typed," />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys come up from the fields; the form itself is no target
    <form
      ref={element}
      aria-label={props.patient ? `Edit ${props.patient.fullName}` : 'New patient'}
      className="@container flex min-h-0 flex-col"
      onKeyDown={press}
      onFocus={({ target }) => {
        if (!(target instanceof HTMLButtonElement)) lastField.current = target
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="grid gap-5 pb-4">
        {form.resumed && (
          <p className="flex items-baseline justify-between gap-3 rounded-lg bg-note px-3 py-2 text-xs text-note-ink">
            <span>What you typed earlier is still here, not saved yet.</span>
            <button type="button" className="shrink-0 font-semibold underline underline-offset-2" onClick={form.startOver}>
              Start over
            </button>
          </p>
        )}
        <FormSection title="Name">
          <TextField form={form} field="givenName" label="First name" max={120} />
          <TextField form={form} field="familyName" label="Last name" max={120} />
          <TextField form={form} field="preferredName" label="Likes to be called" max={120} />
          <TextField form={form} field="pronouns" label="Pronouns" max={40} />
          <BirthDateField form={form} />
          <LanguageField form={form} />
        </FormSection>
        <FormSection title="How to reach them">
          <PhonesField form={form} />
          <TextField form={form} field="email" label="Email" max={200} />
          <div className="grid grid-cols-2 gap-3">
            <Field label="Prefers">
              {(id) => (
                <Select id={id} value={form.values.channel} onChange={({ target }) => form.set('channel', target.value as FormValues['channel'])}>
                  <option value="any">No preference</option>
                  <option value="text">Texts</option>
                  <option value="call">Calls</option>
                </Select>
              )}
            </Field>
            <Field label="Best time">
              {(id) => (
                <Select id={id} value={form.values.timeOfDay} onChange={({ target }) => form.set('timeOfDay', target.value as FormValues['timeOfDay'])}>
                  <option value="any">Any time</option>
                  <option value="morning">Mornings</option>
                  <option value="afternoon">Afternoons</option>
                </Select>
              )}
            </Field>
          </div>
        </FormSection>
        <FormSection title="What the desk must know">
          <AlertsField form={form} />
        </FormSection>
        <FormSection title="At this practice">
          <TextField form={form} field="clinician" label="Usual clinician" max={120} list={cliniciansId} />
          <datalist id={cliniciansId}>
            {clinicians.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
          <TextField form={form} field="patientSince" label="Patient since" max={20} placeholder="2016" />
          <TextField form={form} field="relation" label="Relation in the household" max={60} placeholder="Daughter" />
          <TextField form={form} field="externalId" label="ID in the practice software" max={120} />
        </FormSection>
      </div>
      <FormFooter form={form} isNew={props.patient === null} />
    </form>
  )
}
