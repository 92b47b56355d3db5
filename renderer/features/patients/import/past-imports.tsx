import type { ImportView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { Button } from '@renderer/ui/button.tsx'
import { moment } from '@renderer/ui/format.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { Section } from '../components/section.tsx'
import { showImport } from './import-store.ts'
import { summary } from './summary.ts'
import { UndoButton } from './undo-button.tsx'

const STATES: Record<ImportView['state'], { word: string; tone: Tone }> = {
  running: { word: 'Running', tone: 'brand' },
  done: { word: 'Done', tone: 'done' },
  cancelled: { word: 'Cancelled', tone: 'plain' },
  undoing: { word: 'Undoing', tone: 'wait' },
  undone: { word: 'Undone', tone: 'plain' },
  failed: { word: 'Failed', tone: 'miss' },
}

/** What was imported before, the newest first; what is done can be undone. */
export function PastImports() {
  const imports = usePractice((practice) => practice.imports)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  const past = Object.values(imports).sort((a, b) => b.at - a.at)
  if (past.length === 0) return null
  return (
    <Section title="Earlier imports">
      <ul className="grid gap-2">
        {past.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-edge px-3 py-2 text-[13px]">
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className="truncate font-medium">{one.fileName}</span>
                <Tag tone={STATES[one.state].tone}>{STATES[one.state].word}</Tag>
              </span>
              <span className="text-xs text-ink-2">
                {one.by}, {moment(one.at, now, timeZone)}
                {one.state === 'done' && ` · ${summary(one)}`}
              </span>
            </span>
            {one.state === 'done' && <UndoButton done={one} label="Undo" />}
            {(one.state === 'running' || one.state === 'undoing') && (
              <Button small onClick={() => showImport(one.id)}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
