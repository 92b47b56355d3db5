/** What separates the parts of a message, as its MSH declares it (HL7 v2.5.1, 2.5.4). An empty string is never met. */
export type Separators = { field: string; component: string; repetition: string; escape: string; subcomponent: string; truncation: string }

export const USUAL: Separators = { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&', truncation: '' }

/** Letters, digits and what ends a line or a block would take the message apart in the middle of its words. */
const UNFIT = /[\p{L}\p{N}\p{Cc}\p{Cf}\p{M}\p{Cs}\uFFFD]/u

/**
 * Reads the separators out of the beginning of a message or batch: `MSH|^~\&|`. Escape and subcomponent may be left out, as
 * some senders do.
 * @returns null where they cannot be told apart, or are letters
 */
export function readSeparators(start: string): Separators | null {
  const field = start[3] ?? ''
  const end = start.indexOf(field, 4)
  const declared = field === '' ? '' : start.slice(4, end === -1 ? undefined : end)
  if (declared.length < 1 || declared.length > 5) return null
  const [component = '', repetition = '', escape = '', subcomponent = '', truncation = ''] = declared
  const all = [field, component, repetition, escape, subcomponent, truncation].filter((one) => one !== '')
  if (new Set(all).size !== all.length || all.some((one) => UNFIT.test(one))) return null
  return { field, component, repetition, escape, subcomponent, truncation }
}

/** MSH-2 again. */
export function declarationOf({ component, repetition, escape, subcomponent, truncation }: Separators): string {
  return component + repetition + escape + subcomponent + truncation
}
