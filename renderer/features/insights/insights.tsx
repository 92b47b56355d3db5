import { ChartColumn } from 'lucide-react'
import { useState } from 'react'
import { DEFINITIONS, FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { periodAt, periodBefore, type Period } from '@shared/rules/periods.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { Bars, type Bar } from './components/bars.tsx'
import { FigureCard } from './components/figure-card.tsx'
import { HoursMap } from './components/hours-map.tsx'
import { Lines } from './components/lines.tsx'
import { ListDialog } from './components/list-dialog.tsx'
import { PeriodBar } from './components/period-bar.tsx'
import { ReportMenu } from './components/report-menu.tsx'
import { useInsights, type Looked } from './hooks/use-insights.ts'
import { hourSpan } from './rules/hour-span.ts'
import { dayName, hourName, periodName, weekdayName } from './rules/names.ts'
import { beforeInWords } from './rules/words.ts'
import { useView } from './store.ts'

const GROUPS: { title: string; figures: readonly FigureId[] }[] = [
  { title: 'Calls', figures: ['callsIn', 'answered', 'missed', 'abandoned', 'recovered', 'notReached'] },
  { title: 'Texts', figures: ['textsIn', 'textsReplied', 'textsNotReplied', 'textBacks', 'textBacksAnswered'] },
  { title: 'By the end of the day', figures: ['waited', 'dealtSameDay', 'leftOver'] },
  { title: 'Promised calls', figures: ['promisesKept', 'promisesLate'] },
  { title: 'The same voice again', figures: ['answeredAgain', 'answeredBySame'] },
]

/** How often the period before is cut anew while this one runs. */
const EVERY = 5 * MINUTE

/** Looking back: how many called and wrote, whom we reached and how fast, against the period before. */
export default function Insights() {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(EVERY)
  const { kind, day } = useView()
  const period = periodAt(kind, day ?? dayKey(now, timeZone), timeZone)
  const isCurrent = now < period.to
  const before = periodBefore(period, now, timeZone)
  const against = beforeInWords(kind, before.whole)
  const { looked, problem } = useInsights(period, before)
  const title = periodName(period)
  return (
    <main aria-label="Insights" className="relative h-full min-h-0 overflow-y-auto" tabIndex={-1}>
      <div className="mx-auto grid max-w-5xl gap-5 px-6 py-6">
        <header className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1">
          <h1 className="text-lg font-semibold tracking-tight">Insights</h1>
          {looked && <ReportMenu period={period} looked={looked} against={against} />}
          <p className="text-[13px] text-ink-2">Who called and wrote, and whether we reached them. Click a figure to see whom it was counted from.</p>
        </header>
        <PeriodBar period={period} title={title} isCurrent={isCurrent} timeZone={timeZone} />
        {problem !== null && <p className="text-[13px] text-miss-ink">{problem}</p>}
        {!looked && problem === null && <Loading label="Counting" />}
        {looked && isEmpty(looked) && (
          <Empty icon={ChartColumn} title="Nothing passed in this period">
            Calls and texts are counted here as they come in. Go back with the arrow to look at earlier ones.
          </Empty>
        )}
        {looked && !isEmpty(looked) && <Figures period={period} looked={looked} against={against} />}
      </div>
    </main>
  )
}

function isEmpty({ now: { counts } }: Looked): boolean {
  return FIGURES.every((id) => counts[id] === 0)
}

function Figures({ period, looked, against }: { period: Period; looked: Looked; against: string }) {
  const [open, setOpen] = useState<FigureId | null>(null)
  return (
    <>
      {GROUPS.map(({ title, figures }) => (
        <section key={title} aria-label={title} className="grid gap-2">
          <h3 className="text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">{title}</h3>
          <div className="grid grid-cols-3 gap-3">
            {figures.map((id) => (
              <FigureCard key={id} id={id} looked={looked} against={against} onOpen={() => setOpen(id)} />
            ))}
          </div>
        </section>
      ))}
      <Bars {...barsOf(period, looked)} />
      {period.kind !== 'day' && <HoursMap byHour={looked.now.byHour} />}
      {looked.now.byLine.length > 1 && <Lines byLine={looked.now.byLine} />}
      <details className="text-[13px] text-ink-2">
        <summary className="font-medium">How these are counted</summary>
        <dl className="mt-2 grid gap-2">
          {FIGURES.map((id) => (
            <div key={id}>
              <dt className="font-semibold text-ink">{DEFINITIONS[id].title}</dt>
              <dd>{DEFINITIONS[id].means}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2">Numbers marked as blocked or as our own are not counted anywhere.</p>
      </details>
      {open && <ListDialog figure={open} from={period.from} to={period.to} onClose={() => setOpen(null)} />}
    </>
  )
}

/** A day by its hours, all else by its days. */
function barsOf({ kind }: Period, { now }: Looked): { title: string; of: 'Day' | 'Hour'; bars: Bar[] } {
  if (kind !== 'day') {
    const short = (day: string, index: number): string => (kind === 'week' ? weekdayName(index, 'short') : String(Number(day.slice(8))))
    return { title: 'Calls in by day', of: 'Day', bars: now.byDay.map(({ day, callsIn, missed }, index) => ({ short: short(day, index), full: dayName(day), callsIn, missed })) }
  }
  const bars = hourSpan(now.byHour.map(({ hour }) => hour)).map((hour) => {
    const found = now.byHour.find((one) => one.hour === hour)
    return { short: hourName(hour), full: hourName(hour), callsIn: found?.callsIn ?? 0, missed: found?.missed ?? 0 }
  })
  return { title: 'Calls in by hour', of: 'Hour', bars }
}
