import clsx from 'clsx'
import { CircleAlert, Ear, LoaderCircle, RefreshCw, type LucideIcon } from 'lucide-react'
import { openSettings } from '../../settings/store/section.ts'
import { useLineRows } from '../hooks/lines.ts'
import type { LineRow, LineTone } from '../line-words.ts'

/** More than so many in trouble are only counted: where all is down, the list of people still has its place. */
const SHOWN = 3

const ICONS: Record<Exclude<LineTone, 'live'>, LucideIcon> = { miss: CircleAlert, wait: RefreshCw, plain: LoaderCircle }
const LOOKS: Record<LineTone, string> = {
  miss: 'bg-miss-soft text-miss-ink',
  wait: 'bg-wait-soft text-wait-ink',
  plain: 'text-ink-2 hover:text-ink',
  live: 'text-ink-3 hover:text-ink',
}

/** Under the feed: one calm row while all lines are live. One that is not says so: silence from a dead line looks like a quiet day. */
export function LineStrip() {
  const rows = useLineRows()
  if (rows.length === 0) return null
  const troubled = rows.filter(({ tone }) => tone !== 'live')
  const more = troubled.slice(SHOWN)
  return (
    <section aria-label="Lines" className="grid gap-1 border-t border-edge px-2 py-1.5">
      {rows.filter((row) => !more.includes(row)).map((row, index) => (
        <Row key={row.id} row={row} whole={index === 0} />
      ))}
      {more.length > 0 && (
        <button type="button" onClick={open} className="rounded-lg px-2.5 py-1 text-left text-xs font-medium text-miss-ink">
          and {more.length} more not live
        </button>
      )}
    </section>
  )
}

const open = (): void => openSettings('lines')

/** `whole`: with why and what to do; the others say it when they are pointed at, and in Settings. */
function Row({ row: { tone, name, words, detail }, whole }: { row: LineRow; whole: boolean }) {
  const Icon = tone === 'live' ? null : words.startsWith('silent') ? Ear : ICONS[tone]
  return (
    <button type="button" title={(!whole && detail) || 'Open Settings, Lines'} onClick={open} className={clsx('flex w-full min-w-0 gap-2 rounded-lg px-2.5 py-1.5 text-left text-xs', LOOKS[tone])}>
      {Icon ? <Icon size={14} aria-hidden className="mt-px shrink-0" /> : <span aria-hidden className="mt-1 size-2 shrink-0 rounded-full bg-brand" />}
      {tone === 'live' ? (
        <span className="truncate">
          <span className="font-medium text-ink-2">{name}</span> {words}
        </span>
      ) : (
        <span className="min-w-0 break-words">
          <span className="font-semibold">{name}:</span> {words}.{whole && detail && <span className="line-clamp-3"> {detail}</span>}
          {whole && tone === 'miss' && <span className="underline underline-offset-2">Open Settings</span>}
        </span>
      )}
    </button>
  )
}
