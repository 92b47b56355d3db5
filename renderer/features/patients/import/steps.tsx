import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ImportState } from './import-store.ts'

const NAMES: { step: ImportState['step']; name: string }[] = [
  { step: 'file', name: 'Choose the file' },
  { step: 'columns', name: 'Match the columns' },
  { step: 'check', name: 'Look it over' },
  { step: 'run', name: 'Import' },
]

/** Where in the four steps somebody is. */
export function Steps({ current }: { current: ImportState['step'] }) {
  const at = NAMES.findIndex(({ step }) => step === current)
  return (
    <ol aria-label="Steps" className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
      {NAMES.map(({ step, name }, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} className={clsx('flex items-center gap-1.5 text-xs', index === at ? 'font-semibold text-ink' : 'text-ink-3')}>
          <span className={clsx('grid size-5 place-items-center rounded-full text-[11px] font-semibold', index < at ? 'bg-done-soft text-done-ink' : index === at ? 'bg-brand text-on-brand' : 'bg-sunk text-ink-2')}>
            {index < at ? <Check size={12} aria-label="done" /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  )
}
