import { useMemo } from 'react'
import { SECOND } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { lineRows, type LineRow } from '../line-words.ts'

/** How the lines that are switched on are doing, in words. */
export function useLineRows(): LineRow[] {
  const lines = usePractice((practice) => practice.lines)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(5 * SECOND)
  return useMemo(() => lineRows(Object.values(lines), { now, timeZone }), [lines, now, timeZone])
}
