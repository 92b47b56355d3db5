import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { withMod } from '@renderer/ui/format.ts'
import type { useLine } from '../hooks/use-line.ts'
import { LineFields } from './line-fields.tsx'

type Props = { line: LineView; kind: LineKindView; edit: ReturnType<typeof useLine> }

/** The settings of a line, saved together. The core says what is wrong with them. */
export function LineSettings({ line, kind, edit }: Props) {
  const { value, dirty, rename, changeField, refusal, busy, save, reset } = edit
  return (
    <Form label={`Settings of ${line.name}`} onSave={save} onEscape={reset} className="grid gap-3.5">
      <LineFields kind={kind} form={value} kept={(name) => line.settings[name] === true} onName={rename} onChange={changeField} />
      <Refusal>{refusal}</Refusal>
      <div className="flex flex-wrap items-center gap-2">
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
  )
}

/** What the core said against it. */
export function Refusal({ children }: { children: string | null }) {
  if (children === null) return null
  return (
    <p role="alert" className="rounded-lg border-l-3 border-miss bg-miss-soft px-3 py-2 text-[13px] text-miss-ink">
      {children}
    </p>
  )
}
