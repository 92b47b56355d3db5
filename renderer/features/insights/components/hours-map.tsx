import type { Insights } from '@shared/contract/views.ts'
import { hourSpan } from '../rules/hour-span.ts'
import { hourName, weekdayName } from '../rules/names.ts'

/** The strongest shade, in percent: the numbers stay readable on it in both themes. */
const STRONGEST = 45

/** The calls of the period by weekday and hour: a table whose shade only repeats its numbers. */
export function HoursMap({ byHour }: { byHour: Insights['byHour'] }) {
  const hours = hourSpan(byHour.map(({ hour }) => hour))
  const most = Math.max(1, ...byHour.map(({ callsIn }) => callsIn))
  const busiest = byHour.toSorted((a, b) => b.callsIn - a.callsIn)[0]
  const at = new Map(byHour.map((one) => [`${one.weekday} ${one.hour}`, one.callsIn]))
  return (
    <section aria-label="Busiest hours" className="grid min-w-0 gap-2 rounded-2xl border border-edge bg-panel p-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-[13px] font-semibold">Busiest hours</h3>
        {busiest && (
          <p className="text-xs text-ink-2">
            Most calls on {weekdayName(busiest.weekday, 'long')} from {hourName(busiest.hour)}: {busiest.callsIn}
          </p>
        )}
      </header>
      <table className="w-full table-fixed border-separate border-spacing-0.5 text-center text-[11px] tabular-nums">
        <caption className="sr-only">Calls in by weekday and hour</caption>
        <thead>
          <tr>
            <th scope="col" className="w-10">
              <span className="sr-only">Weekday</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" className="font-normal text-ink-3">
                {hourName(hour)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
            <tr key={weekday}>
              <th scope="row" className="text-left font-normal text-ink-2">
                {weekdayName(weekday, 'short')}
              </th>
              {hours.map((hour) => {
                const calls = at.get(`${weekday} ${hour}`) ?? 0
                return (
                  <td key={hour} className="h-6 rounded-sm" style={{ background: calls === 0 ? 'var(--sunk)' : `color-mix(in oklab, var(--brand) ${10 + (calls / most) * (STRONGEST - 10)}%, var(--panel))` }}>
                    {calls > 0 ? calls : <span className="sr-only">0</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
