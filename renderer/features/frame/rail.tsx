import clsx from 'clsx'
import { ChartColumn, Eye, EyeOff, FileText, History, ListTodo, MessageSquare, Moon, Settings, User, type LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, privacy, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { useWaiting } from '@renderer/store/selectors.ts'
import type { Screen } from '@renderer/store/state.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { PRIVACY_KEY, PRIVACY_SHORTCUT, withMod } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { Menu } from '@renderer/ui/menu.tsx'

const SCREENS: { screen: Screen; label: string; icon: LucideIcon }[] = [
  { screen: 'desk', label: 'Desk', icon: MessageSquare },
  { screen: 'patients', label: 'Patients', icon: User },
  { screen: 'templates', label: 'Templates', icon: FileText },
  { screen: 'closeOfDay', label: 'Close of day', icon: Moon },
  { screen: 'followUps', label: 'Follow-ups', icon: ListTodo },
  { screen: 'insights', label: 'Insights', icon: ChartColumn },
  { screen: 'history', label: 'History', icon: History },
]

/** The way from screen to screen: a click, or mod+1 to mod+7. */
export function Rail() {
  const waiting = useWaiting().length
  const due = useDueFollowUps()
  const badges: Partial<Record<Screen, number>> = { closeOfDay: waiting, followUps: due }
  useKeys({
    ...Object.fromEntries(SCREENS.map(({ screen }, index) => [`mod+${index + 1}`, () => actions.go(screen)])),
    'mod+,': () => actions.go('settings'),
  })
  return (
    <nav aria-label="Screens" className="flex flex-col items-center gap-1 border-r border-edge py-3.5">
      <span aria-hidden className="mb-3 grid size-8 place-items-center rounded-[10px] bg-brand font-bold text-on-brand">
        R
      </span>
      {SCREENS.map(({ screen, label, icon }, index) => (
        <RailButton key={screen} screen={screen} label={label} icon={icon} shortcut={withMod(String(index + 1))} badge={badges[screen] ?? 0} />
      ))}
      <span className="flex-1" />
      <HideNames />
      <RailButton screen="settings" label="Settings" icon={Settings} shortcut={withMod(',')} badge={0} />
      <WhoAmI />
    </nav>
  )
}

/** How many people have something due today or earlier. */
function useDueFollowUps(): number {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(MINUTE), timeZone)
  const followUps = usePractice((practice) => practice.followUps)
  return useMemo(() => new Set(Object.values(followUps).flatMap(({ due, patientId }) => (due <= today ? [patientId] : []))).size, [followUps, today])
}

function RailButton({ screen, label, icon: Icon, shortcut, badge }: { screen: Screen; label: string; icon: LucideIcon; shortcut: string; badge: number }) {
  const current = useUi((ui) => ui.screen === screen)
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      aria-label={badge > 0 ? `${label}, ${badge} ${screen === 'followUps' ? 'due' : 'waiting'}` : label}
      title={`${label}  ${shortcut}`}
      onClick={() => actions.go(screen)}
      className={clsx('relative grid size-11 place-items-center rounded-xl transition-colors', current ? 'bg-brand-soft text-brand-ink' : 'text-ink-3 hover:bg-sunk hover:text-ink')}
    >
      <Icon size={20} strokeWidth={1.8} />
      {badge > 0 && <span className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-wait-soft px-1 text-center text-[10px] leading-4 font-bold text-wait-ink ring-1 ring-wait">{badge}</span>}
    </button>
  )
}

/** Somebody steps up to the desk: one click, or the key. */
function HideNames() {
  const hidden = useNamesHidden()
  const Icon = hidden ? EyeOff : Eye
  const label = hidden ? 'Show names' : 'Hide names'
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={hidden}
      aria-keyshortcuts={PRIVACY_SHORTCUT}
      title={`${label}  ${PRIVACY_KEY}`}
      onClick={() => privacy.toggle()}
      className={clsx('grid size-11 place-items-center rounded-xl transition-colors', hidden ? 'bg-sunk text-ink' : 'text-ink-3 hover:bg-sunk hover:text-ink')}
    >
      <Icon size={20} strokeWidth={1.8} />
    </button>
  )
}

/** Who works at this desk: picked from the list; what is done from here is journalled under that name. */
function WhoAmI() {
  const me = usePractice((practice) => (practice.me ? practice.staff[practice.me] : undefined))
  const staff = usePractice((practice) => practice.staff)
  const present = Object.values(staff).filter((member) => !member.removed)
  return (
    <Menu
      title="Who is at this desk?"
      trigger={
        <button type="button" title={me?.name ?? 'Say who is at this desk'} className="mt-1 rounded-full">
          <span className="sr-only">{me ? `At this desk: ${me.name}` : 'Say who is at this desk'}</span>
          <Avatar initials={me?.initials ?? '?'} size="small" tone={me ? 'done' : 'plain'} />
        </button>
      }
      items={[
        ...present.map((member) => ({ label: member.name, hint: member.id === me?.id ? 'now' : undefined, onSelect: () => void actions.iAm(member.id) })),
        ...(present.length === 0 ? [{ label: 'Add staff in Settings', onSelect: () => actions.go('settings') }] : []),
      ]}
    />
  )
}
