import { useMemo, useRef, useState } from 'react'
import type { PatientFields, PatientView } from '@shared/contract/views.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { changesOf, isTouched, problemsOf, startValues, type FormField, type FormValues, type Problems, type Reading } from '../rules/form-values.ts'
import { orderIn } from '../rules/typed-date.ts'
import { keepForm, keptForm } from '../store/kept-form.ts'
import { draftFor, keepDraft } from '../store/form-drafts.ts'

export type PatientFormProps = {
  /** Null for somebody new. */
  patient: PatientView | null
  /** What is known already: the number that called, the words of a search. */
  prefill?: Partial<PatientFields>
  /** Saves; false when it was refused, and then the form stays as it is. */
  /** Keeps what is typed in the practice's file too, under this id of a draft. */
  keptAs?: string
  onSave: (changes: Partial<PatientFields>) => Promise<boolean>
  onCancel: () => void
}

const NOTHING: Partial<PatientFields> = {}

/** The state of one patient form: what was touched over what is known, kept under `key` when the form goes away unsaved. */
export function usePatientForm({ patient, prefill = NOTHING, keptAs, onSave, onCancel }: PatientFormProps, key: string) {
  const { country, timeZone } = usePractice((practice) => practice.practice)
  const reading: Reading = { order: orderIn(country), now: practiceNow(), timeZone }
  const [touched, setTouched] = useState(() => ({ ...(keptAs ? keptForm(keptAs) : {}), ...draftFor(key) }))
  // What was touched last, for handlers that run before the next render: mod+Enter adds a half-typed alert and saves.
  const latest = useRef(touched)
  // Whether this form began with something that was typed earlier.
  const [resumed, setResumed] = useState(Object.keys(touched).length > 0)
  const [saving, setSaving] = useState(false)
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<ReadonlySet<FormField>>(new Set())
  const start = useMemo(() => startValues(patient, prefill, orderIn(country)), [patient, prefill, country])
  const values: FormValues = { ...start, ...touched }
  const problems = problemsOf(values, reading)
  const dirty = isTouched(start, touched)

  function put(next: Partial<FormValues>): void {
    latest.current = next
    setTouched(next)
    keepDraft(key, next)
    if (keptAs) keepForm(keptAs, next)
  }

  function set<F extends FormField>(field: F, value: FormValues[F]): void {
    put({ ...latest.current, [field]: value })
  }

  function leave(field: FormField): void {
    // An untouched name field is not scolded for being empty.
    if (field !== 'givenName' && values[field].length > 0) setShown(new Set([...shown, field]))
  }

  /** Saves when nothing is wrong; answers the first field that is. */
  async function save(): Promise<FormField | null> {
    if (saving) return null
    const wrong = Object.keys(problemsOf({ ...start, ...latest.current }, reading)) as FormField[]
    setShown(new Set(wrong))
    if (wrong[0]) return wrong[0]
    setSaving(true)
    setAsking(false)
    // Whoever saves may show the person at once, and then nothing may be left to save; a refusal puts it back.
    keepDraft(key, {})
    const saved = await onSave(changesOf(patient, prefill, latest.current, reading))
    setSaving(false)
    put(saved ? {} : latest.current)
    return null
  }

  function discard(): void {
    put({})
    onCancel()
  }

  /** Closes at once when nothing was typed; else asks. Asked already, it is a no. */
  function cancel(): void {
    if (dirty) setAsking(!asking)
    else discard()
  }

  function startOver(): void {
    put({})
    setResumed(false)
  }

  return {
    values,
    reading,
    country,
    saving,
    asking,
    resumed: resumed && dirty,
    /** A field's problem is said once somebody has left the field, or tried to save. */
    problems: Object.fromEntries(Object.entries(problems).filter(([field]) => shown.has(field as FormField))) as Problems,
    set,
    leave,
    save,
    cancel,
    discard,
    stay: () => setAsking(false),
    startOver,
  }
}

export type PatientFormState = ReturnType<typeof usePatientForm>
