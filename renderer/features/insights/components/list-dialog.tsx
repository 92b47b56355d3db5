import { DEFINITIONS, type FigureId } from '@shared/rules/figures.ts'
import type { InsightEntry } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { reducedEntry } from '@renderer/store/reduced-views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { duration, moment } from '@renderer/ui/format.ts'
import { useList } from '../hooks/use-list.ts'

type Props = { figure: FigureId; from: number; to: number; onClose: () => void }

/** What a figure was counted from, and what that means; a click opens the conversation at the desk. */
export function ListDialog({ figure, from, to, onClose }: Props) {
  const { title, means } = DEFINITIONS[figure]
  return (
    <Dialog open onClose={onClose} title={title} description={means}>
      <List figure={figure} from={from} to={to} onClose={onClose} />
    </Dialog>
  )
}

function List({ figure, from, to, onClose }: Props) {
  const { listed, problem, more } = useList(figure, from, to)
  if (problem !== null) return <p className="text-[13px] text-miss-ink">{problem}</p>
  if (!listed) return <Loading label="Reading the list" />
  if (listed.total === 0) return <p className="text-[13px] text-ink-2">There is none in this period.</p>
  return (
    <div className="grid gap-2">
      <p className="text-[13px] text-ink-2">
        {listed.total.toLocaleString(navigator.language || 'en-US')} in this period, the newest first.
      </p>
      <ul aria-label={title(figure)} className="grid overflow-hidden rounded-xl border border-edge">
        {listed.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} figure={figure} onClose={onClose} />
        ))}
      </ul>
      {more && (
        <Button className="justify-self-center" onClick={more}>
          Show more
        </Button>
      )}
    </div>
  )
}

const title = (figure: FigureId): string => DEFINITIONS[figure].title

function Entry({ entry: held, figure, onClose }: { entry: InsightEntry; figure: FigureId; onClose: () => void }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow()
  const hidden = useNamesHidden()
  const { at, name, display, waited } = hidden ? reducedEntry(held) : held
  return (
    <li className="border-b border-edge last:border-b-0">
      <button
        type="button"
        className="flex w-full flex-wrap items-baseline gap-x-3 px-3.5 py-2 text-left text-[13px] hover:bg-sunk"
        onClick={() => {
          onClose()
          void actions.openContact(held.conversationId, held.id)
        }}
      >
        <span className="min-w-40 flex-1 font-semibold wrap-anywhere">{name ?? display}</span>
        {name !== null && <span className="text-ink-2 tabular-nums">{display}</span>}
        {waited !== null && <span className="text-ink-2">{figure === 'recovered' ? `reached after ${duration(waited)}` : `answered after ${duration(waited)}`}</span>}
        <span className="text-ink-3 tabular-nums">{moment(at, now, timeZone)}</span>
      </button>
    </li>
  )
}
