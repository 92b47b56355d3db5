import type { ImportMapping, ImportPlan } from '@shared/contract/index.ts'
import type { Core } from '../../core.ts'
import { practiceOf } from '../../practice/queries.ts'
import { Run, SharedIds, type Decision, type Outcome } from './decide.ts'
import type { PeopleIndex } from './people-index.ts'
import type { CsvRow } from './read-csv.ts'
import { inSlices, type GiveWay } from './slices.ts'
import { headersOf, rowsOf, type Staged } from './stage.ts'
import { readingOf, readLine, type Reading } from './values.ts'

/** How many lines of each outcome the desk is shown, what needs a look first; what one does not use goes to the next. */
const SHARES: readonly [Outcome, number][] = [['skip', 80], ['change', 60], ['create', 40], ['unchanged', 20]]
const SHOWN = 200

/** A run over a file, ready to decide its first line. */
export async function prepareRun(core: Core, base: PeopleIndex, staged: Staged, mapping: ImportMapping, newPersonId: (line: number) => string, giveWay: GiveWay): Promise<{ run: Run; rows: CsvRow[] }> {
  const reading = readingOf(mapping, headersOf(staged, mapping.hasHeader), practiceOf(core.db), core.now())
  const rows = rowsOf(staged, mapping.hasHeader)
  const shared = await sharedIdsIn(rows, reading, giveWay)
  return { run: new Run(core, base, reading, shared, newPersonId), rows }
}

async function sharedIdsIn(rows: readonly CsvRow[], reading: Reading, giveWay: GiveWay): Promise<ReadonlySet<string>> {
  const shared = new SharedIds()
  if (reading.columns.externalId === undefined) return shared.ids
  const { phone: _, phone2: __, language: ___, email: ____, ...columns } = reading.columns
  for (const row of rows) {
    shared.look(readLine({ ...reading, columns }, row))
    await giveWay()
  }
  return shared.ids
}

/** Decides every line of the file without writing anything. */
async function* decisions(core: Core, base: PeopleIndex, staged: Staged, mapping: ImportMapping): AsyncGenerator<{ decision: Decision; row: CsvRow }[]> {
  const giveWay = inSlices()
  const { run, rows } = await prepareRun(core, base, staged, mapping, (line) => `line ${line}`, giveWay)
  let ready: { decision: Decision; row: CsvRow }[] = []
  for (const row of rows) {
    ready.push({ decision: run.decide(row), row })
    const turn = giveWay()
    if (!turn) continue
    yield ready
    ready = []
    await turn
  }
  yield ready
}

/** The dry run: what would become of every line, counted, and the lines worth looking at. Nothing is written. */
export async function planImport(core: Core, base: PeopleIndex, staged: Staged, mapping: ImportMapping): Promise<ImportPlan> {
  const counts: Record<Outcome, number> = { create: 0, change: 0, unchanged: 0, skip: 0 }
  const kept: Record<Outcome, { noted: ImportPlan['lines']; fine: ImportPlan['lines'] }> = { create: { noted: [], fine: [] }, change: { noted: [], fine: [] }, unchanged: { noted: [], fine: [] }, skip: { noted: [], fine: [] } }
  for await (const batch of decisions(core, base, staged, mapping)) {
    for (const { decision } of batch) {
      const { line, outcome, name, detail, problem } = decision
      counts[outcome] += 1
      const group = problem === null ? kept[outcome].fine : kept[outcome].noted
      if (group.length < SHOWN) group.push({ line, outcome, name, detail })
    }
  }
  return { ...counts, lines: fairShares(kept) }
}

/** Within an outcome, lines with a note come before lines without. */
function fairShares(kept: Record<Outcome, { noted: ImportPlan['lines']; fine: ImportPlan['lines'] }>): ImportPlan['lines'] {
  const groups = SHARES.map(([outcome, share]) => ({ share, lines: [...kept[outcome].noted, ...kept[outcome].fine] }))
  const taken = groups.map(({ share, lines }) => Math.min(share, lines.length))
  let left = SHOWN - taken.reduce((total, count) => total + count, 0)
  groups.forEach(({ lines }, at) => {
    const more = Math.min(left, lines.length - (taken[at] ?? 0))
    taken[at] = (taken[at] ?? 0) + more
    left -= more
  })
  return groups.flatMap(({ lines }, at) => lines.slice(0, taken[at])).sort((a, b) => a.line - b.line)
}

/**
 * The lines that are left out, or brought in with something unread, as a CSV file: line number, reason, then the line's own
 * cells under its own headers and with its own separator, so that it can be mended and imported again.
 */
export async function problemsOf(core: Core, base: PeopleIndex, staged: Staged, mapping: ImportMapping): Promise<string> {
  const separator = staged.delimiter
  // The mark makes Excel read the file as UTF-8.
  const lines = [`\uFEFF${['Line', 'Reason', ...headersOf(staged, mapping.hasHeader)].map((cell) => csvCell(cell, separator)).join(separator)}`]
  for await (const batch of decisions(core, base, staged, mapping)) {
    for (const { decision, row } of batch) {
      if (decision.problem !== null) lines.push([String(row.line), decision.problem, ...row.cells].map((cell) => csvCell(cell, separator)).join(separator))
    }
  }
  return `${lines.join('\r\n')}\r\n`
}

/**
 * One cell of our own file. A cell that starts like a formula would be run by Excel when somebody opens the file, and the
 * list may come from anywhere; an apostrophe before it makes it text. Source: OWASP, "CSV Injection".
 */
export function csvCell(text: string, separator: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return safe.includes('"') || safe.includes('\n') || safe.includes('\r') || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe
}
