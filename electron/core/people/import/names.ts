/** Whole names in one cell, as lists write them. */

export type SplitName = { givenName: string; familyName: string; preferredName: string }

const SUFFIX = /^(?:jr|sr|ii|iii|iv|md|phd|dds|esq)\.?$/i
/** Small words that belong to the family name after them. */
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'das', 'do', 'dos', 'di', 'du', 'van', 'von', 'der', 'den', 'ter', 'bin', 'ibn', 'al', 'el', 'le', 'y', 'st', 'st.', 'mac'])

/**
 * Splits "Last, First Middle" or "First Middle Last". Without a comma the last word, with the particles before it, is the
 * family name: "Ana de la Cruz". A name in quotes or brackets is what they go by. One word alone is a given name.
 */
export function splitFullName(whole: string): SplitName {
  const nick = /["“(]([^"”)]+)["”)]/.exec(whole)?.[1]?.trim() ?? ''
  const [first = '', ...rest] = whole.replace(/["“(][^"”)]*["”)]/g, ' ').split(',').map((part) => part.trim().replace(/\s+/g, ' '))
  const suffixes = rest.filter((part) => SUFFIX.test(part))
  const given = rest.filter((part) => part !== '' && !SUFFIX.test(part)).join(' ')
  if (given !== '') return { givenName: given, familyName: [first, ...suffixes].filter(Boolean).join(' '), preferredName: nick }
  const words = first.split(' ').filter((word) => word !== '')
  const ending: string[] = []
  while (words.length > 2 && SUFFIX.test(words.at(-1) ?? '')) ending.unshift(words.pop() ?? '')
  ending.push(...suffixes)
  if (words.length < 2) return { givenName: words.join(' '), familyName: ending.join(' '), preferredName: nick }
  let cut = words.length - 1
  while (cut > 1 && PARTICLES.has((words[cut - 1] ?? '').toLowerCase())) cut -= 1
  return { givenName: words.slice(0, cut).join(' '), familyName: [...words.slice(cut), ...ending].join(' '), preferredName: nick }
}
