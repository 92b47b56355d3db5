import type { ReactNode } from 'react'

type Props = { label: string; onSave: () => void; onEscape: () => void; className?: string; children: ReactNode }

/** A form with the keys every form has: Enter and mod+S save, Escape takes back or leaves; an open list inside it has Escape first. */
export function Form({ label, onSave, onEscape, className, children }: Props) {
  return (
    // The keys come up from its fields.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      aria-label={label}
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
          event.preventDefault()
          onSave()
        } else if (event.key === 'Escape' && document.querySelector('[role="dialog"], [role="menu"]') === null) {
          event.preventDefault()
          onEscape()
        }
      }}
    >
      {children}
    </form>
  )
}
