/**
 * What stands in a FHIR resource from outside: the standard's own field names, and nothing believed about the values.
 * Source: HL7 FHIR R4; the names come from @types/fhir, so that a misspelled one does not compile.
 */
export type Loose<T> = { readonly [K in keyof T]?: unknown }

/** More repetitions than this of one element are not read: no record of a person has them. */
const MOST = 100
/** Longer texts are cut before they are looked at; what has a limit of its own is checked against it afterwards. */
const LONGEST_TEXT = 2000

/** Nothing but ASCII with single spaces: most texts, and they need no cleaning. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/

/** An element with fields, else null. */
export function one<T extends object>(value: unknown): Loose<T> | null {
  return isObject(value) ? value : null
}

/** A repeated element: those that have fields. A single one where the standard wants a list counts as one. */
export function many<T extends object>(value: unknown): Loose<T>[] {
  return (Array.isArray(value) ? value.slice(0, MOST) : [value]).filter(isObject)
}

/** A text: without control characters, one space between words; empty for anything else. */
export function text(value: unknown): string {
  if (typeof value !== 'string') return ''
  return PLAIN.test(value) && value.length <= LONGEST_TEXT ? value : value.slice(0, LONGEST_TEXT).replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** A repeated text, without the empty ones. */
export function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value.slice(0, MOST) : [value]).map(text).filter((one) => one !== '')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
