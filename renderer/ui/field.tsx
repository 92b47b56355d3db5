import clsx from 'clsx'
import { useId, type ComponentProps, type ReactNode } from 'react'

const box = 'w-full rounded-lg border border-edge bg-panel px-2.5 text-[13px] text-ink placeholder:text-ink-3 hover:border-edge-strong focus-visible:outline-2 focus-visible:outline-offset-0'

/** A labelled field. `hint` explains; `problem` says what is wrong and takes its place. */
export function Field({ label, hint, problem, className, children }: { label: string; hint?: ReactNode; problem?: string | null; className?: string; children: (id: string, describedBy: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={clsx('grid content-start gap-1', className)}>
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      {children(id, `${id}-hint`)}
      {(problem ?? hint) && (
        <p id={`${id}-hint`} role={problem ? 'alert' : undefined} className={clsx('text-xs', problem ? 'text-miss-ink' : 'text-ink-3')}>
          {problem ?? hint}
        </p>
      )}
    </div>
  )
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(box, 'h-9', className)} autoComplete="off" spellCheck={false} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(box, 'py-2 leading-normal', className)} {...rest} />
}

/** The system's own select: it works with every keyboard and screen reader, and is fast. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select className={clsx(box, 'h-9', className)} {...rest}>
      {children}
    </select>
  )
}

export function Checkbox({ label, ...rest }: ComponentProps<'input'> & { label: ReactNode }) {
  return (
    <label className="flex items-center gap-2 text-[13px]">
      <input type="checkbox" className="size-4 accent-brand" {...rest} />
      {label}
    </label>
  )
}
