import { usePractice, useUi } from '@renderer/store/index.ts'
import { showImport, useImport } from './import-store.ts'
import { atWork } from './mapping.ts'
import { Progress } from './progress.tsx'

/** On the screen while an import runs and its dialog is closed: how far it is, and the way back to it. */
export function ImportNote() {
  const running = usePractice((practice) => atWork(practice.imports))
  const progress = useUi((ui) => (running ? ui.importProgress[running.id] : undefined))
  const open = useImport((state) => state.open)
  if (!running || open) return null
  const { done, total } = progress ?? { done: 0, total: 0 }
  const label = running.state === 'undoing' ? 'Undoing the import' : 'Importing'
  return (
    <button type="button" className="mx-4 mb-2 grid gap-1.5 rounded-xl border border-edge bg-panel px-3 py-2 text-left hover:bg-sunk" onClick={() => showImport(running.id)}>
      <span className="flex justify-between gap-3 text-xs">
        <span className="font-medium">{label}</span>
        <span className="text-ink-2">{total > 0 && `${done.toLocaleString()} of ${total.toLocaleString()}`}</span>
      </span>
      <Progress label={label} share={total === 0 ? 0 : done / total} tone={running.state === 'undoing' ? 'wait' : 'brand'} />
    </button>
  )
}
