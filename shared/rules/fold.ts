const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' }

/** Lower case without Latin diacritics; width and ligature forms become plain letters. Punctuation stays. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßøłđðþæœı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
}

/**
 * Text made comparable for search and matching: folded letters, apostrophes dropped (`O’Brien` → `obrien`), every other
 * sign a space, single spaces. Folding twice changes nothing. The index and the question must both go through here.
 */
export function fold(text: string): string {
  return foldLetters(text)
    .replace(/['’‘ʼ`´\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

const APOSTROPHES = /['’‘ʼ`´]/g

/** The words of a name as a search compares them, folded, each once; O'Brien is "obrien" and also "o" and "brien". */
export function nameWords(names: string): string[] {
  return [...new Set(`${fold(names)} ${fold(names.replace(APOSTROPHES, ' '))}`.split(' ').filter(Boolean))]
}
