import clsx from 'clsx'
import { memo } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { urgency } from '@shared/rules/waiting.ts'
import { useNow } from '@renderer/store/clock.ts'
import { FOREVER } from '@shared/time.ts'
import { useAlerted } from '@renderer/store/alerts.ts'
import { actions, usePractice, useUi } from '@renderer/store/index.ts'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { age, clockTime, moment } from '@renderer/ui/format.ts'
import { Tag } from '@renderer/ui/tag.tsx'
import { previewOf, tagsOf } from '../summary.ts'

/** One conversation in the feed: who, what last, why they wait and for how long. */
export const FeedItem = memo(function FeedItem({ conversation, waiting, selected }: { conversation: ConversationView; waiting: boolean; selected: boolean }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const draft = useUi((ui) => Boolean(ui.drafts[conversation.id]?.body))
  const { waitingSince, waitingFor, snoozedUntil } = conversation
  const alerted = useAlerted(conversation)
  const late = waiting && (alerted || (waitingSince !== null && urgency(waitingSince, waitingFor.missed, now) === 'late'))
  const tags = tagsOf(conversation, { waiting, staff, me, snoozed: snoozedUntil !== null && snoozedUntil > now ? (snoozedUntil === FOREVER ? 'they answer' : moment(snoozedUntil, now, timeZone)) : null, now, timeZone })
  return (
    <button
      type="button"
      data-testid="feed-item"
      data-waiting={waiting}
      aria-current={selected ? 'true' : undefined}
      onClick={() => actions.openConversation(conversation.id)}
      className={clsx('relative grid w-full grid-cols-[36px_minmax(0,1fr)_auto] gap-2.5 rounded-[10px] py-2.5 pr-2 pl-2.5 text-left', selected ? 'bg-panel shadow-card' : 'hover:bg-sunk/60')}
    >
      {waiting && <span aria-hidden className={clsx('absolute inset-y-3 left-0 w-[3px] rounded-full', late ? 'bg-miss' : 'bg-wait')} />}
      <Avatar initials={initialsOf(conversation)} />
      <span className="min-w-0">
        <span className="block truncate font-semibold">{nameOf(conversation)}</span>
        <span dir="auto" className="mt-px block truncate text-left text-[13px] text-ink-2">
          {draft && <span className="font-medium text-brand-ink">Draft · </span>}
          {previewOf(conversation, me ? staff[me]?.name : undefined)}
        </span>
        {tags.length > 0 && (
          <span className="mt-1 flex flex-wrap gap-1">
            {tags.map((tag) => (
              <Tag key={tag.label} tone={tag.tone}>
                {tag.label}
              </Tag>
            ))}
          </span>
        )}
      </span>
      <span className={clsx('text-right text-xs whitespace-nowrap', late ? 'font-semibold text-miss-ink' : 'text-ink-3')}>
        {waiting && waitingSince !== null ? age(waitingSince, now) : clockTime(conversation.lastAt, timeZone)}
      </span>
    </button>
  )
})
