import type { LineView } from '@shared/contract/views.ts'
import { LineCard } from './line-card.tsx'

/** The demo practice's line: it plays a day at the desk. */
export function DemoLine({ line }: { line: LineView }) {
  return (
    <LineCard line={line} title="Demo">
      <p className="border-t border-edge px-4 py-4 text-[13px] text-ink-2">It plays a day at the desk, with made-up callers. Nothing real comes in over it, and what you send goes nowhere.</p>
    </LineCard>
  )
}
