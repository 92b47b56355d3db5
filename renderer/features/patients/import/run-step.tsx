import { CheckCircle2, RotateCcw, XCircle, type LucideIcon } from 'lucide-react'
import type { ImportView } from '@shared/contract/views.ts'
import { usePractice, useUi } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { cancelImport, closeImport, startOver, useImport } from './import-store.ts'
import { Progress } from './progress.tsx'
import { summary } from './summary.ts'
import { UndoButton } from './undo-button.tsx'

/** Step 4: how far it is, and how it ended. */
export function RunStep() {
  const importId = useImport((state) => state.importId)
  const running = usePractice((practice) => (importId ? practice.imports[importId] : undefined))
  if (!running) return <Loading label="Starting the import" />
  return running.state === 'running' || running.state === 'undoing' ? <AtWork running={running} /> : <Ended ended={running} />
}

function AtWork({ running }: { running: ImportView }) {
  const progress = useUi((ui) => ui.importProgress[running.id])
  const cancelling = useImport((state) => state.cancelling)
  const { done, total } = progress ?? { done: 0, total: 0 }
  const back = running.state === 'undoing' || cancelling
  const label = running.state === 'undoing' ? 'Undoing the import' : cancelling ? 'Cancelling and taking back what was written' : `Importing ${running.fileName}`
  return (
    <div className="grid gap-4 py-6">
      <p className="text-[15px] font-semibold wrap-anywhere">{label}</p>
      <Progress label={label} share={total === 0 ? 0 : done / total} tone={back ? 'wait' : 'brand'} />
      <p role="status" aria-live="polite" className="text-[13px] text-ink-2">
        {total === 0 ? 'Reading the lines' : back ? `${done.toLocaleString()} of ${total.toLocaleString()} taken back` : `${done.toLocaleString()} of ${total.toLocaleString()} lines`}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2 border-t border-edge pt-4">
        <p className="mr-auto max-w-md min-w-60 flex-1 text-[13px] text-ink-2">
          {back ? 'You can close this; it goes on by itself.' : 'You can close this and work on; it goes on by itself. Cancelling leaves nothing behind: everything it wrote so far is taken back.'}
        </p>
        {!back && (
          <Button look="danger" onClick={() => void cancelImport(running.id)}>
            Cancel the import
          </Button>
        )}
        <Button onClick={closeImport}>Close</Button>
      </div>
    </div>
  )
}

const ENDINGS: Record<Exclude<ImportView['state'], 'running' | 'undoing'>, { icon: LucideIcon; ink: string; title: string; words: string }> = {
  done: { icon: CheckCircle2, ink: 'text-done-ink', title: 'Imported', words: 'Callers in this list now have a name.' },
  cancelled: { icon: RotateCcw, ink: 'text-ink-2', title: 'Cancelled', words: 'Nothing was left behind: the patients are as they were before.' },
  undone: { icon: RotateCcw, ink: 'text-ink-2', title: 'Undone', words: 'People it had added are gone again, and changed fields are as they were. What somebody edited since was kept.' },
  failed: { icon: XCircle, ink: 'text-miss-ink', title: 'The import did not work', words: 'Nothing was left behind. Try it again; if it stops at the same place, look at the file there.' },
}

function Ended({ ended }: { ended: ImportView }) {
  if (ended.state === 'running' || ended.state === 'undoing') return null
  const { icon: Icon, ink, title, words } = ENDINGS[ended.state]
  return (
    <div className="grid gap-4 py-4">
      <div role="status" className="flex items-start gap-3">
        <Icon aria-hidden className={ink} size={22} />
        <div className="min-w-0">
          <p className="text-[15px] font-semibold">{title}</p>
          <p className="text-[13px] text-ink-2 wrap-anywhere">
            {ended.fileName}
            {ended.state === 'done' && `: ${summary(ended)}`}
          </p>
          <p className="mt-1 text-[13px] text-ink-2">{words}</p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 border-t border-edge pt-4">
        {ended.state === 'done' && (
          <span className="mr-auto">
            <UndoButton done={ended} label="Undo this import" />
          </span>
        )}
        <Button onClick={startOver}>Import another file</Button>
        <Button look="primary" onClick={closeImport}>
          Done
        </Button>
      </div>
    </div>
  )
}
