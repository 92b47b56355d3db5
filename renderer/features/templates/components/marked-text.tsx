import clsx from 'clsx'
import { piecesOf, type Piece } from '../rules/pieces.ts'

const marks: Record<Exclude<Piece['kind'], 'words'>, string> = {
  variable: 'bg-brand-soft',
  control: 'bg-sunk inset-ring inset-ring-edge-strong',
  unknown: 'bg-miss-soft underline decoration-miss decoration-wavy underline-offset-2',
}

/** The words of a text field again, without ink: only their marks are seen, through the field that lies over them. */
export function MarkedText({ text, className, language }: { text: string; className: string; language: string }) {
  return (
    <div aria-hidden lang={language} dir="auto" className={clsx(className, 'text-transparent select-none')}>
      {piecesOf(text).map(({ at, raw, kind }) =>
        kind === 'words' ? (
          <span key={at}>{raw}</span>
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
