import { Braces } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import { VARIABLES, type VariableSubject } from '@shared/rules/template.ts'
import { Button } from '@renderer/ui/button.tsx'
import { CONDITIONS } from '../rules/pieces.ts'

export type Inserted = { open: string; close?: string }

const SUBJECTS: readonly [VariableSubject, string][] = [
  ['person', 'Person'],
  ['visit', 'Visit'],
  ['practice', 'Practice'],
  ['desk', 'Desk'],
  ['moment', 'Moment'],
]

const groups: { heading: string; items: (Inserted & { label: string; hint: string })[] }[] = [
  ...SUBJECTS.map(([subject, heading]) => ({
    heading,
    items: VARIABLES.filter(({ about }) => about === subject).map(({ name, label }) => ({ label, hint: `{${name}}`, open: `{${name}}` })),
  })),
  { heading: 'Conditions', items: CONDITIONS.map((condition) => ({ ...condition, hint: condition.open })) },
]

/** What can be put into a text, by what it tells of. The text gets it, and the keyboard, when the menu has closed. */
export function InsertMenu({ onInsert }: { onInsert: (inserted: Inserted) => void }) {
  const picked = useRef<Inserted | null>(null)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small icon={<Braces size={13} aria-hidden />}>
          Insert variable
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // A menu that was only looked at gives the focus back.
            if (!picked.current) return
            event.preventDefault()
            onInsert(picked.current)
            picked.current = null
          }}
          className="z-50 max-h-[min(30rem,var(--radix-dropdown-menu-content-available-height))] w-80 overflow-y-auto rounded-xl border border-edge bg-panel p-1.5 shadow-pop animate-rise"
        >
          {groups.map(({ heading, items }) => (
            <DropdownMenu.Group key={heading} aria-label={heading} className="not-first:mt-1 not-first:border-t not-first:border-edge not-first:pt-1">
              <DropdownMenu.Label className="px-2.5 pt-1 pb-0.5 text-xs font-semibold text-ink-3">{heading}</DropdownMenu.Label>
              {items.map((item) => (
                <DropdownMenu.Item
                  key={item.label}
                  onSelect={() => {
                    picked.current = item
                  }}
                  className="flex items-center gap-3 rounded-lg px-2.5 py-1.5 text-[13px] outline-none data-highlighted:bg-sunk"
                >
                  <span className="min-w-0 flex-1">{item.label}</span>
                  <span className="shrink-0 text-xs text-ink-3">{item.hint}</span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
