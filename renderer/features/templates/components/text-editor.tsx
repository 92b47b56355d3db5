import clsx from 'clsx'
import { useId, useMemo, useRef, type ReactNode } from 'react'
import { unknownVariables } from '@shared/rules/template.ts'
import { ownName } from '@renderer/ui/languages.ts'
import { closestVariable, isOnlyOpen, MAX_TEXT } from '../rules/draft.ts'
import { corrected, insertionAt, smallestChange } from '../rules/pieces.ts'
import { costlyNotes, plainNotes } from '../rules/plain.ts'
import { InsertMenu, type Inserted } from './insert-menu.tsx'
import { MarkedText } from './marked-text.tsx'
import { PlainNotes } from './plain-notes.tsx'
import { writeOver } from './write-over.ts'

type Props = { language: string; text: string; problem: string | null; alone: boolean; /** How many texts a wording takes. */ segmentsOf: (text: string) => number; onChange: (text: string) => void }

const field = 'col-start-1 row-start-1 px-3 py-2.5 text-sm leading-relaxed whitespace-pre-wrap break-words'

/** Where the text is written. Variables and conditions are marked in it; one that does not exist is marked with the reason. */
export function TextEditor({ language, text, problem, alone, segmentsOf, onChange }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const [wrong] = unknownVariables(text)
  const meant = wrong === undefined ? null : closestVariable(wrong)

  const notes = useMemo(() => plainNotes(text, language), [text, language])
  const costly = useMemo(() => costlyNotes(text, segmentsOf), [text, segmentsOf])

  const insert = ({ open, close }: Inserted): void => {
    if (!area.current) return
    const { selectionStart: from, selectionEnd: to } = area.current
    writeOver(area.current, from, to, insertionAt(text, from, to, open, close))
  }

  const become = (next: string): void => {
    const { from, to, words } = smallestChange(text, next)
    if (area.current) writeOver(area.current, from, to, { words, cursor: words.length })
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="sr-only">
        Text in {ownName(language)}
      </label>
      <div className={clsx('grid rounded-xl border bg-panel focus-within:outline-2 focus-within:outline-brand', problem ? 'border-miss' : 'border-edge hover:border-edge-strong')}>
        {/* Behind the field; it also makes it as tall as its text. */}
        <MarkedText text={text} stretches={notes.flatMap(({ stretches }) => stretches)} language={language} className={clsx(field, 'min-h-32')} />
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
          className={clsx(field, 'z-10 size-full resize-none overflow-hidden bg-transparent outline-none')}
        />
      </div>
      <div className="flex items-start gap-3">
        <p id={`${id}-hint`} role={problem ? 'alert' : undefined} className={clsx('min-w-0 flex-1 pt-1 text-xs', problem ? 'text-miss-ink' : 'text-ink-3')}>
          {problem ?? hintFor(text, alone)}
          {problem && wrong !== undefined && meant && <Mend onClick={() => become(corrected(text, wrong, meant))}>Use {`{${meant}}`}</Mend>}
          {problem && wrong === undefined && isOnlyOpen(text) && <Mend onClick={() => become(`${text}{end}`)}>Write {'{end}'} at the end</Mend>}
        </p>
        <InsertMenu onInsert={insert} />
      </div>
      <PlainNotes text={text} language={language} notes={notes} costly={costly} onBecome={become} />
    </div>
  )
}

function Mend({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="ml-1.5 font-semibold underline underline-offset-2" onClick={onClick}>
      {children}
    </button>
  )
}

function hintFor(text: string, alone: boolean): string {
  if (text.trim() === '') return alone ? 'Write what the patient will read. Words in {braces} fill themselves in.' : 'Left empty, this language is not saved.'
  if (text.length > MAX_TEXT - 100) return `${MAX_TEXT - text.length} letters left.`
  return 'Words in {braces} are filled in for each patient.'
}
