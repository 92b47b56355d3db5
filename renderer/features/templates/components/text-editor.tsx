import clsx from 'clsx'
import { Braces } from 'lucide-react'
import { useId, useRef } from 'react'
import { unknownVariables, VARIABLES } from '@shared/rules/template.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Menu } from '@renderer/ui/menu.tsx'
import { ownName } from '@renderer/ui/languages.ts'
import { closestVariable, MAX_TEXT } from '../rules/draft.ts'
import { inserted, piecesOf } from '../rules/pieces.ts'

type Props = { language: string; text: string; problem: string | null; alone: boolean; onChange: (text: string) => void }

const words = 'col-start-1 row-start-1 px-3 py-2.5 text-sm leading-relaxed whitespace-pre-wrap break-words'

/** Where the text is written. Variables are marked in it; one that does not exist is marked with the reason. */
export function TextEditor({ language, text, problem, alone, onChange }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const cursor = useRef<number | null>(null)
  const id = useId()
  const [wrong] = unknownVariables(text)
  const meant = wrong === undefined ? null : closestVariable(wrong)

  const insert = (name: string): void => {
    const field = area.current
    if (!field) return
    const next = inserted(text, field.selectionStart, field.selectionEnd, `{${name}}`)
    onChange(next.text)
    cursor.current = next.cursor
  }

  /** After an insertion the writing goes on behind it; a menu that was only looked at gives the focus back. */
  const backToText = (event: Event): void => {
    if (cursor.current === null) return
    event.preventDefault()
    area.current?.focus()
    area.current?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = null
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="sr-only">
        Text in {ownName(language)}
      </label>
      <div className={clsx('grid rounded-xl border bg-panel focus-within:outline-2 focus-within:outline-brand', problem ? 'border-miss' : 'border-edge hover:border-edge-strong')}>
        {/* The same words behind the field, seen only where a variable is marked; they also make it as tall as its text. */}
        <div aria-hidden lang={language} dir="auto" className={clsx(words, 'min-h-32 text-transparent select-none')}>
          {piecesOf(text).map(({ at, raw, kind }) =>
            kind === 'words' ? (
              <span key={at}>{raw}</span>
            ) : (
              <mark key={at} className={clsx('rounded text-transparent', kind === 'variable' ? 'bg-brand-soft' : 'bg-miss-soft underline decoration-miss decoration-wavy underline-offset-2')}>
                {raw}
              </mark>
            ),
          )}
          {/* A last line break has no height of its own. */}
          {'\u200b'}
        </div>
        <textarea
          ref={area}
          id={id}
          lang={language}
          dir="auto"
          spellCheck
          value={text}
          maxLength={MAX_TEXT}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem ? true : undefined}
          placeholder="Hi {first name}, …"
          onChange={(event) => onChange(event.target.value)}
          className={clsx(words, 'z-10 size-full resize-none overflow-hidden bg-transparent outline-none')}
        />
      </div>
      <div className="flex items-start gap-3">
        <p id={`${id}-hint`} role={problem ? 'alert' : undefined} className={clsx('min-w-0 flex-1 pt-1 text-xs', problem ? 'text-miss-ink' : 'text-ink-3')}>
          {problem ?? hintFor(text, alone)}
          {problem && wrong !== undefined && meant && (
            <button type="button" className="ml-1.5 font-semibold underline underline-offset-2" onClick={() => onChange(corrected(text, wrong, meant))}>
              Use {`{${meant}}`}
            </button>
          )}
        </p>
        <Menu
          title="Filled in when you send"
          onCloseAutoFocus={backToText}
          trigger={
            <Button small icon={<Braces size={13} aria-hidden />}>
              Insert variable
            </Button>
          }
          items={VARIABLES.map(({ name, label }) => ({ label, hint: `{${name}}`, onSelect: () => insert(name) }))}
        />
      </div>
    </div>
  )
}

function hintFor(text: string, alone: boolean): string {
  if (text.trim() === '') return alone ? 'Write what the patient will read. Words in {braces} fill themselves in.' : 'Left empty, this language is not saved.'
  if (text.length > MAX_TEXT - 100) return `${MAX_TEXT - text.length} letters left.`
  return 'Words in {braces} are filled in for each patient.'
}

function corrected(text: string, wrong: string, meant: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'unknown' && piece.name === wrong ? `{${meant}}` : piece.raw))
    .join('')
}
