import { useEffect, useState } from 'react'
import type { Insights } from '@shared/contract/views.ts'
import { client } from '@renderer/store/index.ts'
import { SECOND } from '@shared/time.ts'

type Span = { from: number; to: number }
export type Looked = { now: Insights; before: Insights }

/** A busy minute changes much; the figures follow a little later. */
const AFTER = 2 * SECOND

/** What passed in two spans (ms UTC), again a little after something changed; null while it is counted, and a sentence where it cannot be. */
export function useInsights(span: Span, before: Span): { looked: Looked | null; problem: string | null } {
  const [state, setState] = useState<{ looked: Looked | null; problem: string | null; of: string }>({ looked: null, problem: null, of: '' })
  const of = `${span.from} ${span.to}`
  const { from, to } = span
  const { from: beforeFrom, to: beforeTo } = before
  useEffect(() => {
    let stale = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async (): Promise<void> => {
      timer = undefined
      const [now, then] = await Promise.all([client.call('insights.of', { from, to }), client.call('insights.of', { from: beforeFrom, to: beforeTo })])
      if (stale) return
      if (now.ok && then.ok) setState({ looked: { now: now.value, before: then.value }, problem: null, of: `${from} ${to}` })
      else setState({ looked: null, problem: (now.ok ? (then.ok ? null : then.error.message) : now.error.message), of: `${from} ${to}` })
    }
    void read()
    const off = client.on('changes', () => void (timer ??= setTimeout(() => void read(), AFTER)))
    return () => {
      stale = true
      clearTimeout(timer)
      off()
    }
  }, [from, to, beforeFrom, beforeTo])
  // Figures of another period are never shown under this one's name.
  return state.of === of ? state : { looked: null, problem: null }
}
