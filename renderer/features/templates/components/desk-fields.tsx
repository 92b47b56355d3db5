import type { TemplatePurpose } from '@shared/contract/views.ts'
import { Field, Select } from '@renderer/ui/field.tsx'
import type { TemplateItem } from '../hooks/use-templates.ts'
import type { TemplateDraft } from '../rules/draft.ts'
import { DIGITS, holderOf, PURPOSES } from '../rules/purposes.ts'

type Props = { item: TemplateItem; items: readonly TemplateItem[]; change: (part: Partial<TemplateDraft>) => void }

const purposes = Object.entries(PURPOSES) as [TemplatePurpose, string][]

/** How the desk comes to a template: what it answers, and the digit that may be its own. */
export function DeskFields({ item, items, change }: Props) {
  const { draft, id } = item
  const holder = holderOf(items, draft.fixedKey, id)
  return (
    <div className="grid gap-4 @md:grid-cols-2">
      <Field label="What it is for" hint={draft.purpose === 'other' ? 'It answers nothing in particular.' : 'Offered first where this is waited for.'}>
        {(field, describedBy) => (
          <Select id={field} aria-describedby={describedBy} value={draft.purpose} onChange={({ target }) => change({ purpose: purposes.find(([purpose]) => purpose === target.value)?.[0] ?? 'other' })}>
            {purposes.map(([purpose, label]) => (
              <option key={purpose} value={purpose}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Key at the desk" hint={keyHint(draft.fixedKey, holder?.saved?.name)}>
        {(field, describedBy) => (
          <Select id={field} aria-describedby={describedBy} value={draft.fixedKey ?? ''} onChange={({ target }) => change({ fixedKey: DIGITS.find((digit) => String(digit) === target.value) ?? null })}>
            <option value="">By usefulness</option>
            {DIGITS.map((digit) => {
              const other = holderOf(items, digit, id)
              return (
                <option key={digit} value={digit}>
                  {other?.saved ? `${digit} (now ${other.saved.name})` : digit}
                </option>
              )
            })}
          </Select>
        )}
      </Field>
    </div>
  )
}

function keyHint(digit: number | null, holder: string | undefined) {
  if (digit === null) return 'Keys without an owner go to what helps most.'
  if (holder === undefined) return `Key ${digit} always writes this one.`
  return (
    <span className="text-wait-ink">
      “{holder}” has key {digit} now. Saving takes it from there and gives it to this one.
    </span>
  )
}
