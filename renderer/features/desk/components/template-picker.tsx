import { Command } from 'cmdk'
import { useRef } from 'react'
import type { TemplateView } from '@shared/contract/views.ts'
import { fold } from '@shared/rules/fold.ts'
import type { Ranked } from '@shared/rules/rank-templates.ts'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Kbd } from '@renderer/ui/kbd.tsx'

type Props = { open: boolean; ranked: readonly Ranked[]; onClose: () => void; onPick: (template: TemplateView) => void; onPicked: () => void; onManage: () => void }

/** All templates, searched by the words of their name and text. After one was picked the keyboard goes on in the reply. */
export function TemplatePicker({ open, ranked, onClose, onPick, onPicked, onManage }: Props) {
  const picked = useRef(false)
  const closed = (event: Event): void => {
    if (!picked.current) return
    picked.current = false
    event.preventDefault()
    onPicked()
  }
  const pick = (template: TemplateView): void => {
    picked.current = true
    onPick(template)
  }
  return (
    <Dialog open={open} onClose={onClose} onCloseAutoFocus={closed} title="Templates">
      <Templates ranked={ranked} onPick={pick} onManage={onManage} />
    </Dialog>
  )
}

/** Made only while they are open: every text of every template is in what they are searched by. */
function Templates({ ranked, onPick, onManage }: Pick<Props, 'ranked' | 'onPick' | 'onManage'>) {
  return (
    <Command label="Templates" filter={(value, search) => (fold(search).split(' ').every((word) => value.includes(word)) ? 1 : 0)}>
      <Command.Input data-autofocus placeholder="Search by name or words" className="mb-2 h-9 w-full rounded-lg border border-edge bg-panel px-2.5 text-[13px]" />
      <Command.List className="max-h-96 overflow-y-auto">
        <Command.Empty className="px-2.5 py-6 text-center text-[13px] text-ink-2">
          No template has these words.{' '}
          <button type="button" className="font-medium text-brand-ink underline" onClick={onManage}>
            Write one
          </button>
        </Command.Empty>
        {ranked.map(({ template, key }) => (
          <Command.Item
            key={template.id}
            value={fold(`${template.name} ${Object.values(template.texts).join(' ')} ${template.id}`)}
            onSelect={() => onPick(template)}
            className="grid gap-0.5 rounded-lg px-2.5 py-2 data-[selected=true]:bg-sunk"
          >
            <span className="flex items-center gap-2 text-[13px] font-semibold">
              {template.name} {key !== null && <Kbd>{key}</Kbd>}
              <span className="text-[11.5px] font-normal text-ink-3">{Object.keys(template.texts).join(', ').toUpperCase()}</span>
            </span>
            <span className="truncate text-[13px] text-ink-2">{Object.values(template.texts)[0]}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
