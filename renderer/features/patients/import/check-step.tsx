import clsx from 'clsx'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { ImportPlan } from '@shared/contract/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { count } from '@renderer/ui/format.ts'
import { apply, goTo, saveProblems, useImport } from './import-store.ts'
import type { Outcome } from './mapping.ts'
import { PlanLines } from './plan-lines.tsx'

const FIGURES: { outcome: Outcome; label: string; ink: string }[] = [
  { outcome: 'create', label: 'new', ink: 'text-brand-ink' },
  { outcome: 'change', label: 'changed', ink: 'text-wait-ink' },
  { outcome: 'differ', label: 'to decide', ink: 'text-wait-ink' },
  { outcome: 'unchanged', label: 'as they are', ink: 'text-ink' },
  { outcome: 'skip', label: 'skipped', ink: 'text-miss-ink' },
]

/** Step 3: the dry run. The figures filter the lines below them. */
export function CheckStep() {
  const plan = useImport((state) => state.plan)
  const busy = useImport((state) => state.busy)
  const isList = useImport((state) => state.staged?.kind === 'list')
  /** A list of appointments may name one person on many lines. */
  const byLine = useImport((state) => isList && typeof state.mapping?.columns['visitDate'] === 'number')
  const [only, setOnly] = useState<Outcome | null>(null)
  if (!plan) return null
  const people = plan.create + plan.change + plan.differ
  const lines = only ? plan.lines.filter((line) => line.outcome === only) : plan.lines
  const inFile = only ? plan[only] : plan.create + plan.change + plan.differ + plan.unchanged + plan.skip
  return (
    <div className="grid gap-4">
      <div role="group" aria-label="Show lines" className="grid grid-cols-2 gap-2 sm:grid-cols-5">
        {FIGURES.map(({ outcome, label, ink }) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={only === outcome}
            onClick={() => setOnly(only === outcome ? null : outcome)}
            className={clsx('rounded-xl border px-4 py-3 text-left transition-colors', only === outcome ? 'border-brand bg-brand-soft' : 'border-edge hover:bg-sunk')}
          >
            <span className={clsx('block text-2xl leading-tight font-semibold tracking-tight', plan[outcome] === 0 ? 'text-ink-3' : ink)}>{plan[outcome].toLocaleString()}</span>
            <span className="text-[13px] text-ink-2">{label}</span>
          </button>
        ))}
      </div>
      {(plan.differ > 0 || plan.visits > 0) && <p className="text-[13px] text-ink-2">{besides(plan)}</p>}
      <PlanLines lines={lines} />
      {lines.length < inFile && <p className="text-xs text-ink-3">The list shows {lines.length.toLocaleString()} of {count(inFile, 'line')}, those worth a look first.</p>}
      <div className="sticky -bottom-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-edge bg-panel pt-3 pb-5">
        {plan.skip > 0 && (
          <Button className="mr-auto" icon={<Download size={14} />} onClick={() => void saveProblems()}>
            Save skipped lines as file
          </Button>
        )}
        <Button onClick={() => goTo(isList ? 'columns' : 'file')}>Back</Button>
        <Button look="primary" disabled={busy || people === 0} onClick={() => void apply()}>
          {people === 0 ? 'Nothing to import' : `Import ${byLine ? count(people, 'line') : count(people, 'person', 'people')}`}
        </Button>
      </div>
    </div>
  )
}

/** What it does besides people: visits, and values that the desk is asked about afterwards. */
function besides({ differ, visits }: ImportPlan): string {
  return [
    ...(visits > 0 ? [`${count(visits, 'visit')} will be written.`] : []),
    ...(differ > 0 ? ['Where the file says something else than the desk entered, the desk’s words stay, and both are shown until somebody decides.'] : []),
  ].join(' ')
}
