import type { ReactNode } from 'react'

/** A part of a person's page under its small heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid content-start gap-2">
      <h3 className="text-[11px] font-semibold tracking-wider text-ink-3 uppercase">{title}</h3>
      {children}
    </section>
  )
}
