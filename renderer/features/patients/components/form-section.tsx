import type { ReactNode } from 'react'

/** A group of fields with its heading; two columns where the form is wide. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-3 @lg:grid-cols-2">
      <legend className="mb-2 text-[11px] font-semibold tracking-wider text-ink-3 uppercase">{title}</legend>
      {children}
    </fieldset>
  )
}
