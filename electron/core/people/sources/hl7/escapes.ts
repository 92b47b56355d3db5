import type { Separators } from './separators.ts'

/** How text that holds a separator stands in a message (HL7 v2.5.1, 2.7). */

/**
 * The text that was meant. `\F\ \S\ \T\ \R\ \E\ \P\` become the separators as declared, `\X0d0a\` those bytes, formatting a
 * line end or nothing. What is no escape stays as it is written: "C:\data\new" is a path.
 * @param decode reads the bytes of an `\X..\`, in the charset of the message
 */
export function unescape(text: string, separators: Separators, decode: (bytes: Buffer) => string): string {
  const { escape } = separators
  if (escape === '' || !text.includes(escape)) return text
  const parts = text.split(escape)
  let read = parts[0] ?? ''
  for (let at = 1; at < parts.length; ) {
    const code = parts[at] ?? ''
    const closed = at + 1 < parts.length
    const meant = closed ? meaningOf(code, separators, decode) : null
    if (meant === null) {
      read += escape + code
      at += 1
    } else {
      read += meant + (parts[at + 1] ?? '')
      at += 2
    }
  }
  return read
}

function meaningOf(code: string, separators: Separators, decode: (bytes: Buffer) => string): string | null {
  switch (code) {
    case 'F':
      return separators.field
    case 'S':
      return separators.component
    case 'T':
      return separators.subcomponent
    case 'R':
      return separators.repetition
    case 'E':
      return separators.escape
    case 'P':
      return separators.truncation || null
    case 'H':
    case 'N':
      return ''
  }
  if (/^X(?:[0-9A-Fa-f]{2})+$/.test(code)) return decode(Buffer.from(code.slice(1), 'hex'))
  if (/^\.(?:br|ce|sp\+?\d{0,3})$/.test(code)) return '\n'
  if (/^\.(?:fi|nf|(?:in|ti)[+-]?\d{0,3})$/.test(code)) return ''
  if (/^\.sk\+?\d{0,3}$/.test(code)) return ' '
  // A change of charset within a field, and what two systems agreed on between them: nothing that can be read here.
  return /^(?:C[0-9A-F]{4}|M[0-9A-F]{4}(?:[0-9A-F]{2})?|Z[0-9A-F]+)$/.test(code) ? '' : null
}

/** Text as it may stand in a field: separators as escapes, line ends as `\.br\`. Without an escape character they become spaces. */
export function escapeText(text: string, separators: Separators): string {
  const { escape, field, component, repetition, subcomponent, truncation } = separators
  const codes = new Map([[escape, 'E'], [field, 'F'], [component, 'S'], [repetition, 'R'], [subcomponent, 'T'], [truncation, 'P']])
  codes.delete('')
  const signs = [...codes.keys()]
  // Most texts hold nothing of the kind.
  if (!/\p{Cc}/u.test(text) && !signs.some((sign) => text.includes(sign))) return text
  return [...text.replace(/\r\n?/g, '\n')].map((letter) => {
    const code = letter === '\n' ? '.br' : codes.get(letter)
    if (code !== undefined) return escape === '' ? ' ' : escape + code + escape
    return /\p{Cc}/u.test(letter) ? ' ' : letter
  }).join('')
}
