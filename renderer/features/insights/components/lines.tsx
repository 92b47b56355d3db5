import type { Insights } from '@shared/contract/views.ts'

/** What came over each line, where there is more than one. */
export function Lines({ byLine }: { byLine: Insights['byLine'] }) {
  return (
    <section aria-label="By line" className="grid min-w-0 gap-2 rounded-2xl border border-edge bg-panel p-4">
      <h3 className="text-[13px] font-semibold">By line</h3>
      <table className="w-full text-right text-[13px] tabular-nums">
        <caption className="sr-only">Calls and texts by line</caption>
        <thead className="text-xs text-ink-3">
          <tr>
            {['Line', 'Calls in', 'Answered', 'Missed', 'Texts in'].map((name) => (
              <th key={name} scope="col" className="py-1 font-normal first:text-left">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byLine.map(({ lineId, name, callsIn, answered, missed, textsIn }) => (
            <tr key={lineId ?? ''} className="border-t border-edge">
              <th scope="row" className="py-1.5 text-left font-medium wrap-anywhere">
                {name}
              </th>
              <td>{callsIn}</td>
              <td>{answered}</td>
              <td>{missed}</td>
              <td>{textsIn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
