import { useEffect, useId, useRef, useState } from 'react'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Select, TextArea } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { giveConsent, stopTexts } from '../hooks/use-consent.ts'
import { ASKED, BASES, type Basis, type ConsentNumber } from '../rules/consent-words.ts'
import type { ConsentDraft } from '../store/consent-drafts.ts'

type Props = { number: ConsentNumber; draft: ConsentDraft; onChange: (part: Partial<ConsentDraft>) => void; /** It was noted, or given up. */ onDone: () => void }

const frame = 'grid gap-3 rounded-lg bg-sunk p-3'

/** Notes that somebody asked for no texts; there is no way back from here. */
export function StopForm({ number: { number, display }, draft, onChange, onDone }: Props) {
  const [saving, setSaving] = useState(false)
  const first = useFirst<HTMLSelectElement>()
  async function save(): Promise<void> {
    if (saving) return
    setSaving(true)
    const stopped = await stopTexts(number, draft.asked)
    setSaving(false)
    if (!stopped) return
    onDone()
    actions.toast(`No more texts to ${display}`, 'done')
  }
  return (
    <Form label={`They asked for no texts: ${display}`} onSave={() => void save()} onEscape={onDone} className={frame}>
      <Field label="How they asked">
        {(id) => (
          <Select ref={first} id={id} className="max-w-64" value={draft.asked} onChange={({ target }) => onChange({ asked: target.value })}>
            {ASKED.map((how) => (
              <option key={how} value={how}>
                {`They ${how}`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <p className="text-xs text-ink-2">Texts to {display} stop at once, and what has not left yet is cancelled. You cannot take this back: only they can, by texting START.</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" type="submit" disabled={saving}>
          Stop texts to {display}
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </Form>
  )
}

/** Notes what somebody agreed to, with the words they agreed to. */
export function AgreedForm({ number: { number, display }, draft, onChange, onDone }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const wording = useRef<HTMLTextAreaElement>(null)
  const first = useFirst<HTMLInputElement>()
  const group = useId()
  async function save(): Promise<void> {
    if (saving) return
    if (draft.wording.trim() === '') {
      setRefusal('Write the words they agreed to, as they stand on the form or were said.')
      return wording.current?.focus()
    }
    setSaving(true)
    const problem = await giveConsent(number, draft.basis, draft.wording.trim())
    setSaving(false)
    setRefusal(problem)
    if (problem !== null) return
    onDone()
    actions.toast('Noted what they agreed to', 'done')
  }
  return (
    <Form label={`What they agreed to: ${display}`} onSave={() => void save()} onEscape={onDone} className={frame}>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5">
        <legend className="mb-1 text-xs font-medium text-ink-2">How they agreed</legend>
        {(Object.keys(BASES) as Basis[]).map((basis, index) => (
          <label key={basis} className="flex items-center gap-2 text-[13px]">
            <input ref={index === 0 ? first : undefined} type="radio" name={group} className="size-4 accent-brand" checked={draft.basis === basis} onChange={() => onChange({ basis })} />
            {BASES[basis].choice}
          </label>
        ))}
      </fieldset>
      <Field label="The words they agreed to" problem={refusal}>
        {(id, hint) => (
          <TextArea
            ref={wording}
            id={id}
            aria-describedby={refusal ? hint : undefined}
            aria-invalid={refusal ? true : undefined}
            rows={3}
            maxLength={1000}
            placeholder="You may text me about my visits at this number."
            value={draft.wording}
            onChange={({ target }) => onChange({ wording: target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" shortcut={withMod('S')} disabled={saving}>
          Note it
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </Form>
  )
}

/** The field that has the keyboard when a form opens. */
function useFirst<T extends HTMLElement>() {
  const first = useRef<T>(null)
  useEffect(() => first.current?.focus(), [])
  return first
}
