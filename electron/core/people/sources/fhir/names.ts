import type { CodeableConcept, HumanName, Period } from 'fhir/r4'
import { many, one, text, texts, type Loose } from './loose.ts'

/** Names in FHIR, and the words for codes. Names are kept as the source has them, digits and all. */

/** Whether a period is over at `now` (ms UTC); a day counts until its end. */
export function isOver(period: unknown, now: number): boolean {
  const end = text(one<Period>(period)?.end)
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(end) ? `${end}T23:59:59Z` : end)
  return !Number.isNaN(at) && at < now
}

/** The name somebody has now: the official one, else the one they use, else any that is not an old one or a mask. */
export function nameNow(names: readonly Loose<HumanName>[], now: number): Loose<HumanName> | null {
  const current = names.filter((name) => !isOver(name.period, now) && !['old', 'maiden', 'anonymous', 'nickname'].includes(text(name.use)))
  const used = (use: string): Loose<HumanName> | undefined => current.find((name) => text(name.use) === use)
  return used('official') ?? used('usual') ?? current.find((name) => text(name.use) !== 'temp') ?? current[0] ?? null
}

/** What they go by: a nickname, else the usual given name. Empty where the source says neither. */
export function calledName(names: readonly Loose<HumanName>[], now: number): string {
  for (const use of ['nickname', 'usual']) {
    const name = names.find((one) => text(one.use) === use && !isOver(one.period, now))
    const called = name ? firstOf(name) || (use === 'nickname' ? text(name.text) : '') : ''
    if (called !== '') return called
  }
  return ''
}

/** The first given name: what the desk says. Middle names follow in FHIR's list, as in HL7's XPN-3, and are no first names. Source: HL7 v2-to-FHIR, XPN to HumanName. */
export function firstOf(name: Loose<HumanName>): string {
  return texts(name.given)[0] ?? ''
}

function givenOf(name: Loose<HumanName>): string {
  return texts(name.given).join(' ')
}

/** A family name with what stands behind it: "King Jr." */
export function familyOf(name: Loose<HumanName>): string {
  return [text(name.family), ...texts(name.suffix).filter((suffix) => /^(?:jr|sr|ii|iii|iv)\.?$/i.test(suffix))].filter(Boolean).join(' ')
}

/** A name as the desk says it, title first: "Dr. Mei Chen". */
export function saidName(value: unknown, now: number): string {
  const name = nameNow(many<HumanName>(value), now)
  if (!name) return ''
  const said = [...texts(name.prefix), givenOf(name), familyOf(name)].filter(Boolean).join(' ')
  return said || text(name.text)
}

/** The words for a code: the text somebody wrote, else what the code is called. */
export function wordsOf(value: unknown): string {
  const concept = one<CodeableConcept>(value)
  if (!concept) return ''
  return text(concept.text) || (many<{ display: string }>(concept.coding).map((coding) => text(coding.display)).find((display) => display !== '') ?? '')
}

/** The codes of a concept. */
export function codesOf(value: unknown): string[] {
  return many<{ code: string }>(one<CodeableConcept>(value)?.coding).map((coding) => text(coding.code)).filter((code) => code !== '')
}
