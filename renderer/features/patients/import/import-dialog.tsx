import { useImport, closeImport, type ImportState } from './import-store.ts'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { RunStep } from './run-step.tsx'
import { Steps } from './steps.tsx'

const STEPS: Record<ImportState['step'], () => React.ReactNode> = { file: FileStep, columns: ColumnsStep, check: CheckStep, run: RunStep }

/** Bringing a list of patients over from the practice software, in four steps. Nothing is written before the last. */
export function ImportDialog() {
  const open = useImport((state) => state.open)
  const step = useImport((state) => state.step)
  const problem = useImport((state) => state.problem)
  const hidden = useNamesHidden()
  const Step = STEPS[step]
  return (
    <Dialog open={open} onClose={closeImport} title="Import patients" wide>
      <Steps current={step} />
      {problem && !hidden && (
        <p role="alert" className="mb-4 rounded-lg bg-miss-soft px-3 py-2 text-[13px] text-miss-ink">
          {problem}
        </p>
      )}
      {hidden ? <NamesHidden what="What the list holds" /> : <Step />}
    </Dialog>
  )
}
