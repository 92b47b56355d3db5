import { describe, expect, it } from 'vitest'
import type { ImportMapping } from '@shared/contract/index.ts'
import type { ImportView } from '@shared/contract/views.ts'
import { atWork, columnsOf, dateExample, detailOf, linesOf, mappingProblem, withColumn, type StagedFile } from './mapping.ts'
import { endingOf, summary } from './summary.ts'

const NOW = Date.UTC(2025, 2, 11, 15)
const mapping: ImportMapping = { columns: { givenName: 0, familyName: 1, birthDate: 2, phone: null }, dateOrder: 'mdy', hasHeader: true }
const staged: StagedFile = {
  kind: 'list', stageId: 's', headers: ['First', 'Last', 'Born', 'Column 4'], rows: 118, mapping,
  sample: [['Maria', 'Alvarez', 'unknown', ''], ['Devon', 'Okafor', '3/24/1967', ''], ['', 'Nair', '1/2/1980', 'x'], ['Bill', 'Whitcomb', '', '']],
}

describe('the columns of a file', () => {
  it('show their name, up to three filled cells, and where they go', () => {
    expect(columnsOf(staged, mapping)).toEqual([
      { index: 0, header: 'First', examples: ['Maria', 'Devon', 'Bill'], field: 'givenName' },
      { index: 1, header: 'Last', examples: ['Alvarez', 'Okafor', 'Nair'], field: 'familyName' },
      { index: 2, header: 'Born', examples: ['unknown', '3/24/1967', '1/2/1980'], field: 'birthDate' },
      { index: 3, header: 'Column 4', examples: ['x'], field: null },
    ])
  })

  it('count their first line as a person when it is no heading, and back', () => {
    const plain = columnsOf(staged, { ...mapping, hasHeader: false })
    expect(plain[0]).toMatchObject({ header: 'Column 1', examples: ['First', 'Maria', 'Devon'] })
    expect(linesOf(staged, false)).toBe(119)
    expect(linesOf(staged, true)).toBe(118)
    const without: StagedFile = { ...staged, headers: ['Column 1', 'Column 2', 'Column 3', 'Column 4'], mapping: { ...mapping, hasHeader: false } }
    expect(columnsOf(without, mapping)[0]).toMatchObject({ header: 'Maria', examples: ['Devon', 'Bill'] })
    expect(linesOf(without, true)).toBe(117)
  })

  it('give a field to one column at a time', () => {
    const moved = withColumn(mapping, 3, 'givenName')
    expect(moved.columns).toMatchObject({ givenName: 3, familyName: 1 })
    const changed = withColumn(mapping, 0, 'familyName')
    expect(changed.columns).toMatchObject({ givenName: null, familyName: 0 })
    expect(withColumn(mapping, 0, null).columns.givenName).toBeNull()
  })

  it('must hold a name', () => {
    expect(mappingProblem(mapping)).toBeNull()
    expect(mappingProblem({ ...mapping, columns: { birthDate: 2 } })).toMatch(/which column holds the name/)
    expect(mappingProblem({ ...mapping, columns: { fullName: 0 } })).toBeNull()
  })

  it('show by an example how dates are read', () => {
    expect(dateExample(staged, mapping, NOW)).toEqual({ written: '3/24/1967', iso: '1967-03-24' })
    expect(dateExample(staged, { ...mapping, dateOrder: 'dmy' }, NOW)).toEqual({ written: '3/24/1967', iso: null })
    expect(dateExample(staged, { ...mapping, columns: { givenName: 0 } }, NOW)).toBeNull()
  })
})

describe('a line of the dry run', () => {
  it('does not repeat the outcome and the name that stand beside it', () => {
    expect(detailOf({ name: 'Ana Ruiz', detail: 'new: Ana Ruiz' })).toBe('')
    expect(detailOf({ name: 'Ana Ruiz', detail: 'new: Ana Ruiz; phone cannot be read' })).toBe('phone cannot be read')
    expect(detailOf({ name: '', detail: 'skipped: no name' })).toBe('no name')
    expect(detailOf({ name: 'Ana Ruiz', detail: 'email: adds a@example.org' })).toBe('email: adds a@example.org')
  })
})

describe('imports', () => {
  const one = (id: string, state: ImportView['state'], at: number): ImportView => ({ id, fileName: 'list.csv', at, by: 'Ana', state, created: 0, changed: 0, unchanged: 0, skipped: 0, differing: 0, visits: 0 })

  it('are at work while they run or are undone', () => {
    expect(atWork({ a: one('a', 'done', 3), b: one('b', 'undoing', 1), c: one('c', 'running', 2) })?.id).toBe('c')
    expect(atWork({ a: one('a', 'failed', 3) })).toBeUndefined()
  })

  it('are summed up without what is zero', () => {
    expect(summary({ created: 118, changed: 12, unchanged: 0, skipped: 3, differing: 0, visits: 0 })).toBe('118 new, 12 changed, 3 skipped')
    expect(summary({ created: 0, changed: 0, unchanged: 0, skipped: 0, differing: 0, visits: 0 })).toBe('nothing to do')
  })
  it('say how they ended', () => {
    expect(endingOf({ ...one('a', 'done', 1), created: 2 })).toBe('Imported list.csv: 2 new')
    expect(endingOf(one('a', 'cancelled', 1))).toMatch(/nothing was left behind/)
    expect(endingOf(one('a', 'failed', 1))).toMatch(/did not work/)
  })
})
