/** Languages offered where one is chosen: the ones practices in the US meet most, by BCP 47 base tag. */
export const LANGUAGES = [
  'en', 'es', 'zh', 'vi', 'tl', 'ar', 'fr', 'ko', 'ru', 'ht', 'pt', 'de', 'hi', 'pl', 'it', 'ur', 'fa', 'ja', 'bn', 'gu', 'pa', 'te', 'ta', 'ne', 'am', 'so', 'sw', 'yo', 'uk', 'hy', 'he', 'el', 'tr', 'th', 'km', 'lo', 'my', 'hmn', 'nv', 'ro', 'sr', 'hr', 'bs', 'sq', 'nl',
] as const

/** A language in its own words: "Español"; the tag itself where the system knows no name. */
export function ownName(tag: string): string {
  const name = nameIn(tag, tag)
  return `${name.charAt(0).toLocaleUpperCase(tag)}${name.slice(1)}`
}

/** "Español (Spanish)"; only once where both are the same. */
export function bothNames(tag: string, locale: string): string {
  const [own, known] = [ownName(tag), nameIn(tag, locale)]
  return own.toLowerCase() === known.toLowerCase() ? own : `${own} (${known})`
}

function nameIn(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
