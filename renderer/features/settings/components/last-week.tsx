import { History, MessageSquare, PhoneMissed, Voicemail } from 'lucide-react'
import { useState } from 'react'
import type { TextBackPreview } from '@shared/contract/views.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { moment } from '@renderer/ui/format.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import type { Looked } from '../hooks/use-last-week.ts'
import { namedIn, sumOf } from '../rules/last-week.ts'
import { notSentWords } from '@renderer/ui/not-sent-words.ts'

type Props = { looked: Looked | null; current: boolean; look: () => Promise<void>; /** What keeps these settings from being tried. */ wrong: string | null }

/** What the settings as they stand would have done with the calls and texts of the last seven days. */
export function LastWeek({ looked, current, look, wrong }: Props) {
  const reading = looked !== null && looked.preview === null && looked.problem === null
  return (
    <>
      <p className="max-w-prose text-[13px] text-ink-2">Tries everything above on the calls and texts of the last seven days, also what is not saved yet. Nothing is sent.</p>
      <div className="flex items-center gap-3">
        <Button icon={<History size={15} aria-hidden />} disabled={wrong !== null || reading} onClick={() => void look()}>
          {looked === null ? 'Look at last week' : 'Look again'}
        </Button>
        <p role="status" className="min-w-0 flex-1 text-xs text-ink-2">
          {wrong ?? (looked && !reading && !current ? 'Something was changed since: look again.' : '')}
        </p>
      </div>
      {reading && <Loading label="Looking at last week" />}
      {looked?.problem && (
        <p role="alert" className="rounded-lg border-l-3 border-miss bg-miss-soft px-3 py-2 text-[13px] text-miss-ink">
          {looked.problem}
        </p>
      )}
      {looked?.preview && <Found preview={looked.preview} answersTexts={looked.automatic.afterHours.enabled} />}
    </>
  )
}

/** A text that leaves so much later says when: it waited over the quiet hours. */
const HALF_HOUR = 30 * MINUTE
/** As many as are read at a glance; the others are one click away. */
const SHOWN_FIRST = 8

function Found({ preview, answersTexts }: { preview: TextBackPreview; answersTexts: boolean }) {
  const [all, setAll] = useState(false)
  const hidden = useNamesHidden()
  const sum = sumOf(preview, answersTexts)
  const items = namedIn(preview)
  if (sum === null) return <p className="rounded-xl border border-dashed border-edge-strong px-4 py-5 text-center text-[13px] text-ink-2">Nobody was missed last week.</p>
  const shown = all ? items : items.slice(0, SHOWN_FIRST)
  return (
    <div className="grid gap-2.5">
      <p role="status" className="text-[13px] font-medium">
        {sum}
      </p>
      {hidden ? (
        <NamesHidden what="Who was missed" />
      ) : (
        <ul aria-label="Last week, the newest first" className="grid rounded-xl border border-edge">
          {shown.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </ul>
      )}
      {!hidden && items.length > shown.length && (
        <Button small className="justify-self-start" onClick={() => setAll(true)}>
          Show all {items.length}
        </Button>
      )}
    </div>
  )
}

const KINDS = { call: { icon: PhoneMissed, word: 'missed call' }, voicemail: { icon: Voicemail, word: 'voicemail' }, text: { icon: MessageSquare, word: 'text' } } as const

function Row({ item: { name, type, at, why, leavesAt, body } }: { item: TextBackPreview['items'][number] }) {
  const timeZone = usePractice((state) => state.practice.timeZone)
  const now = useNow()
  const { icon: Icon, word } = KINDS[type]
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 border-b border-edge px-3 py-2 text-[13px] last:border-b-0">
      <Icon size={15} aria-hidden className="mt-0.5 text-ink-3" />
      <div data-selectable className="grid min-w-0 gap-0.5">
        <p className="wrap-anywhere">
          <span className="font-medium">{name}</span>{' '}
          <span className="text-xs text-ink-3">
            {word}, {moment(at, now, timeZone)}
          </span>
        </p>
        {body !== null ? (
          <p className="text-[12.5px] text-ink-2 wrap-anywhere">
            <span className="font-semibold text-done-ink">Would have been texted{leavesAt !== null && leavesAt - at > HALF_HOUR && ` ${moment(leavesAt, now, timeZone)}`}:</span> {body}
          </p>
        ) : (
          <p className="text-[12.5px] text-ink-2">Not texted: {why === null ? 'no reason is known' : notSentWords(why, type)}.</p>
        )}
      </div>
    </li>
  )
}
