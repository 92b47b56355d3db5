/** The languages whose syllables are counted here. */
export type CountedLanguage = 'en' | 'es'

/** English words that no rule below fits, and abbreviations by what they are read as. */
const ENGLISH: Readonly<Record<string, number>> = {
  dr: 2, mr: 2, mrs: 2, ave: 3, business: 2, businesses: 3, wednesday: 2, evening: 2, idea: 3, ideas: 3, areas: 3, recipe: 3, recipes: 3, maybe: 2, nausea: 3, pneumonia: 3, diabetes: 4,
  diarrhea: 4, catastrophe: 4, colleague: 2, colleagues: 2, fatigue: 2, tongue: 1, vague: 1, plague: 1, league: 1, cafe: 2,
}
/** Vowels written and not said, one syllable each: care, cares, called, safely, somewhere, every. */
const SILENT: readonly RegExp[] = [
  /[^aeiouy]e$(?<![^aeiouy][lr]e)/, /[^aeiouy]es$(?<!(?:[sxzcg]|ch|sh|[^aeiouy]l)es)/, /[^aeiouydt]ed$(?<![^aeiouyl]led)/,
  /[^aeiouyl]e(?=(?:ly|ments?|ful|fully|less|ness|ty)$)|[aeiouy]le(?=(?:ly|less|ness|ty)$)|^(?:some|home|care|life|time|there|where|fore|before|side|whole|wide|fire|base|house|else|voice|gate|name|shake)(?=[bcdfghklmnptvw]..)/, /^every/,
]
/** Vowels that stand together and are said apart, one syllable each: radio, diet, usual, create, fluid, going. */
const APART: readonly RegExp[] = [
  /(?:^|[^cst])ia(?!g?e$)|^scia/, /[^cst]ie(?:n(?!d|ce?$)|t(?!h))|ience|.[^aeiouych]ie(?:rs?|st)$/, /(?:^|[^cgstxln])io|^lio|^vio/, /[^gpcj]eo(?!u)|^geo/, /[^qg]ua/, /[^qg]ue[nlt]/, /[^gq]ui(?:ng|ty|d$|n)/, /[aeo]ing$/,
  /cre(?=at)|^re(?=a(?:ct|pp|ss|dm|li))|the(?=at)|rea$|ea(?=l(?:ity|i[sz]))/, /^co(?=op|in[cs])/, /sm$|thm$/, /[ds]nt$/, /iu/, /[^aeiouy]ya/,
]

/** Spanish letters that are a syllable each. A written accent on i or u takes it out of its diphthong: dí-a, ba-úl. */
const STRONG = /[aeoáéíóúàèìòùâêîôûäëï]/g

/**
 * How many syllables a word has when read aloud, 1 at least. A word of capitals without a vowel is read by its letters,
 * one each: PM, TB.
 *
 * English has no rule for it; this counts groups of vowels and mends what is known to differ. On the words of its test it agrees with
 * the package `syllable`, which is too large for the window, in at least the share stated there.
 *
 * Spanish follows the Ortografía de la lengua española (RAE, 2010): strong vowels part, a weak one beside another vowel does not unless it has
 * an accent, h between vowels changes nothing. The silent u of que, qui, gue and gui needs no rule of its own: it is a weak vowel beside another.
 */
export function syllablesIn(word: string, language: CountedLanguage): number {
  if (/^[B-DF-HJ-NP-TV-Z]{2,}$/.test(word)) return word.length
  const parts = word.normalize('NFC').toLowerCase().split(/[-‐.]/)
  return parts.filter(Boolean).reduce((sum, part) => sum + Math.max(1, language === 'es' ? inSpanish(part) : inEnglish(part)), 0) || 1
}

function inSpanish(word: string): number {
  const sounds = word
    .replace(/(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])/g, '')
    // At the end of a word, or by itself, y is a vowel.
    .replace(/y(?![aeiouáéíóúü])/g, 'i')
  const groups = sounds.match(/[aeiouáéíóúüàèìòùâêîôûäëï]+/g) ?? []
  return groups.reduce((sum, group) => sum + Math.max(1, group.match(STRONG)?.length ?? 0), 0)
}

function inEnglish(written: string): number {
  const word = written.normalize('NFD').replace(/[^a-z]/g, '')
  const known = ENGLISH[word]
  if (known !== undefined) return known
  // A y before a vowel begins a syllable: play-er, cry-ing, but not in "dyed".
  const sounds = word.replace(/^y(?=[aeiou])/, '').replace(/y(?=[aeiou])(?!e[sd]?$)/g, 'y-')
  const groups = sounds.match(/[aeiouy]+/g)?.length ?? 0
  return groups - SILENT.filter((rule) => rule.test(sounds)).length + APART.filter((rule) => rule.test(sounds)).length
}
