import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { usePractice } from '@renderer/store/index.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { useSectionForm } from '../hooks/use-section-form.ts'
import { MOST_LINES, moved, toChecklist, toChecklistForm, twinIn, withLine, withoutLine, withText } from '../rules/checklist-form.ts'
import { checklistEdits } from '../store/section.ts'
import { SectionForm } from './section.tsx'

/** What the desk makes sure of before hanging up: up to five short lines, in the order in which they are said. */
export function ChecklistSection() {
  const checklist = usePractice((state) => state.practice.checklist)
  const saved = useMemo(() => toChecklistForm(checklist), [checklist])
  const { value, dirty, change, problems, save, reset } = useSectionForm({
    edits: checklistEdits,
    name: 'checklist',
    saved,
    problemsOf: twinIn,
    wrong: (twin) => twin !== null,
    toChange: (form) => ({ checklist: toChecklist(form) }),
  })
  const list = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  /** The line that has the keyboard once it stands where it goes. */
  const next = useRef<string | null>(null)
  useEffect(() => {
    const wanted = next.current
    if (wanted === null) return
    next.current = null
    const field = list.current?.querySelector<HTMLElement>(`[data-line="${wanted}"]`)
    if (field) field.focus()
    else add.current?.focus()
  }, [value])

  function addLine(): void {
    const id = `new ${Date.now()} ${value.lines.length}`
    next.current = id
    change(withLine(value, id))
  }
  function remove(id: string): void {
    const at = value.lines.findIndex((line) => line.id === id)
    next.current = (value.lines[at + 1] ?? value.lines[at - 1])?.id ?? 'none'
    change(withoutLine(value, id))
  }
  function move(id: string, by: -1 | 1): void {
    next.current = id
    change(moved(value, id, by))
  }
  function press(event: KeyboardEvent, id: string): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (!event.altKey || by === null) return
    event.preventDefault()
    move(id, by)
  }

  return (
    <SectionForm
      title="Before hanging up"
      description="Shown under a conversation while you talk with somebody, each line with a key of its own. What was ticked stays with the call. Without lines nothing is shown."
      dirty={dirty}
      problem={problems === null ? null : 'Two lines say the same. Ticking one would tick both.'}
      onSave={save}
      onReset={reset}
    >
      <ul ref={list} aria-label="Lines" className="grid gap-2">
        {value.lines.map(({ id, text }, index) => (
          <li key={id} className="flex items-center gap-1.5">
            <Input
              data-line={id}
              aria-label={`Line ${index + 1}`}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              aria-invalid={problems === id ? true : undefined}
              maxLength={60}
              placeholder="Insurance card seen"
              value={text}
              onChange={({ target }) => change(withText(value, id, target.value))}
              onKeyDown={(event) => press(event, id)}
            />
            <IconButton label={`Move up: line ${index + 1}`} title="Move up  Alt+↑" disabled={index === 0} onClick={() => move(id, -1)}>
              <ArrowUp size={15} />
            </IconButton>
            <IconButton label={`Move down: line ${index + 1}`} title="Move down  Alt+↓" disabled={index === value.lines.length - 1} onClick={() => move(id, 1)}>
              <ArrowDown size={15} />
            </IconButton>
            <IconButton label={`Remove: line ${index + 1}`} className="hover:text-miss-ink" onClick={() => remove(id)}>
              <X size={15} />
            </IconButton>
          </li>
        ))}
      </ul>
      {value.lines.length === 0 && <p className="rounded-xl border border-dashed border-edge-strong px-4 py-5 text-center text-[13px] text-ink-2">No lines: nothing is shown during a call.</p>}
      {value.lines.length < MOST_LINES ? (
        <Button ref={add} className="justify-self-start" icon={<Plus size={15} aria-hidden />} onClick={addLine}>
          Add a line
        </Button>
      ) : (
        <p className="text-xs text-ink-3">Five lines are as many as anybody runs through while saying goodbye.</p>
      )}
    </SectionForm>
  )
}
