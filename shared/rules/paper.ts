/** Where people print on US Letter. Source: Unicode CLDR, supplemental measurement data, paperSize US-Letter. */
const LETTER = new Set(['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE'])

export type Paper = 'Letter' | 'A4'

/** The paper that lies in the printers of a country (ISO 3166). */
export function paperOf(country: string): Paper {
  return LETTER.has(country) ? 'Letter' : 'A4'
}
