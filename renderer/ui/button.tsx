import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const looks: Record<Look, string> = {
  primary: 'bg-brand border-brand text-on-brand hover:bg-brand-hover hover:border-brand-hover',
  plain: 'bg-panel border-edge text-ink hover:bg-sunk',
  quiet: 'border-transparent text-ink-2 hover:bg-sunk hover:text-ink',
  danger: 'bg-panel border-edge text-miss-ink hover:bg-miss-soft hover:border-miss',
}

type Props = ComponentProps<'button'> & { look?: Look; shortcut?: string; small?: boolean; icon?: ReactNode }

/** A button; what one key does is written on it. */
export function Button({ look = 'plain', shortcut, small = false, icon, className, children, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:pointer-events-none',
        small ? 'h-7 px-2.5 text-xs' : 'h-9 px-3 text-[13px]',
        looks[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
      {shortcut && <Kbd onBrand={look === 'primary'}>{shortcut}</Kbd>}
    </button>
  )
}

/** A button that shows only an icon; `label` is what it is called. */
export function IconButton({ label, className, children, type = 'button', ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={clsx('grid size-8 shrink-0 place-items-center rounded-lg text-ink-2 transition-colors hover:bg-sunk hover:text-ink disabled:opacity-40', className)}
      {...rest}
    >
      {children}
    </button>
  )
}
