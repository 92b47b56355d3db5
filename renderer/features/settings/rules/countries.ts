import { getCountries } from 'libphonenumber-js/min'

let kept: { code: string; name: string }[] | undefined

/** Every country whose numbers can be read, by name; the United States and Canada first. */
export function countries(): { code: string; name: string }[] {
  if (kept) return kept
  const names = new Intl.DisplayNames([globalThis.navigator?.language ?? 'en'], { type: 'region' })
  const first = ['US', 'CA']
  kept = getCountries()
    .map((code) => ({ code: String(code), name: names.of(code) ?? code }))
    .sort((a, b) => Number(first.includes(b.code)) - Number(first.includes(a.code)) || (first.includes(a.code) ? first.indexOf(a.code) - first.indexOf(b.code) : a.name.localeCompare(b.name)))
  return kept
}
