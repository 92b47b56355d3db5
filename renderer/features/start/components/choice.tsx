import { Building2, Coffee, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { actions } from '@renderer/store/index.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'

/** Look around or begin: two big buttons; arrows go between them, Enter takes one. */
export function Choice({ onSetUp }: { onSetUp: () => void }) {
  const group = useRef<HTMLDivElement>(null)
  const [opening, setOpening] = useState(false)
  useEffect(() => group.current?.querySelector('button')?.focus(), [])
  const walk = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    const back = event.key === 'ArrowLeft' || event.key === 'ArrowUp'
    const buttons = group.current?.querySelectorAll('button')
    buttons?.[back ? 0 : buttons.length - 1]?.focus()
  }
  const lookAround = (): void => {
    setOpening(true)
    void actions.switchPractice('demo').finally(() => setOpening(false))
  }
  return (
    // The arrows only move the focus between the buttons inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={group} role="group" aria-label="How do you want to begin?" onKeyDown={walk} className="grid grid-cols-2 gap-5">
      <Way icon={Coffee} title="Look around in the demo practice" disabled={opening} onClick={lookAround}>
        {opening ? 'Opening the demo day…' : 'A day at a front desk with made-up people. Calls ring, texts come in, and nothing is really sent. Try anything.'}
      </Way>
      <Way icon={Building2} title="Set up my practice" disabled={opening} onClick={onSetUp}>
        Start with your own practice: its name, its phone and you. It takes a minute; patients and the phone system come next.
      </Way>
    </div>
  )
}

function Way({ icon: Icon, title, disabled, onClick, children }: { icon: LucideIcon; title: string; disabled: boolean; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className="group grid content-start gap-3 rounded-2xl border border-edge bg-panel p-6 text-left shadow-card transition-colors hover:border-brand focus-visible:border-brand disabled:opacity-60"
    >
      <span aria-hidden className="grid size-11 place-items-center rounded-xl bg-brand-soft text-brand-ink">
        <Icon size={22} strokeWidth={1.7} />
      </span>
      <span className="text-[15px] font-semibold tracking-tight">{title}</span>
      <span className="text-[13px] leading-relaxed text-ink-2">{children}</span>
      <span className="mt-1 opacity-0 group-focus-visible:opacity-100">
        <Kbd>Enter ⏎</Kbd>
      </span>
    </button>
  )
}
