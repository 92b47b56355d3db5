import { dayKey } from '@shared/rules/local-time.ts'

export type Item<R> = { kind: 'day'; at: number; key: string } | { kind: 'row'; at: number; key: string; row: R; /** Its place among the rows. */ index: number }

/** Rows with a heading before each day of the practice; rows are as they come, the newest first as a rule. */
export function byDay<R extends { at: number }>(rows: readonly R[], keyOf: (row: R) => string, timeZone: string): Item<R>[] {
  let day = ''
  return rows.flatMap((row, index): Item<R>[] => {
    const key = keyOf(row)
    const item: Item<R> = { kind: 'row', at: row.at, key, row, index }
    const its = dayKey(row.at, timeZone)
    if (its === day) return [item]
    day = its
    return [{ kind: 'day', at: row.at, key: `day ${key}` }, item]
  })
}
