import type { Insights, PracticeView } from '@shared/contract/views.ts'
import { clockTime, count } from '@renderer/ui/format.ts'
import type { SheetEntry } from '../rules/entries.ts'
import { dayName } from '../rules/names.ts'
import { openInWords } from '../rules/open-words.ts'
import { ReportPage, type Head } from './report-page.tsx'

type Props = { head: Head; level: 1 | 2; day: Insights['byDay'][number]; entries: readonly SheetEntry[]; practice: PracticeView }

/** Every call and text of a day, in the order in which they came. */
export function DaySheet({ head, level, day, entries, practice }: Props) {
  const counts = [['Calls in', day.callsIn], ['Answered', day.answered], ['Missed', day.missed], ['Texts in', day.textsIn]] as const
  return (
    <ReportPage head={head} level={level} title={dayName(day.day)} below={`Open ${openInWords(day.day, practice)}`.replace('Open closed', 'Closed')}>
      <dl className="counts">
        {counts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {entries.length === 0 ? <p>No call and no text came in.</p> : <Entries entries={entries} withNames={head.withNames} timeZone={practice.timeZone} />}
      <p className="note">{count(entries.length, 'call or text', 'calls and texts')} in all. What came from numbers marked as blocked or as our own is left out.</p>
    </ReportPage>
  )
}

function Entries({ entries, withNames, timeZone }: { entries: readonly SheetEntry[]; withNames: boolean; timeZone: string }) {
  return (
    <div className="columns">
      <table className="list">
        <thead>
          <tr>
            {['Time', 'What', ...(withNames ? ['Who', 'Number'] : [])].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, what, who }) => (
            <tr key={`${what} ${id}`}>
              <td className="time">{clockTime(at, timeZone)}</td>
              <td className="what">{what}</td>
              {who && <td className="who" dir="auto">{who.name ?? 'Not known'}</td>}
              {who && <td className="number">{who.display}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
