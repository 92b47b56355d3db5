import { useEffect, useRef, useState } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { TimeZoneField } from '../../settings/components/time-zone-field.tsx'
import { phoneHint } from '../../settings/rules/practice-form.ts'
import { useSetUp } from '../hooks/use-set-up.ts'

/** The least a practice needs to begin. */
export function SetUp({ onBack }: { onBack: () => void }) {
  const { form, change, problems, begin, busy } = useSetUp()
  const first = useRef<HTMLInputElement>(null)
  const [leftPhone, setLeftPhone] = useState(false)
  useEffect(() => first.current?.focus(), [])
  const doubt = leftPhone && form.phone.trim() !== '' ? phoneHint(form.phone, form.country ?? 'US') : null
  return (
    <Form label="Set up your practice" onSave={begin} onEscape={onBack} className="mx-auto grid w-full max-w-xl gap-4 rounded-2xl border border-edge bg-panel p-6 shadow-card">
      <Field label="Name of the practice" problem={problems.name} hint="As patients know it.">
        {(id, hint) => <Input ref={first} id={id} aria-describedby={hint} aria-invalid={problems.name ? true : undefined} maxLength={120} placeholder="Lakeside Family Clinic" value={form.name} onChange={(event) => change({ name: event.target.value })} />}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Phone" hint={doubt ?? 'Patients are told to call it.'}>
          {(id, hint) => <Input id={id} aria-describedby={hint} type="tel" maxLength={40} placeholder="(555) 010-0100" value={form.phone} onBlur={() => setLeftPhone(true)} onChange={(event) => change({ phone: event.target.value })} />}
        </Field>
        <TimeZoneField value={form.timeZone} onChange={(timeZone) => change({ timeZone })} />
      </div>
      <Field label="Your name" problem={problems.you} hint="You are the first at the desk; add colleagues later.">
        {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={problems.you ? true : undefined} maxLength={80} placeholder="Ana Kovač" value={form.you} onChange={(event) => change({ you: event.target.value })} />}
      </Field>
      <div className="mt-1 flex items-center justify-between gap-3">
        <Button look="quiet" shortcut="Esc" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="primary" shortcut="⏎" disabled={busy}>
          {busy ? 'Setting up' : 'Create my practice'}
        </Button>
      </div>
    </Form>
  )
}
