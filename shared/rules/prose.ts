/** A sentence of a text: where it stands in the text as it was given, and its words. A template variable is the word `VARIABLE`. */
export type Sentence = { at: number; length: number; words: string[] }

/** Stands for a template variable among the words of a sentence. */
export const VARIABLE = '{}'

/** What is no prose is covered with these, a character for a character. Private use: no keyboard writes them, and they are no letters. */
const COVER = { variable: '\uE000', linkVariable: '\uE001', link: '\uE002', nothing: '\uE003' } as const
const COVERS = /[\uE000-\uE003]/g

const BRACES = /\{([^{}]*)\}/g
/** `{if first name}`, `{if no next visit}`, `{else}` and `{end}` choose what is said and say nothing. */
const CHOICE = /^\s*(?:if\b|else\s*$|end\s*$)/i
/** A web or e-mail address: by its scheme, by www, or a bare domain that no lost space makes ("today.Please call"). */
const LINK = /^(?:https?:\/\/|www\.)\S+$|^[^\s@]+@[^\s@]+\.[^\s@]+$|^[\w-]+(?:\.[\w-]+)*\.(?:(?:com|org|net|gov|edu)(?:[/?#:]\S*)?|[a-z]{2,}\/\S*)$/i

/**
 * The text at its own length, with all covered that nobody wrote as words: what stands in braces, and web and e-mail addresses.
 * A position in it is the same position in the text.
 */
export function coverVariablesAndLinks(text: string): string {
  const covered = text.replace(COVERS, ' ').replace(BRACES, (all, name: string) => {
    const cover = CHOICE.test(name) ? COVER.nothing : /\blink\s*$/i.test(name) ? COVER.linkVariable : COVER.variable
    return cover.repeat(all.length)
  })
  return covered.replace(/\S+/g, (token) => {
    const from = /^[("'“‘«¿¡[<]*/.exec(token)?.[0].length ?? 0
    const to = token.length - (/[.,;:!?…)"'”’»\]>]*$/.exec(token.slice(from))?.[0].length ?? 0)
    const link = token.slice(from, to)
    return LINK.test(link) ? token.slice(0, from) + COVER.link.repeat(link.length) + token.slice(to) : token
  })
}

/** The point after these never ends a sentence. English and Spanish, lower case. */
const TITLES = new Set(
  'dr dra drs dres mr mrs ms st sr sra srta sres prof lic rev ph núm tel ext vs approx e.g i.e p.ej ee pág jan feb mar apr jun jul aug sept sep oct nov dec ene abr dic mon tue tues wed thu thurs fri sun lun mié jue vie dom'.split(' '),
)
/** The point after these ends one before a capital, unless it begins a day, a month or a time zone: "at 9 a.m. Friday". */
const OPEN = new Set('am pm etc jr appt dept ave blvd rd hr hrs min mins inc uu mg ml lb lbs ud uds'.split(' '))
const NOT_FIRST = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|eastern|central|mountain|pacific)\b/i

/** What may end a sentence: signs with the quotes that close after them, a lost space ("today.Please"), a link before a capital, a line break. */
const END = /[.!?…]+["'”’»)\]]*(?=[\s¿¡\uE000-\uE003]|$)|(?<=\p{Ll}{2})[.!?]+(?=\p{Lu})|[\uE001\uE002](?=\s+["“¿¡]?\p{Lu})|\n/gu
/** Hyphens, apostrophes and points inside a word are part of it: check-up, don't, a.m. */
const WORD = /[\uE000\uE001]+|[\p{L}\p{M}\p{N}]+(?:['’.‐-][\p{L}\p{M}\p{N}]+)*/gu

/**
 * The sentences of a text in English or Spanish, in order, each with at least one word. Numbers, and what begins with one (3pm,
 * 555-HELP), links and choices in braces are no words. A sentence ends with . ! ? … or its line; not with the point of an abbreviation, of an
 * initial or inside a number, not where a line goes on in small letters or after a comma.
 */
export function sentencesOf(text: string): Sentence[] {
  const covered = coverVariablesAndLinks(text)
  const sentences: Sentence[] = []
  let from = 0
  const take = (to: number): void => {
    const piece = covered.slice(from, to)
    const words = (piece.match(WORD) ?? []).filter((word) => !/^\p{N}/u.test(word)).map((word) => word.replace(/^[\uE000\uE001]+$/, VARIABLE))
    const lead = piece.length - piece.trimStart().length
    if (words.length > 0) sentences.push({ at: from + lead, length: piece.trim().length, words })
    from = to
  }
  for (const { 0: sign, index } of covered.matchAll(END)) {
    if (isEnd(sign, covered.slice(Math.max(from, index - 16), index), covered.slice(index + sign.length, index + sign.length + 16))) take(index + sign.length)
  }
  take(covered.length)
  return sentences
}

/** Takes the sign with a few characters before and after it. */
function isEnd(sign: string, before: string, after: string): boolean {
  const next = after.trimStart()
  if (sign === '\n') return !/[,;]\s*$/.test(before) && !/^\p{Ll}/u.test(next)
  // "Well... we will see" goes on.
  if (/^(?:\.{2,}|…)/.test(sign)) return !/^\p{Ll}/u.test(next)
  if (sign !== '.') return true
  const word = (/[\p{L}.]+$/u.exec(before)?.[0] ?? '').toLowerCase()
  // "a.m." and, in Spanish, "a. m."
  if (OPEN.has(word) || /[ap]\. ?m$/i.test(before)) return /^["“¿¡]?\p{Lu}/u.test(next) && !NOT_FIRST.test(next)
  if (word === 'no' || word === 'nos') return !/^\p{N}/u.test(next)
  return !TITLES.has(word) && !/^\p{L}$/u.test(word)
}
