import { useEffect, useState } from 'react'
import type { Insights } from '@shared/contract/views.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { periodAt } from '@shared/rules/periods.ts'
import { useNow } from '@renderer/store/clock.ts'
import { client, usePractice } from '@renderer/store/index.ts'
import { count } from '@renderer/ui/format.ts'

/** How the day went, in one sentence; nothing until it is counted, or where nothing passed. Insights says how each is counted. */
export function Today() {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const day = dayKey(useNow(), timeZone)
  const [counts, setCounts] = useState<Insights['counts'] | null>(null)
  useEffect(() => {
    let wanted = true
    const { from, to } = periodAt('day', day, timeZone)
    void client.call('insights.of', { from, to }).then((reply) => {
      if (wanted && reply.ok) setCounts(reply.value.counts)
    })
    return () => {
      wanted = false
    }
  }, [day, timeZone])
  const words = counts && todayInWords(counts)
  return words ? <p className="text-[13px] text-ink-2">{words}</p> : null
}

function todayInWords({ callsIn, answered, recovered, textsIn, promisesKept }: Insights['counts']): string | null {
  const parts = [
    callsIn > 0 && `${count(callsIn, 'call')}, ${answered} answered${recovered > 0 ? ` and ${recovered} reached again` : ''}`,
    textsIn > 0 && count(textsIn, 'text'),
    promisesKept > 0 && `${count(promisesKept, 'promise')} kept`,
  ].filter(Boolean)
  return parts.length === 0 ? null : `Today: ${parts.join('; ')}.`
}
