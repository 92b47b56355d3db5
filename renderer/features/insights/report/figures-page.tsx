import type { Insights, PracticeView } from '@shared/contract/views.ts'
import { DEFINITIONS, FIGURES, type FigureId } from '@shared/rules/figures.ts'
import { hourSpan } from '../rules/hour-span.ts'
import { hourName, shortDayName, weekdayName } from '../rules/names.ts'
import { openInWords } from '../rules/open-words.ts'
import { changeInWords, shareInWords, waitInWords } from '../rules/words.ts'
import { ReportPage, type Head } from './report-page.tsx'

type Looked = { now: Insights; before: Insights }
type Props = { head: Head; title: string; looked: Looked; against: string; practice: PracticeView }

/** The figures of a week or month with what they count and the change, the days, and the hours in which people called. */
export function FiguresPage({ head, title, looked, against, practice }: Props) {
  const { now } = looked
  return (
    <ReportPage head={head} level={1} title={title} below={practice.phone}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="count">
              Count
            </th>
            <th scope="col" className="change">
              Change
            </th>
            <th scope="col" className="means">
              What is counted
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((id) => (
            <Figure key={id} id={id} looked={looked} against={against} />
          ))}
        </tbody>
      </table>
      <div className="beside">
        <Days byDay={now.byDay} practice={practice} />
        <Hours byHour={now.byHour} />
      </div>
      <p className="note">Numbers marked as blocked or as our own are not counted anywhere. The opening hours are those set when this was made.</p>
    </ReportPage>
  )
}

function Figure({ id, looked: { now, before }, against }: { id: FigureId; looked: Looked; against: string }) {
  const { title, means } = DEFINITIONS[id]
  const waits = id === 'recovered' || id === 'textsReplied' ? waitInWords(now.waits[id]) : ''
  return (
    <tr>
      <th scope="row" className="title">
        {title}
      </th>
      <td className="count">{now.counts[id].toLocaleString(navigator.language || 'en-US')}</td>
      <td className="change">{[shareInWords(id, now.counts), waits, changeInWords(now.counts[id], before.counts[id], against)].filter(Boolean).join('; ')}</td>
      <td className="means">{means}</td>
    </tr>
  )
}

function Days({ byDay, practice }: { byDay: Insights['byDay']; practice: PracticeView }) {
  return (
    <section>
      <h3>By day</h3>
      <table className="days">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Open</th>
            {['Calls in', 'Answered', 'Missed', 'Texts in'].map((name) => (
              <th key={name} scope="col" className="count">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byDay.map(({ day, callsIn, answered, missed, textsIn }) => (
            <tr key={day}>
              <th scope="row" className="day">
                {shortDayName(day)}
              </th>
              <td>{openInWords(day, practice)}</td>
              <td className="count">{callsIn}</td>
              <td className="count">{answered}</td>
              <td className="count">{missed}</td>
              <td className="count">{textsIn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** As on the screen, with the hours downwards: a day has more of them than a week has days. */
function Hours({ byHour }: { byHour: Insights['byHour'] }) {
  const most = Math.max(1, ...byHour.map(({ callsIn }) => callsIn))
  const at = new Map(byHour.map(({ weekday, hour, callsIn }) => [`${weekday} ${hour}`, callsIn]))
  const weekdays = [0, 1, 2, 3, 4, 5, 6]
  return (
    <section>
      <h3>Calls in by hour</h3>
      <table className="hours">
        <thead>
          <tr>
            <th scope="col">Hour</th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {weekdayName(weekday, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hourSpan(byHour.map(({ hour }) => hour)).map((hour) => (
            <tr key={hour}>
              <th scope="row">{hourName(hour)}</th>
              {weekdays.map((weekday) => {
                const calls = at.get(`${weekday} ${hour}`) ?? 0
                return (
                  <td key={weekday} data-shade={Math.ceil((calls / most) * 4)}>
                    {calls}
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
