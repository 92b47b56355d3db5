import { useEffect, useState } from 'react'
import { useLineRows } from '../hooks/lines.ts'
import { useRecap } from '../hooks/recap.ts'
import { ALL_LIVE, newsOfLines } from '../line-words.ts'

/** What was said already in this window: coming back to the desk must not say it again. */
const told = { gaps: new Set<string>(), lines: ALL_LIVE }

/** Says to screen readers, once and politely, that a line is not well and what came while one was away. */
export function DeskNews() {
  const recap = useRecap()
  const lines = newsOfLines(useLineRows())
  const [news, setNews] = useState('')
  const gaps = recap?.ids.join(' ') ?? ''
  const words = recap && [`${recap.offline}${recap.came && `: ${recap.came}`}.`, recap.untold].filter(Boolean).join(' ')
  useEffect(() => {
    const fresh = gaps.split(' ').filter((id) => id !== '' && !told.gaps.has(id))
    for (const id of fresh) told.gaps.add(id)
    const changed = lines !== null && lines !== told.lines ? lines : ''
    told.lines = lines ?? told.lines
    const says = [changed, fresh.length > 0 ? words : ''].filter(Boolean).join(' ')
    if (says) setNews(says)
    // Only when there is something new to tell, not when its times are worded anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [gaps, lines])
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
