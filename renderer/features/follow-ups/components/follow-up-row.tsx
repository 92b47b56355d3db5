import { CalendarDays, Check, MessageSquare } from 'lucide-react'
import type { FollowUpView } from '@shared/contract/views.ts'
import { dayAfter, monthsAfter } from '@shared/rules/due.ts'
import { HOUR } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { shortDate } from '@renderer/ui/format.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import { Tag } from '@renderer/ui/tag.tsx'
import { dueWords } from '../due-words.ts'
import { beginFollowUp, finishFollowUp, moveFollowUp, planFollowUp } from '../work.ts'

/** After which visit a rule planned it: "after Knee injection, Mar 4". */
function afterVisit({ at, reason }: NonNullable<FollowUpView['visit']>, now: number, timeZone: string): string {
  return `after ${reason || 'the visit'}, ${shortDate(at, now, timeZone)}`
}

/** One thing to do: open the person with the template for it, move it to another day, or say that it is done. */
export function FollowUpRow({ followUp, today }: { followUp: FollowUpView; today: string }) {
  const templates = usePractice((practice) => practice.templates)
  const ordered = Object.values(templates).sort((a, b) => a.position - b.position)
  const template = followUp.templateId ? templates[followUp.templateId] : undefined
  const late = followUp.due < today
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(HOUR)

  const move = (due: string): void => void moveFollowUp(followUp, due)
  const textWith = async (templateId: string): Promise<void> => {
    if (await planFollowUp({ ...followUp, templateId })) await beginFollowUp({ ...followUp, templateId })
  }

  return (
    <li className="flex min-h-16 flex-wrap items-center gap-3 border-b border-edge px-4 py-3 last:border-b-0">
      <Avatar initials={followUp.initials} />
      <div className="min-w-48 flex-1" data-selectable>
        <p className="text-[13.5px] wrap-anywhere">
          <span className="font-semibold">{followUp.name}</span> · {followUp.what}
        </p>
        <p className="flex items-center gap-2 text-xs text-ink-3">
          <Tag tone={late ? 'miss' : followUp.due === today ? 'wait' : 'plain'}>{dueWords(followUp.due, today)}</Tag>
          {[followUp.visit ? afterVisit(followUp.visit, now, timeZone) : followUp.by, template && `with “${template.name}”`].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex items-center gap-1.5">
        <Button small look={followUp.due <= today ? 'primary' : 'plain'} aria-label={`Open ${followUp.name}: ${followUp.what}`} onClick={() => void beginFollowUp(followUp)}>
          Open
        </Button>
        <Menu
          title="Open with a template"
          trigger={
            <IconButton label={`Text ${followUp.name} with a template`}>
              <MessageSquare size={15} />
            </IconButton>
          }
          items={ordered.slice(0, 20).map(({ id, name }) => ({ label: name, onSelect: () => void textWith(id) }))}
        />
        <Menu
          title="Another day"
          trigger={
            <IconButton label={`Another day for ${followUp.what}`}>
              <CalendarDays size={15} />
            </IconButton>
          }
          items={[
            { label: 'Tomorrow', shortcut: '1', onSelect: () => move(dayAfter(today, 1)) },
            { label: 'In 3 days', shortcut: '2', onSelect: () => move(dayAfter(today, 3)) },
            { label: 'In a week', shortcut: '3', onSelect: () => move(dayAfter(today, 7)) },
            { label: 'In 2 weeks', shortcut: '4', onSelect: () => move(dayAfter(today, 14)) },
            { label: 'In a month', shortcut: '5', onSelect: () => move(monthsAfter(today, 1)) },
            { label: 'In 3 months', shortcut: '6', onSelect: () => move(monthsAfter(today, 3)) },
          ]}
        />
        <IconButton label={`Done: ${followUp.what}`} onClick={() => void finishFollowUp(followUp, 'by hand')}>
          <Check size={16} />
        </IconButton>
      </div>
    </li>
  )
}
