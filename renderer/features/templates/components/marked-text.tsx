import clsx from 'clsx'
import { markedPieces, type Piece } from '../rules/pieces.ts'
import type { Stretch } from '../rules/plain.ts'

const marks: Record<Exclude<Piece['kind'], 'words'>, string> = {
  variable: 'bg-brand-soft',
  control: 'bg-sunk inset-ring inset-ring-edge-strong',
  unknown: 'bg-miss-soft underline decoration-miss decoration-wavy underline-offset-2',
}

/** Only a line: whoever writes may know better. */
const lines: Record<Stretch['kind'], string> = {
  jargon: 'underline decoration-wait decoration-dotted decoration-2 underline-offset-4',
  long: 'underline decoration-wait decoration-dotted decoration-1 underline-offset-4',
}

/** The words of a text field again, without ink: only their marks are seen, through the field that lies over them. */
export function MarkedText({ text, stretches, className, language }: { text: string; stretches: readonly Stretch[]; className: string; language: string }) {
  return (
    <div aria-hidden lang={language} dir="auto" className={clsx(className, 'text-transparent select-none')}>
      {markedPieces(text, stretches).map(({ at, raw, kind, mark }) =>
        kind === 'words' ? (
          <span key={at} className={mark ? lines[mark] : undefined}>
            {raw}
          </span>
        ) : (
          <mark key={at} className={clsx('rounded text-transparent', marks[kind])}>
            {raw}
          </mark>
        ),
      )}
      {/* A last line break has no height of its own. */}
      {'\u200b'}
    </div>
  )
}
