import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { useNewLine } from '../hooks/use-new-line.ts'
import { DemoLine } from './demo-line.tsx'
import { KnownLine } from './known-line.tsx'
import { LineCard } from './line-card.tsx'
import { NewLine } from './new-line.tsx'
import { Section } from './section.tsx'

/** The phone and text systems Rapport listens to. */
export function Lines() {
  const lines = usePractice((practice) => practice.lines)
  const kinds = usePractice((practice) => practice.lineKinds)
  const adding = useNewLine()
  const [choosing, setChoosing] = useState(false)
  const ordered = useMemo(() => Object.values(lines).sort((a, b) => a.name.localeCompare(b.name)), [lines])
  const none = ordered.length === 0
  return (
    <Section
      title="Lines"
      description="A line connects a phone or text system you already have, and brings its calls and texts to the desk."
      action={
        !adding.kind &&
        !choosing &&
        !none && (
          <Button icon={<Plus size={15} aria-hidden />} onClick={() => setChoosing(true)}>
            Add line
          </Button>
        )
      }
    >
      <NewLine adding={adding} choice={choosing ? 'wanted' : none ? 'first' : null} onChosen={() => setChoosing(false)} />
      {ordered.map((line) => (
        <Line key={line.id} line={line} kind={kinds.find(({ kind }) => kind === line.kind)} alone={ordered.length === 1} />
      ))}
    </Section>
  )
}

function Line({ line, kind, alone }: { line: LineView; kind: LineKindView | undefined; alone: boolean }) {
  if (kind) return <KnownLine line={line} kind={kind} alone={alone} />
  if (line.kind === 'demo') return <DemoLine line={line} />
  return <LineCard line={line} title="Of a later version" />
}
