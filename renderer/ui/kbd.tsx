import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The key that does it. Hidden from screen readers: they announce `aria-keyshortcuts`. */
export function Kbd({ children, onBrand = false }: { children: ReactNode; onBrand?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={clsx('rounded px-1.5 py-0.5 font-sans text-[10.5px] leading-none font-semibold', onBrand ? 'text-on-brand ring-1 ring-on-brand/40 ring-inset' : 'bg-sunk text-ink-3')}
    >
      {children}
    </kbd>
  )
}
