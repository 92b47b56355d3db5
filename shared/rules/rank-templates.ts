import type { TemplatePurpose, TemplateView } from '../contract/views.ts'

/** A template and the digit that fills it at the desk; null for those beyond the ninth. */
export type Ranked = { template: TemplateView; key: number | null }

/** Once used so for what they wait for, a template outweighs one that is only meant for it. */
const FITS = 3

/**
 * The templates in the order in which they help here and now. Digits that the practice fixed hold whatever happens; the others go to what
 * fits: by what it is for and how often it answered the same before, then by the practice's own order.
 * @param need what they wait for (rules/needs.ts)
 */
export function rankTemplates(templates: readonly TemplateView[], need: TemplatePurpose | null): Ranked[] {
  const score = ({ purpose, uses }: TemplateView): number => (need === null ? 0 : (purpose === need ? FITS : 0) + Math.min(uses[need] ?? 0, 100))
  const byOrder = (a: TemplateView, b: TemplateView): number => a.position - b.position || a.name.localeCompare(b.name)
  const free = templates.filter(({ fixedKey }) => fixedKey === null).toSorted((a, b) => score(b) - score(a) || byOrder(a, b))
  const fixed = new Map(templates.flatMap((template) => (template.fixedKey === null ? [] : [[template.fixedKey, template] as const])))
  const digits: Ranked[] = []
  for (let key = 1; key <= 9; key += 1) {
    const template = fixed.get(key) ?? free.shift()
    if (template) digits.push({ template, key })
  }
  return [...digits, ...free.map((template) => ({ template, key: null }))]
}
