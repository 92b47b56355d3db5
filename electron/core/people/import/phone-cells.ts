import type { CountryCode } from 'libphonenumber-js'
import type { PatientBody } from '@shared/events/people.ts'
import { parseAddress, splitNumbers } from '@shared/rules/address.ts'
import { readPhones } from '../phones.ts'

type Phone = PatientBody['phones'][number]
export type PhoneCell = { text: string; label: Phone['label'] }

const LABELS: readonly [Phone['label'], RegExp][] = [
  ['mobile', /\b(?:mobile|cell|cellphone|cellular|m[oó]vil|celular|c|m)\b/i],
  ['work', /\b(?:work|office|business|trabajo|oficina|w)\b/i],
  ['home', /\b(?:home|house|landline|casa|fijo|domicilio|h)\b/i],
]
const LABEL_AROUND = /^\(?(?:mobile|cell|home|work|office|casa|celular|m[oó]vil|trabajo|[chmw])\)?\s*[:.-]?\s+(?=[+(\d])|(?:\s*\(|\s+)(?:mobile|cell|home|work|office|casa|celular|m[oó]vil|trabajo|[chmw])\)?$/i

/** The most a person may have, and the longest text of one; the journal's limits. */
export const MOST_PHONES = 8
const LONGEST = 60

/** The kind of number a header or a word beside a number speaks of: "Cell Phone", "(h)", "Teléfono de casa". */
export function labelIn(words: string): Phone['label'] | null {
  const spaced = words.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ')
  return LABELS.find(([, pattern]) => pattern.test(spaced))?.[0] ?? null
}

/**
 * The numbers in the phone cells of one line, each once. A cell may hold several. What has digits but cannot be read is
 * kept as written and noted; what has none is left out and noted.
 */
export function readPhoneCells(cells: readonly PhoneCell[], country: CountryCode, notes: string[]): Phone[] {
  const typed = cells.flatMap(({ text, label }) => piecesOf(text, country).map((piece) => ({ number: piece, label: labelBeside(piece) ?? label })))
  const phones: Phone[] = []
  for (const { number, label } of typed) {
    const bare = number.replace(LABEL_AROUND, '').trim()
    if (!/\d/.test(bare)) {
      if (!/^(?:n\/?a|n|a|none|null|unknown|no phone|declined|[-–—.?*_\s]*)$/i.test(bare)) notes.push(`phone “${bare.slice(0, 40)}” is not a number; left out`)
      continue
    }
    const [phone] = readPhones([{ number: bare, label }], country)
    if (!phone || phone.number.length > LONGEST || phone.display.length > LONGEST) {
      notes.push(`phone “${bare.slice(0, 40)}…” is too long; left out`)
      continue
    }
    if (phones.some((other) => other.number === phone.number)) continue
    if (phones.length === MOST_PHONES) {
      notes.push(`more than ${MOST_PHONES} numbers; “${bare}” left out`)
      continue
    }
    if (!phone.number.startsWith('+')) notes.push(`phone “${bare}” cannot be read; kept as written`)
    phones.push(phone)
  }
  return phones
}

function labelBeside(piece: string): Phone['label'] | null {
  const words = LABEL_AROUND.exec(piece)?.[0]
  return words ? labelIn(words) : null
}

/** "555/010-0100" is one number written with a slash; "555-010-0100 / 555-010-0101" is two. */
function piecesOf(text: string, country: CountryCode): string[] {
  if (text === '') return []
  const pieces = splitNumbers(text)
  if (pieces.length < 2 || pieces.every((piece) => reads(piece, country))) return pieces
  return reads(text.replaceAll('\n', ' '), country) ? [text.replaceAll('\n', ' ')] : pieces
}

function reads(text: string, country: CountryCode): boolean {
  return parseAddress(text.replace(LABEL_AROUND, '').trim(), country).kind === 'phone'
}
