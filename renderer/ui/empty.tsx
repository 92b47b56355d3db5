import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a screen says when there is nothing: why, and what to do next. */
export function Empty({ icon: Icon, title, children, action }: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid h-full place-items-center p-8 text-center">
      <div className="grid max-w-sm justify-items-center gap-2">
        <span className="mb-1 grid size-12 place-items-center rounded-2xl bg-sunk text-ink-3">
          <Icon size={22} strokeWidth={1.7} />
        </span>
        <h2 className="text-[15px] font-semibold">{title}</h2>
        {children && <p className="text-[13px] text-balance text-ink-2">{children}</p>}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  )
}

/** Quiet placeholder lines while something is read. */
export function Loading({ label }: { label: string }) {
  return (
    <div role="status" className="grid gap-3 p-5">
      <span className="sr-only">{label}</span>
      {[70, 90, 55].map((width) => (
        <span key={width} className="h-3.5 animate-pulse rounded bg-sunk" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
