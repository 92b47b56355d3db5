import { ChevronDown } from 'lucide-react'
import clsx from 'clsx'
import { useId, useState } from 'react'
import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Switch } from '@renderer/ui/switch.tsx'
import { useLine } from '../hooks/use-line.ts'
import { useLineTest } from '../hooks/use-line-test.ts'
import { useLineWork } from '../store/line-work.ts'
import { Guide } from './guide.tsx'
import { LineAccess } from './line-access.tsx'
import { LineCard } from './line-card.tsx'
import { LineSettings, Refusal } from './line-settings.tsx'
import { LineTest } from './line-test.tsx'

/** A line of a kind that this version knows: switched at once, tested, its settings folded away where there are several lines. */
export function KnownLine({ line, kind, alone }: { line: LineView; kind: LineKindView; alone: boolean }) {
  const edit = useLine(line, kind)
  const { test, running, start } = useLineTest(line)
  const token = useLineWork(({ tokens }) => tokens[line.id])
  const [first] = useState(alone || edit.dirty)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const failed = test?.steps?.some(({ step, ok }) => !ok && step !== 'heard') ?? false
  // An access token that is shown only once must be in sight, and so must what is to be changed after a test that failed.
  const open = chosen ?? (first || token !== undefined || failed)
  const panel = useId()
  return (
    <LineCard
      line={line}
      title={kind.title}
      control={
        <>
          <Button small aria-label={`Test ${line.name}`} disabled={running} onClick={start}>
            Test
          </Button>
          <Switch label={`${line.name} on`} checked={line.enabled} disabled={edit.busy} onChange={edit.setEnabled} />
        </>
      }
    >
      {!open && edit.refusal && (
        <div className="px-4 pb-3">
          <Refusal>{edit.refusal}</Refusal>
        </div>
      )}
      {test && <LineTest line={line} test={test} unsaved={edit.dirty} />}
      <div className="border-t border-edge">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setChosen(!open)}
          className="flex h-9 w-full items-center gap-2 rounded-b-2xl px-4 text-left text-[12.5px] font-medium text-ink-2 hover:text-ink focus-visible:outline-offset-[-2px]"
        >
          <ChevronDown size={14} aria-hidden className={clsx('transition-transform', !open && '-rotate-90')} />
          Settings
          {edit.dirty && !open && <span className="text-ink-3">· not saved yet</span>}
        </button>
        <div id={panel} hidden={!open} className="grid gap-4 px-4 pb-4">
          {open && (
            <>
              {kind.hook && (
                <div className="border-b border-edge pb-4">
                  <LineAccess line={line} kind={kind} />
                </div>
              )}
              <LineSettings line={line} kind={kind} edit={edit} />
              <Guide page={kind.guide} />
            </>
          )}
        </div>
      </div>
    </LineCard>
  )
}
