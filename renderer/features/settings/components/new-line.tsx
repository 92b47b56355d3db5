import type { LineKindView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Form } from '@renderer/ui/form.tsx'
import type { LineForm } from '../rules/line-form.ts'
import type { useNewLine } from '../hooks/use-new-line.ts'
import { Guide } from './guide.tsx'
import { LineFields } from './line-fields.tsx'
import { Refusal } from './line-settings.tsx'

type Adding = ReturnType<typeof useNewLine>

/**
 * Adds a line: what do you have, then its settings, then Connect.
 * @param choice whether the kinds are shown: because they were asked for, or because there is no line yet
 */
export function NewLine({ adding, choice, onChosen }: { adding: Adding; choice: 'wanted' | 'first' | null; onChosen: () => void }) {
  if (adding.kind && adding.form) return <NewLineForm kind={adding.kind} form={adding.form} adding={adding} />
  if (!choice) return null
  return (
    <section aria-label="Add a line" className="grid gap-3 rounded-2xl border border-edge-strong bg-panel p-4">
      <header className="flex items-center gap-3">
        <h3 className="flex-1 text-sm font-semibold">What do you want to connect?</h3>
        {choice === 'wanted' && (
          <Button small look="quiet" onClick={onChosen}>
            Cancel
          </Button>
        )}
      </header>
      {choice === 'first' && <p className="text-[13px] text-ink-2">There is no line yet, so no call and no text can come in.</p>}
      <ul className="grid gap-2">
        {adding.kinds.map((kind, index) => (
          <li key={kind.kind}>
            <button
              ref={index === 0 && choice === 'wanted' ? focus : undefined}
              type="button"
              onClick={() => {
                onChosen()
                adding.begin(kind)
              }}
              className="grid w-full gap-0.5 rounded-xl border border-edge px-3.5 py-2.5 text-left transition-colors hover:border-brand hover:bg-brand-soft/40"
            >
              <span className="text-[13.5px] font-semibold">{kind.title}</span>
              <span className="text-[12.5px] text-ink-2">{kind.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function focus(button: HTMLElement | null): void {
  button?.focus()
}

/** Nothing typed here goes by itself: Escape does nothing, another screen keeps it, and Discard can be undone. */
function NewLineForm({ kind, form, adding }: { kind: LineKindView; form: LineForm; adding: Adding }) {
  const { rename, changeField, refusal, busy, connect, discard } = adding
  return (
    <section aria-label={`New line: ${kind.title}`} className="rounded-2xl border border-edge-strong bg-panel">
      <header className="grid gap-0.5 px-4 py-3">
        <h3 className="text-sm font-semibold">New line: {kind.title}</h3>
        <p className="text-[12.5px] text-ink-2">{kind.about}</p>
        <Guide page={kind.guide} />
      </header>
      <Form label={`New line: ${kind.title}`} onSave={connect} onEscape={() => undefined} className="grid gap-3.5 border-t border-edge px-4 py-4">
        <LineFields begun kind={kind} form={form} kept={() => false} onName={rename} onChange={changeField} />
        <Refusal>{refusal}</Refusal>
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" disabled={busy || form.name.trim() === ''}>
            {busy ? 'Connecting' : 'Connect'}
          </Button>
          <Button look="quiet" onClick={discard}>
            Discard
          </Button>
          <p className="text-[12.5px] text-ink-3">It is saved, switched on and tested.</p>
        </div>
      </Form>
    </section>
  )
}
