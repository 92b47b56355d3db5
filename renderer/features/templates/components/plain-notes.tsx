import clsx from 'clsx'
import { BookOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { count } from '@renderer/ui/format.ts'
import { gradeOf } from '@renderer/ui/plain-language.ts'
import { nameOf, replaced, saidPlainly, type CostlyNote, type PlainNote } from '../rules/plain.ts'

type Props = { text: string; language: string; notes: readonly PlainNote[]; costly: readonly CostlyNote[]; /** Takes the text as it would be. */ onBecome: (next: string) => void }

/** How hard the text is to read, and what would make it easier or cheaper. It advises; whoever writes decides. */
export function PlainNotes({ text, language, notes, costly, onBecome }: Props) {
  const grade = gradeOf(text, language)
  if (!grade && notes.length === 0 && costly.length === 0) return null
  return (
    <section aria-label="Plain language" className="grid gap-1.5 text-xs">
      {grade && (
        <p className={clsx('flex items-center gap-1.5', grade.hard ? 'font-medium text-wait-ink' : 'text-ink-3')}>
          <BookOpen size={13} aria-hidden className="shrink-0" />
          {grade.words}
          {grade.hard && '; shorter sentences help'}
        </p>
      )}
      {(notes.length > 0 || costly.length > 0) && (
        <ul className="grid gap-1">
          {notes.map((note) =>
            note.kind === 'jargon' ? (
              <Note key={`jargon ${note.word}`} action="Use it" label={`Use it: “${note.plain}”`} onUse={() => onBecome(saidPlainly(text, note))}>
                “{note.found}”{note.count > 1 && ` (${note.count} times)`}: say “{note.plain}”
              </Note>
            ) : (
              <Note key={`long ${note.stretches[0]?.at}`}>
                “{note.found}” has {count(note.words, 'word')}. Two short sentences read easier.
              </Note>
            ),
          )}
          {costly.map((note) => {
            const { replacements } = note
            const use = replacements === null ? undefined : replacements.every((one) => one === '') ? 'Leave it out' : `Use ${replacements.map(nameOf).join(', ')}`
            return (
              <Note key={`sign ${note.characters.join('')}`} action={use} onUse={() => onBecome(replaced(text, note))}>
                {note.words}
              </Note>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Note({ action, label, onUse, children }: { action?: string; label?: string; onUse?: () => void; children: ReactNode }) {
  return (
    <li className="flex items-baseline gap-3 border-l-2 border-dotted border-wait py-0.5 pl-2.5 text-ink-2">
      <span className="min-w-0 flex-1 break-words">{children}</span>
      {action && (
        <button type="button" aria-label={label} className="shrink-0 font-semibold text-brand-ink underline underline-offset-2" onClick={onUse}>
          {action}
        </button>
      )}
    </li>
  )
}
