import type { LineView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { Switch } from '@renderer/ui/switch.tsx'
import { useHttpLine } from '../hooks/use-http-line.ts'
import { LineAccess } from './line-access.tsx'
import { LineCard } from './line-card.tsx'

/** An http line: switched at once, its settings saved together. The core says what is wrong with them. */
export function HttpLine({ line }: { line: LineView }) {
  const { value, dirty, change, refusal, busy, save, reset, setEnabled } = useHttpLine(line)
  const tokenKept = line.settings['sendToken'] === true
  return (
    <LineCard line={line} control={<Switch label={`${line.name} on`} checked={line.enabled} disabled={busy} onChange={setEnabled} />}>
      <LineAccess line={line} />
      <Form label={`Settings of ${line.name}`} onSave={save} onEscape={reset} className="grid gap-3 border-t border-edge pt-4">
        <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-3">
          <Field label="Name" hint="As the desk sees it when it rings.">
            {(id, hint) => <Input id={id} aria-describedby={hint} maxLength={60} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
          </Field>
          <Field label="Port" hint="On this PC only.">
            {(id, hint) => <Input id={id} aria-describedby={hint} inputMode="numeric" maxLength={5} value={value.port} onChange={(event) => change({ port: event.target.value })} />}
          </Field>
        </div>
        <Field label="Where to send texts" hint="Rapport posts each text here. Leave it empty if this line only receives.">
          {(id, hint) => <Input id={id} aria-describedby={hint} type="url" placeholder="https://sms.example.org/send" value={value.sendUrl} onChange={(event) => change({ sendUrl: event.target.value })} />}
        </Field>
        <Field label="Token for sending" hint={sendTokenHint(tokenKept, value.sendToken)}>
          {(id, hint) => (
            <div className="flex gap-2">
              <Input
                id={id}
                aria-describedby={hint}
                type="password"
                placeholder={value.sendToken === null ? 'None' : tokenKept ? 'Kept; type to replace it' : 'None'}
                value={value.sendToken ?? ''}
                onChange={(event) => change({ sendToken: event.target.value })}
              />
              {tokenKept && <Button onClick={() => change({ sendToken: value.sendToken === null ? '' : null })}>{value.sendToken === null ? 'Keep it' : 'Remove'}</Button>}
            </div>
          )}
        </Field>
        {refusal && (
          <p role="alert" className="text-[13px] text-miss-ink">
            {refusal}
          </p>
        )}
        <div className="flex items-center gap-2">
          <Button type="submit" look={dirty ? 'primary' : 'plain'} shortcut={dirty ? withMod('S') : undefined} disabled={!dirty || busy || value.name.trim() === ''}>
            Save
          </Button>
          {dirty && (
            <Button look="quiet" shortcut="Esc" onClick={reset}>
              Undo changes
            </Button>
          )}
          <p role="status" className="text-[12.5px] text-ink-2">
            {dirty ? 'Not saved yet' : ''}
          </p>
        </div>
      </Form>
    </LineCard>
  )
}

function sendTokenHint(kept: boolean, typed: string | null): string {
  if (typed === null) return 'It is removed when you save.'
  return kept ? 'It is kept and never shown again.' : 'If your text system wants one. It is kept and never shown again.'
}
