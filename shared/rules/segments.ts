/**
 * How a text is cut into SMS parts. Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and extension table) and
 * TS 23.040 9.2.3.24.1 (a part of a longer text gives 6 octets to its header: 153 septets or 67 UCS-2 units).
 */

const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Two septets each: escape and the character. */
const GSM_EXTENSION = new Set('\f^{}\\[~]|€')

export type SegmentCount = {
  encoding: 'GSM-7' | 'UCS-2'
  /** What the carrier counts: septets in GSM-7 (an extension character is two), UTF-16 units in UCS-2 (an emoji is two or more). */
  characters: number
  /** 0 for an empty text. */
  segments: number
  /** The first character that forced UCS-2, for "this “á” makes it two parts". */
  forcedBy: string | null
}

/** Counts the parts a text costs. Takes the text exactly as it will be sent; no character is replaced. */
export function countSegments(text: string): SegmentCount {
  const characters = [...text]
  const forcedBy = characters.find((character) => !GSM_BASIC.has(character) && !GSM_EXTENSION.has(character)) ?? null
  if (forcedBy === null) {
    const septets = characters.map((character) => (GSM_EXTENSION.has(character) ? 2 : 1))
    return { encoding: 'GSM-7', ...pack(septets, 160, 153), forcedBy }
  }
  return { encoding: 'UCS-2', ...pack(characters.map((character) => character.length), 70, 67), forcedBy }
}

/** Fills parts in order. A character is never cut in two: not an escape pair, not a surrogate pair. */
function pack(sizes: readonly number[], alone: number, perPart: number): { characters: number; segments: number } {
  const characters = sizes.reduce((sum, size) => sum + size, 0)
  if (characters <= alone) return { characters, segments: characters === 0 ? 0 : 1 }
  let segments = 1
  let room = perPart
  for (const size of sizes) {
    if (size > room) {
      segments += 1
      room = perPart
    }
    room -= size
  }
  return { characters, segments }
}

/** What people paste or their keyboard makes of plain signs, as code points that mean the same to a reader. */
const SAME_TO_A_READER: readonly (readonly [characters: RegExp, replacement: string])[] = [
  [/^[‘’‚‛′‵ʼ`´]$/, "'"], [/^[“”„‟″‶«»]$/, '"'], [/^[‹›]$/, "'"],
  [/^[\u2010-\u2015\u2212•‣◦·]$/, '-'], [/^…$/, '...'], [/^⁄$/, '/'], [/^×$/, 'x'], [/^½$/, '1/2'], [/^¼$/, '1/4'], [/^¾$/, '3/4'],
  // Tab, no-break, thin and wide spaces; then what takes no room: zero-width, soft hyphen, byte order and direction marks.
  [/^[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/, ' '], [/^[\u2028\u2029\u0085\v]$/, '\n'], [/^[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]$/, ''],
]
const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i' }

/** By what a reader takes for one: a letter with its marks, a family of emoji, CR LF. */
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A character as a reader sees it that makes the whole text UCS-2, what could stand in its place, and how often it is there. */
export type ForcingCharacter = { character: string; replacement: string | null; count: number }

/**
 * What can be sent in place of a character that GSM-7 lacks, or null: when it has it, when there is none (emoji, other scripts), or when
 * leaving it out would change what is said. Signs and spaces get a plain one, '' for those without width. Letters lose the accent that
 * GSM-7 lacks (á, í, ó, ú, ê; é, ñ, ü stay). That is another spelling, so nobody's text is changed unasked: the desk decides. Takes one
 * character as a reader sees it; a letter and its mark written apart become one where GSM-7 has it, as año must not become ano.
 */
export function gsmReplacement(character: string): string | null {
  if (character === '' || isGsm(character)) return null
  const same = SAME_TO_A_READER.find(([characters]) => characters.test(character))?.[1]
  if (same !== undefined) return same
  // A joiner after a Latin letter joins nothing.
  const letter = character.normalize('NFC').replace(/[\u200c\u200d]/g, '')
  if (!/^\p{L}\p{M}*$/u.test(letter)) return null
  if (isGsm(letter)) return letter
  const base = letter.normalize('NFKD').replace(/\p{M}/gu, '')
  const plain = LETTERS[base] ?? base
  return isGsm(plain) ? plain : null
}

/** The text with every such character replaced; the text itself when nothing can stand in its place. */
export function withGsmReplacement(text: string, character: string): string {
  const replacement = gsmReplacement(character)
  return replacement === null ? text : graphemesOf(text).map((one) => (one === character ? replacement : one)).join('')
}

/**
 * The characters that force UCS-2, each once, in order. While one of them stays, replacing the others saves nothing, and a replacement may be
 * longer than what it replaces ("…"): count again before telling what it saves.
 */
export function forcingCharacters(text: string): ForcingCharacter[] {
  const counts = new Map<string, number>()
  for (const character of graphemesOf(text)) if (!isGsm(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts].map(([character, count]) => ({ character, replacement: gsmReplacement(character), count }))
}

function isGsm(text: string): boolean {
  return [...text].every((character) => GSM_BASIC.has(character) || GSM_EXTENSION.has(character))
}

function graphemesOf(text: string): string[] {
  return [...GRAPHEMES.segment(text)].map(({ segment }) => segment)
}
