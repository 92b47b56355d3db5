import { useEffect, useState } from 'react'
import type { InsightEntry } from '@shared/contract/views.ts'
import type { FigureId } from '@shared/rules/figures.ts'
import { client } from '@renderer/store/index.ts'

const PAGE = 50

type Listed = { entries: InsightEntry[]; total: number }

/** What a figure was counted from, as many pages as were asked for; `more` is null when all is there. */
export function useList(figure: FigureId, from: number, to: number): { listed: Listed | null; problem: string | null; more: (() => void) | null } {
  const [limit, setLimit] = useState(PAGE)
  const [listed, setListed] = useState<Listed | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let stale = false
    void client.call('insights.listOf', { figure, from, to, limit, offset: 0 }).then((reply) => {
      if (stale) return
      if (reply.ok) setListed(reply.value)
      setProblem(reply.ok ? null : reply.error.message)
    })
    return () => {
      stale = true
    }
  }, [figure, from, to, limit])
  return { listed, problem, more: listed && listed.entries.length < listed.total ? () => setLimit(limit + PAGE) : null }
}
