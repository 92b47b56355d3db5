import { useState, type ReactNode } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { withMod } from '@renderer/ui/format.ts'

type Heading = { title: string; description?: ReactNode; /** What can be done with the whole of it, beside its title. */ action?: ReactNode }

/** A section whose parts act at once. */
export function Section({ title, description, action, children }: Heading & { children: ReactNode }) {
  return (
    // One with nothing to press in it must still scroll by keyboard.
    <section aria-label={title} tabIndex={0} className="relative h-full overflow-y-auto focus-visible:outline-offset-[-2px]">
      <div className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-5 px-7 py-6">
        <SectionHeading title={title} description={description} action={action} />
        {children}
      </div>
    </section>
  )
}

export function SectionHeading({ title, description, action }: Heading) {
  return (
    <header className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      {description && <p className="col-start-1 max-w-prose text-[13px] text-ink-2">{description}</p>}
      {action && <div className="col-start-2 row-span-2 row-start-1 self-center">{action}</div>}
    </header>
  )
}

/** A block within a section. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-2.5 border-t border-edge pt-4 first-of-type:border-t-0 first-of-type:pt-0">
      <h3 className="text-[13px] font-semibold">{title}</h3>
      {children}
    </section>
  )
}

type FormProps = Heading & { dirty: boolean; /** What stands in the way, said beside Save. */ problem: string | null; /** What to think of before saving, in place of “Not saved yet”. */ hint?: string; onSave: () => Promise<unknown>; onReset: () => void; children: ReactNode }

/** A section that is saved as a whole: Save or mod+S, Escape to undo what was typed. */
export function SectionForm({ title, description, dirty, problem, hint = 'Not saved yet', onSave, onReset, children }: FormProps) {
  const [saving, setSaving] = useState(false)
  const save = (): void => {
    if (!dirty || saving) return
    setSaving(true)
    void onSave().finally(() => setSaving(false))
  }
  return (
    <Form label={title} onSave={save} onEscape={dirty ? onReset : () => undefined} className="grid h-full grid-rows-[minmax(0,1fr)_auto]">
      {/* What only screen readers see is placed within what scrolls, not within the window. */}
      <div className="relative overflow-y-auto">
        <div className="grid max-w-2xl gap-5 px-7 py-6">
          <SectionHeading title={title} description={description} />
          {children}
        </div>
      </div>
      <footer className="flex min-h-14 items-center gap-2 border-t border-edge px-7 py-2.5">
        <Button look="primary" type="submit" shortcut={withMod('S')} disabled={!dirty || saving}>
          {saving ? 'Saving' : 'Save'}
        </Button>
        {dirty && (
          <Button look="quiet" shortcut="Esc" onClick={onReset}>
            Undo changes
          </Button>
        )}
        <p role="status" className={`min-w-0 text-[12.5px] ${problem ? 'text-miss-ink' : 'text-ink-2'}`}>
          {problem ?? (dirty ? hint : '')}
        </p>
      </footer>
    </Form>
  )
}
