/** One bar: what it stands for, in short and in full, and how many were answered and missed of all. */
export type Bar = { short: string; full: string; callsIn: number; missed: number }

/** Calls in by day or hour: drawn for the eye, and the same numbers as a table for a screen reader. */
export function Bars({ title, of, bars }: { title: string; of: 'Day' | 'Hour'; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ callsIn }) => callsIn))
  return (
    <section aria-label={title} className="grid min-w-0 gap-2 rounded-2xl border border-edge bg-panel p-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-[13px] font-semibold">{title}</h3>
        <p aria-hidden className="flex gap-4 text-xs text-ink-2">
          <span>
            <span className="mr-1.5 inline-block size-2.5 rounded-xs bg-brand" />
            answered
          </span>
          <span>
            <span className="mr-1.5 inline-block size-2.5 rounded-xs bg-miss" />
            missed, the number in red
          </span>
        </p>
      </header>
      <div aria-hidden className="grid grid-flow-col gap-1 overflow-hidden" style={{ gridAutoColumns: 'minmax(0, 1fr)' }}>
        {bars.map(({ short, full, callsIn, missed }) => (
          <div key={full} title={`${full}: ${callsIn}, ${missed} missed`} className="grid min-w-0 grid-rows-[1rem_7rem_1rem_1rem] justify-items-center text-[11px] leading-4 tabular-nums">
            <span>{callsIn > 0 ? callsIn : ''}</span>
            <span className="flex w-full max-w-9 flex-col justify-end overflow-hidden rounded-t-sm border-b border-edge-strong">
              <span className="bg-brand" style={{ height: `${((callsIn - missed) / most) * 100}%` }} />
              <span className="bg-miss" style={{ height: `${(missed / most) * 100}%` }} />
            </span>
            <span className="font-semibold text-miss-ink">{missed > 0 ? missed : ''}</span>
            <span className="whitespace-nowrap text-ink-3">{short}</span>
          </div>
        ))}
      </div>
      <table className="sr-only">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">Calls in</th>
            <th scope="col">Missed</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ full, callsIn, missed }) => (
            <tr key={full}>
              <th scope="row">{full}</th>
              <td>{callsIn}</td>
              <td>{missed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
