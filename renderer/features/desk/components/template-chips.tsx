import clsx from 'clsx'
import type { TemplateView } from '@shared/contract/views.ts'
import type { Ranked } from '@shared/rules/rank-templates.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'

/** As many as have room beside each other in about two rows; the digits fill them all the same. */
const FROM_WIDTH = ['', '', '', '@max-md/chips:hidden', '@max-lg/chips:hidden']
const chip = 'inline-flex items-center gap-2 rounded-full border px-3 py-1.5 text-[13px] font-medium transition-colors'

type Props = { ranked: readonly Ranked[]; chosen: string | null; onFill: (template: TemplateView) => void; onAll: () => void }

/** The templates that help most here, each one click or one digit; the rest behind `/`. */
export function TemplateChips({ ranked, chosen, onFill, onAll }: Props) {
  return (
    <div role="group" aria-label="Templates" className="@container/chips mb-2.5">
      <div className="flex flex-wrap gap-1.5">
        {ranked.slice(0, FROM_WIDTH.length).map(({ template, key }, index) => (
          <button
            key={template.id}
            type="button"
            aria-keyshortcuts={key === null ? undefined : String(key)}
            aria-pressed={template.id === chosen}
            onClick={() => onFill(template)}
            className={clsx(chip, FROM_WIDTH[index], template.id === chosen ? 'border-brand bg-brand-soft text-brand-ink' : 'border-edge bg-panel hover:bg-sunk')}
          >
            <span className="max-w-40 truncate">{template.name}</span>
            {key !== null && <Kbd>{key}</Kbd>}
          </button>
        ))}
        <button type="button" aria-keyshortcuts="/" onClick={onAll} className={clsx(chip, 'border-edge bg-panel text-ink-2 hover:bg-sunk')}>
          All templates <Kbd>/</Kbd>
        </button>
      </div>
    </div>
  )
}
