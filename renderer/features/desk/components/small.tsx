import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The small line under a message: when, and what became of it. */
export function Small({ children, className }: { children: ReactNode; className?: string }) {
  return <small className={clsx('mt-1 block text-[11.5px] text-ink-3', className)}>{children}</small>
}
