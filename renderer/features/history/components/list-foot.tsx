import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { dayName } from '@renderer/ui/format.ts'

/** Under the last row: that more is being looked for, and how far back; or that this is all. */
export function ListFoot({ next, reading, reached }: { next: string | null; reading: boolean; reached: number | null }) {
  const { timeZone } = usePractice((practice) => practice.practice)
  const now = useNow(MINUTE)
  return <p className="px-2 py-4 text-xs text-ink-3">{next === null && !reading ? 'This is the beginning.' : reached === null ? 'Looking…' : `Looking further back: ${dayName(reached, now, timeZone)}`}</p>
}

export function ListProblem({ problem }: { problem: string | null }) {
  if (problem === null) return null
  return (
    <p role="alert" className="mx-6 mb-2 rounded-lg bg-miss-soft px-3 py-2 text-xs text-miss-ink">
      {problem}
    </p>
  )
}
