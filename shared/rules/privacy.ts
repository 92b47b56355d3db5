/** What is left to read of a name, a number and words while names are hidden on the screen. Pure. */

/**
 * Stands, without being seen, at the end of everything that was reduced: nothing that carries it may be written
 * anywhere (`carriesReduced`). A word joiner, U+2060: no width, no letter, never typed.
 */
export const REDUCED = '\u2060'

/** What stands in place of words that are hidden. */
export const HIDDEN = `•••${REDUCED}`

const MOST_INITIALS = 3
/** Kept of a number at its beginning and at its end; what is shorter than both and two more shows nothing but its end. */
const KEPT_FIRST = 4
const KEPT_LAST = 2

/** In these scripts a name is often two or three letters, and its first is the whole family name. */
const WHOLE_IN_ONE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** What was reduced already; the sign alone would let a name through that came with it. */
const REDUCED_NAME = new RegExp(`^(?:•••|(?:[\\p{L}\\p{N}]\\.|•)(?: (?:[\\p{L}\\p{N}]\\.|•))*)${REDUCED}$`, 'u')

/** "Maria “Mari” Alvarez" becomes "M. A."; what is called by another name in quotes is left out. Nothing stays nothing. */
export function reducedName(name: string): string {
  if (name === '' || REDUCED_NAME.test(name)) return name
  const words = name.replace(/[“"][^”"]*[”"]/gu, ' ').match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? []
  const initials = words.slice(0, MOST_INITIALS).map(reducedWord)
  return initials.length === 0 ? HIDDEN : `${initials.join(' ')}${REDUCED}`
}

/** "MA" stays as it is; a letter that may be a whole name does not. */
export function reducedInitials(initials: string): string {
  return WHOLE_IN_ONE.test(initials) ? '•' : initials
}

function reducedWord(word: string): string {
  const [first = ''] = word.normalize('NFC').toLocaleUpperCase()
  return WHOLE_IN_ONE.test(first) || [...word].length === 1 || !/[\p{L}\p{N}]/u.test(first) ? '•' : `${first}.`
}

/**
 * "(555) 010-0177" becomes "(555) 0••-••77": the middle digits go. An address with letters (`sip:maria@…`) is hidden whole.
 * @param display a number as it is shown, or whatever came in its place
 */
export function reducedNumber(display: string): string {
  if (display === '' || (display.endsWith(REDUCED) && display.includes('•'))) return display
  const digits = display.match(/\d/g)?.length ?? 0
  if (digits === 0 || /\p{L}|@/u.test(display)) return HIDDEN
  const first = digits >= KEPT_FIRST + KEPT_LAST + 2 ? KEPT_FIRST : 0
  const last = digits >= KEPT_LAST + 2 ? KEPT_LAST : 0
  let at = 0
  const shown = display.replace(/\d/g, (digit) => {
    at += 1
    return at <= first || at > digits - last ? digit : '•'
  })
  return `${shown}${REDUCED}`
}

/** Words that somebody wrote or said: whether there are any is all that can be seen. */
export function reducedWords(words: string): string {
  return words.trim() === '' ? words : HIDDEN
}

/** Whether something reduced stands anywhere in a value that is about to be written. */
export function carriesReduced(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(REDUCED)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.values(value).some(carriesReduced)
}
