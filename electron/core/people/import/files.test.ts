import { describe, expect, it } from 'vitest'
import { temporaryPractice } from '../../testing/practice.ts'
import { LARGEST_FILE } from './decode.ts'
import { readCsv } from './read-csv.ts'
import { call, plan, stage } from './testing.ts'

const list = 'First name,Last name,DOB\nJosé,Núñez,1980-04-12\n'

const bytesIn: Record<string, () => Uint8Array> = {
  'UTF-8': () => Buffer.from(list),
  'UTF-8 with a mark': () => Buffer.from(`\uFEFF${list}`),
  'UTF-16 little-endian': () => Buffer.from(`\uFEFF${list}`, 'utf16le'),
  'UTF-16 big-endian': () => Buffer.from(`\uFEFF${list}`, 'utf16le').swap16(),
  'windows-1252': () => Buffer.from(list, 'latin1'),
  'semicolons': () => Buffer.from(list.replaceAll(',', ';')),
  'tabs': () => Buffer.from(list.replaceAll(',', '\t')),
  'bars': () => Buffer.from(list.replaceAll(',', '|')),
  'Windows line ends': () => Buffer.from(list.replaceAll('\n', '\r\n')),
  'old Mac line ends': () => Buffer.from(list.replaceAll('\n', '\r')),
  'a first line that names the separator': () => Buffer.from(`sep=;\n${list.replaceAll(',', ';')}`),
}

describe('a file to import', () => {
  it.each(Object.keys(bytesIn))('is read in %s', async (how) => {
    const { core } = await temporaryPractice()
    const staged = await stage(core, bytesIn[how]?.() ?? '')
    expect(staged).toMatchObject({ headers: ['First name', 'Last name', 'DOB'], rows: 1, sample: [['José', 'Núñez', '1980-04-12']], mapping: { hasHeader: true, columns: { givenName: 0, familyName: 1, birthDate: 2 } } })
  })

  it('keeps its letters where a piece of the file ends inside one, or inside a line end', async () => {
    const long = `Name\r\n${'é'.repeat(40)}\r\n`.repeat(4000)
    const { rows } = await readCsv(Buffer.from(long))
    expect(rows).toHaveLength(8000)
    expect(rows.at(-1)).toEqual({ line: 8000, cells: ['é'.repeat(40)], broken: null })
  })

  it.each([
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest'), 'Excel workbook: save it as CSV first'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Excel workbook'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'This is a PDF'],
    ['a web page', Buffer.from('<!DOCTYPE html><table>'), 'web page'],
    ['binary', Buffer.from([1, 2, 0, 4, 5]), 'not text'],
    ['binary further down', Buffer.concat([Buffer.alloc(100_000, 'a,b\n'), Buffer.from([0])]), 'not text'],
    ['empty', Buffer.alloc(0), 'is empty'],
    ['nothing but blank lines', Buffer.from('\n,,,\n   \n'), 'is empty'],
    ['a header alone', Buffer.from('First name,Last name\n'), 'no lines below'],
  ])('that is %s is refused with what to do', async (_what, bytes, words) => {
    const { core } = await temporaryPractice()
    await expect(stage(core, bytes)).rejects.toThrow(words)
  })

  it('over 200 MB is refused before it is read', async () => {
    const { core } = await temporaryPractice()
    await expect(call(core, 'imports.stage', { files: [{ fileName: 'a.csv', bytes: new Uint8Array(LARGEST_FILE + 1) }] })).rejects.toThrow('larger than 200 MB')
  })

  it('has the line numbers an editor shows, over blank lines and cells of several lines', async () => {
    const { rows } = await readCsv(Buffer.from('a,b\r\n\r\n1,"x\r\ny\r\nz"\r\n,\r\n2,w'))
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', 'b']],
      [3, ['1', 'x\ny\nz']],
      [7, ['2', 'w']],
    ])
  })

  it('loses only the line whose quote is never closed', async () => {
    const { rows } = await readCsv(Buffer.from('a,b\n1,x\n\n"2,y\n3,z\n4,w\n'))
    expect(rows.map(({ line, cells, broken }) => [line, cells[0], broken !== null])).toEqual([
      [1, 'a', false],
      [2, '1', false],
      [4, '"2', true],
      [5, '3', false],
      [6, '4', false],
    ])
  })

  const HUGE = LARGEST_FILE - 1000
  it.each([
    ['of one cell', () => Buffer.alloc(HUGE, 'a')],
    ['of a hundred million cells', () => Buffer.alloc(HUGE, 'x,')],
    ['behind a quote that is never closed', () => Buffer.concat([Buffer.from('"'), Buffer.alloc(HUGE, 'a')])],
  ])('with a line of 200 MB %s loses that line alone, and never holds its cells', async (_how, line) => {
    const before = process.memoryUsage().heapUsed
    const { rows } = await readCsv(Buffer.concat([Buffer.from('a,b\n1,x\n'), line(), Buffer.from('\n2,y\n')]))
    expect(rows.map(({ line: at, cells, broken }) => [at, cells[0]?.slice(0, 2), broken])).toEqual([[1, 'a', null], [2, '1', null], [3, expect.any(String), 'this line is longer than 1 MB'], [4, '2', null]])
    // Buffers of the file's size are outside the heap; a string or an array of it would not be.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('names the lines that a quote too many runs together', async () => {
    const { core } = await temporaryPractice()
    const { lines } = await plan(core, 'First name,Last name,Street\nAna,Ruiz,"12 Main St\nBen,Ruiz,"4 Elm"\nCarl,Ruiz,5 Oak\n')
    expect(lines).toMatchObject([
      { line: 2, outcome: 'skip', detail: 'skipped: lines 2 to 3 run together: a quote is missing or too many' },
      { line: 4, outcome: 'create', name: 'Carl Ruiz' },
    ])
  })

  it('may have lines that are short; a line with more cells than columns is left out', async () => {
    const { core } = await temporaryPractice()
    const { lines } = await plan(core, 'First name,Last name,DOB,Phone\nAna,Ruiz\nBen,Ruiz,1980-01-01,(555) 010-0100,,\nCarl,Ruiz, Jr,1980-01-01,(555) 010-0100\n')
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([[2, 'create'], [3, 'create'], [4, 'skip']])
    expect(lines[2]?.detail).toContain('has 5 cells where there are 4 columns')
  })

  it('without a header has numbered columns and loses no line', async () => {
    const { core } = await temporaryPractice()
    const staged = await stage(core, 'Ana Ruiz,1980-04-12,(555) 010-0100\nBen Ruiz,1981-04-12,(555) 010-0101\n')
    expect(staged).toMatchObject({ headers: ['Column 1', 'Column 2', 'Column 3'], rows: 2, mapping: { hasHeader: false, columns: { birthDate: 1, phone: 2 } } })
    await expect(call(core, 'imports.plan', { stageId: staged.stageId, mapping: staged.mapping })).rejects.toThrow('Choose the column that holds the name')
    const planned = await call(core, 'imports.plan', { stageId: staged.stageId, mapping: { ...staged.mapping, columns: { ...staged.mapping.columns, fullName: 0 } } })
    expect(planned.lines.map(({ line, name }) => [line, name])).toEqual([[1, 'Ana Ruiz'], [2, 'Ben Ruiz']])
  })

  it('is forgotten when two newer ones were chosen', async () => {
    const { core } = await temporaryPractice()
    const first = await stage(core, list)
    await stage(core, list)
    const { mapping } = await stage(core, list)
    await expect(call(core, 'imports.plan', { stageId: first.stageId, mapping })).rejects.toThrow('Choose it again')
  })
})
