import type { ReactNode } from 'react'

/** A part of the card under its title. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-0.5">
      <h3 className="text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">{title}</h3>
      {children}
    </section>
  )
}
