import clsx from 'clsx'
import { useState } from 'react'
import type { DraftView } from '@shared/contract/views.ts'
import type { SendingWarning } from '@shared/rules/sending.ts'
import { useWritingRules } from '../hooks/writing-checks.ts'
import type { Check } from '../writing-checks.ts'

type Props = { draft: DraftView; warnings: readonly SendingWarning[]; onWrite: (body: string) => void }

/** What to look at before it goes out: a few calm words each, with the reason on a click. Nothing here keeps a text from leaving. */
export function SendChecks({ draft, warnings, onWrite }: Props) {
  const [open, setOpen] = useState<string | null>(null)
  const language = draft.language ?? 'en'
  const rules = useWritingRules(draft.body)
  const written = rules?.writingChecks(draft.body, language, rules.PLAIN_WORDS[language] ?? []) ?? []
  const checks: Check[] = [...warnings.map(({ code, label, message }) => ({ id: code, label, message, better: null })), ...written]
  if (checks.length === 0) return null
  const shown = checks.find(({ id }) => id === open)
  return (
    <div role="group" aria-label="Before it goes out" className="grid gap-1.5">
      <ul className="flex flex-wrap gap-1">
        {checks.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              aria-expanded={id === shown?.id}
              onClick={() => setOpen(id === open ? null : id)}
              className={clsx('max-w-60 truncate rounded-full bg-wait-soft px-2 py-px text-xs font-medium text-wait-ink hover:underline', id === shown?.id && 'underline underline-offset-2')}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {shown && (
        <p role="status" className="text-[12.5px] text-wait-ink">
          {shown.message}
          {shown.better && (
            <button type="button" className="ml-1.5 font-semibold underline underline-offset-2" onClick={() => onWrite(shown.better?.body ?? draft.body)}>
              {shown.better.label}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
