import { Braces } from 'lucide-react'
import { useId, useRef } from 'react'
import { AUTOMATIC_VARIABLES } from '@shared/rules/automatic.ts'
import { Button } from '@renderer/ui/button.tsx'
import { TextArea } from '@renderer/ui/field.tsx'
import { Menu } from '@renderer/ui/menu.tsx'
import { writeOver } from '../../templates/components/write-over.ts'
import { insertionAt, labelOf } from '../../templates/rules/pieces.ts'
import { MOST_LETTERS } from '../rules/automatic-form.ts'

type Props = { label: string; language: string; text: string; problem: string | null; hint: string; onChange: (text: string) => void }

/** Variables that are not always known, each in a condition of its own: what stands in it goes where they are not. */
const CONDITIONS = [
  { label: 'Only where a call is promised', words: '{if callback time} {callback time} {end}' },
  { label: 'Only where the opening is known', words: '{if next opening} {next opening} {end}' },
] as const

/** The words of one automatic text, with a menu of what may be filled in. */
export function AutomaticEditor({ label, language, text, problem, hint, onChange }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()

  function insert(words: string): void {
    const field = area.current
    if (!field) return
    const insertion = insertionAt(text, field.selectionStart, field.selectionEnd, words)
    if (text.length + insertion.words.length <= MOST_LETTERS) writeOver(field, field.selectionStart, field.selectionEnd, insertion)
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <TextArea ref={area} id={id} lang={language} dir="auto" spellCheck rows={4} maxLength={MOST_LETTERS} aria-describedby={`${id}-hint`} aria-invalid={problem ? true : undefined} value={text} placeholder="This is {practice}. …" onChange={({ target }) => onChange(target.value)} />
      <div className="flex items-start gap-3">
        <p id={`${id}-hint`} role={problem ? 'alert' : undefined} className={`min-w-0 flex-1 pt-1 text-xs ${problem ? 'text-miss-ink' : 'text-ink-3'}`}>
          {problem ?? (text.length > MOST_LETTERS - 60 ? `${MOST_LETTERS - text.length} letters left.` : hint)}
        </p>
        <Menu
          title="Filled in when it is sent"
          trigger={
            <Button small icon={<Braces size={13} aria-hidden />}>
              Insert variable
            </Button>
          }
          items={[
            ...AUTOMATIC_VARIABLES.map((name) => ({ label: labelOf(name), hint: `{${name}}`, onSelect: () => insert(`{${name}}`) })),
            ...CONDITIONS.map(({ label: condition, words }) => ({ label: condition, hint: '{if …}{end}', onSelect: () => insert(words) })),
          ]}
        />
      </div>
    </div>
  )
}
