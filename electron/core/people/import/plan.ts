import type { ImportPlan } from '@shared/contract/index.ts'
import type { Core } from '../../core.ts'
import { Run, type Decision, type Outcome } from './decide.ts'
import type { PeopleIndex } from './people-index.ts'
import { inSlices } from './slices.ts'
import type { Source, SourceRecord } from './source.ts'

/** How many lines of each outcome the desk is shown, what needs a look first; what one does not use goes to the next. */
const SHARES: readonly [Outcome, number][] = [['skip', 60], ['differ', 40], ['change', 40], ['create', 40], ['unchanged', 20]]
const SHOWN = 200

type Decided = { decision: Decision; read: SourceRecord }

/** Decides every record without writing anything. */
async function* decisions(core: Core, base: PeopleIndex, source: Source): AsyncGenerator<Decided> {
  const giveWay = inSlices()
  const run = new Run(core, base, (line) => `line ${line}`)
  for await (const batch of source.batches(giveWay)) {
    for (const read of batch) {
      yield { decision: run.decide(read), read }
      await giveWay()
    }
  }
}

/** The dry run: what would become of every line, counted, and the lines worth looking at. Nothing is written. */
export async function planImport(core: Core, base: PeopleIndex, source: Source): Promise<ImportPlan> {
  const counts: Record<Outcome, number> = { create: 0, change: 0, differ: 0, unchanged: 0, skip: 0 }
  const kept: Record<Outcome, { noted: ImportPlan['lines']; fine: ImportPlan['lines'] }> = { create: { noted: [], fine: [] }, change: { noted: [], fine: [] }, differ: { noted: [], fine: [] }, unchanged: { noted: [], fine: [] }, skip: { noted: [], fine: [] } }
  let visits = 0
  for await (const { decision } of decisions(core, base, source)) {
    const { line, outcome, name, detail, problem } = decision
    counts[outcome] += 1
    if ('visits' in decision) visits += decision.visits.length
    const group = problem === null ? kept[outcome].fine : kept[outcome].noted
    if (group.length < SHOWN) group.push({ line, outcome, name, detail })
  }
  return { ...counts, visits, lines: fairShares(kept) }
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
 * The records that are left out, or brought in with something unread, as a CSV file. Of a list: line number, reason, then the
 * line's own cells under its own headers and with its own separator, so that it can be mended and imported again. Of
 * another source: number, name and reason.
 */
export async function problemsOf(core: Core, base: PeopleIndex, source: Source): Promise<string> {
  const { headers, delimiter: separator } = source.list ?? { headers: ['Name'], delimiter: ',' }
  // The mark makes Excel read the file as UTF-8.
  const lines = [`\uFEFF${['Line', 'Reason', ...headers].map((cell) => csvCell(cell, separator)).join(separator)}`]
  for await (const { decision, read } of decisions(core, base, source)) {
    if (decision.problem !== null) lines.push([String(read.line), decision.problem, ...(read.cells ?? [read.name])].map((cell) => csvCell(cell, separator)).join(separator))
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
