import { Download } from 'lucide-react'
import type { Period } from '@shared/rules/periods.ts'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'
import type { Looked } from '../hooks/use-insights.ts'
import { saveCsv, savePdf, stopSaving, useSaving } from '../saving.ts'

/** The day sheet, or the report of a week or month, as a file; while names are hidden only without them. */
export function ReportMenu({ period, looked, against }: { period: Period; looked: Looked; against: string }) {
  const hidden = useNamesHidden()
  const saving = useSaving()
  const isDay = period.kind === 'day'
  if (saving.kind !== 'idle') {
    return (
      <p className="flex items-center gap-3 text-xs text-ink-2">
        <span role="status">{saving.kind === 'making' ? 'Making the PDF' : saving.of > 1 ? `Reading day ${saving.done + 1} of ${saving.of}` : 'Reading the day'}</span>
        <Button small onClick={stopSaving}>
          Cancel
        </Button>
      </p>
    )
  }
  const wanted = (withNames: boolean) => ({ period, looked, against, withNames })
  const items: MenuItem[] = [
    { label: 'PDF without names', onSelect: () => void savePdf(wanted(false)) },
    ...(hidden ? [] : [{ label: 'PDF with names and numbers', onSelect: () => void savePdf(wanted(true)) }]),
    // More than a day names nobody as CSV, so there is nothing to choose.
    { label: isDay ? 'CSV without names' : 'CSV, the figures alone', onSelect: () => void saveCsv(wanted(false)) },
    ...(isDay && !hidden ? [{ label: 'CSV with names and numbers', onSelect: () => void saveCsv(wanted(true)) }] : []),
  ]
  return (
    <Menu
      title={isDay ? 'Every call and text of the day' : 'The figures, and as PDF a page for each day'}
      trigger={
        <Button small icon={<Download size={13} aria-hidden />}>
          {isDay ? 'Save the day sheet' : 'Save the report'}
        </Button>
      }
      items={items.map((item, index) => ({ ...item, shortcut: String(index + 1) }))}
    />
  )
}
