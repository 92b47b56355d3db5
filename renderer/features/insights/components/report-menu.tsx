import { Download } from 'lucide-react'
import type { FigureId } from '@shared/rules/figures.ts'
import type { Period } from '@shared/rules/periods.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { download } from '@renderer/ui/download.ts'
import { clockTime, plainDate } from '@renderer/ui/format.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import type { Looked } from '../hooks/use-insights.ts'
import { periodName } from '../rules/names.ts'
import { reportCsv, type ReportEntry } from '../rules/report.ts'

/** As many as the contract gives at once; more in one day nobody reads. */
const MOST = 5000
/** What stands on a day sheet one by one. */
const ON_SHEET = [['answered', 'Call, answered'], ['missed', 'Call, missed'], ['textsIn', 'Text']] as const satisfies readonly (readonly [FigureId, string])[]

/** The day sheet, or the report of a week or month, as a file; while names are hidden only without them. */
export function ReportMenu({ period, looked, against }: { period: Period; looked: Looked; against: string }) {
  const practice = usePractice((state) => state.practice)
  const hidden = useNamesHidden()
  const isDay = period.kind === 'day'
  const { timeZone } = practice

  async function entriesOfDay(): Promise<ReportEntry[] | null> {
    const lists = await Promise.all(ON_SHEET.map(([figure]) => actions.ask('insights.listOf', { figure, from: period.from, to: period.to, limit: MOST })))
    const entries: ReportEntry[] = []
    for (const [index, list] of lists.entries()) {
      if (!list) return null
      entries.push(...list.entries.map((entry) => ({ ...entry, what: ON_SHEET[index]?.[1] ?? '' })))
    }
    return entries.sort((a, b) => a.at - b.at)
  }

  async function save(withNames: boolean): Promise<void> {
    const entries = isDay ? await entriesOfDay() : null
    if (isDay && !entries) return
    const when = (at: number): string => `${plainDate(dayKey(at, timeZone))}, ${clockTime(at, timeZone)}`
    const csv = reportCsv({ title: `${practice.name}, ${periodName(period)}`, ...looked, beforeTitle: against, entries, withNames, when })
    download(`rapport-${isDay ? 'day-sheet' : `${period.kind}-report`}-${period.days[0] ?? ''}.csv`, 'text/csv', csv)
  }

  const button = (
    <Button small icon={<Download size={13} aria-hidden />} onClick={isDay && !hidden ? undefined : () => void save(false)}>
      {isDay ? 'Save the day sheet' : 'Save the report'}
    </Button>
  )
  // More than a day names nobody, so there is nothing to choose.
  if (!isDay || hidden) return button
  return (
    <Menu
      title="Save the day sheet (CSV)"
      trigger={button}
      items={[
        { label: 'Without names', shortcut: '1', onSelect: () => void save(false) },
        { label: 'With names and numbers', shortcut: '2', onSelect: () => void save(true) },
      ]}
    />
  )
}
