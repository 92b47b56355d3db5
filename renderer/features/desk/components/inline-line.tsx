import { useState, type ReactNode } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { focusAtOnce } from '../../patients/components/focus.ts'

type Props = {
  title: string
  label: string
  value: string
  placeholder: string
  maxLength: number
  /** BCP 47 tag of what is written, where it is said to somebody. */
  language?: string
  /** What to know of these words, under them. */
  remark?: (words: string) => ReactNode
  /** Whether it was saved. */
  onSave: (words: string) => Promise<boolean>
  onDone: () => void
}

/** One line written where it stands: Enter saves, Escape leaves it as it was. */
export function InlineLine({ title, label, value, placeholder, maxLength, language, remark, onSave, onDone }: Props) {
  const [words, setWords] = useState(value)
  const [saving, setSaving] = useState(false)
  async function save(): Promise<void> {
    setSaving(true)
    const saved = await onSave(words.trim())
    setSaving(false)
    if (saved) onDone()
  }
  return (
    <form
      aria-label={title}
      className="mt-1.5 grid gap-1.5 border-t border-edge pt-2 text-[13px]"
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving) void save()
      }}
    >
      <label className="grid gap-1">
        {label}
        <input
          ref={focusAtOnce}
          lang={language}
          maxLength={maxLength}
          value={words}
          placeholder={placeholder}
          className="h-8 w-full rounded-lg border border-edge bg-panel px-2.5 text-ink placeholder:text-ink-3 focus-visible:outline-2 focus-visible:outline-offset-0"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onDone()
          }}
        />
      </label>
      {remark?.(words)}
      <div className="flex gap-1.5">
        <Button small look="primary" type="submit" shortcut="↵" disabled={saving}>
          Save
        </Button>
        <Button small onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
