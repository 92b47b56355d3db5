import type { MergeField, MergePreview } from '@shared/contract/views.ts'

/** What the desk decides when two records become one. Pure. */

type Field = MergePreview['fields'][number]

const isEmpty = (value: string): boolean => value === '' || value === 'any'

/** Whether there is anything to decide: both say something, and not the same. */
export function isChoice({ values: [one, other] }: Field): boolean {
  return !isEmpty(one.value) && !isEmpty(other.value) && one.value !== other.value
}

/** The record to keep, as a start: the one the practice software knows, else the one with more visits, else the fuller, else the first. */
export function startsAs({ sides, fields }: MergePreview): 0 | 1 {
  const filled = (side: 0 | 1): number => fields.filter(({ values }) => !isEmpty(values[side].value)).length
  const known = (side: 0 | 1): number => Number(fields.some(({ field, values }) => field === 'externalId' && values[side].value !== ''))
  const more = known(1) - known(0) || sides[1].visits - sides[0].visits || filled(1) - filled(0)
  return more > 0 ? 1 : 0
}

/** The fields whose value comes from the record that goes: those chosen so by hand, where that record says something. */
export function takenOf({ fields }: MergePreview, stays: 0 | 1, chosen: Partial<Record<MergeField, 0 | 1>>): MergeField[] {
  return fields.filter((it) => isChoice(it) && (chosen[it.field] ?? stays) !== stays).map(({ field }) => field)
}
