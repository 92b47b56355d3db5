import { useState } from 'react'
import type { AutomaticSettings, TextBackPreview } from '@shared/contract/views.ts'
import { sameValue } from '@renderer/store/edits.ts'
import { client, usePractice } from '@renderer/store/index.ts'

/** What was asked for last: under way while there is neither an answer nor a problem. */
export type Looked = { automatic: AutomaticSettings; preview: TextBackPreview | null; problem: string | null }

/** What settings that are not saved yet would have done last week. */
export function useLastWeek(automatic: AutomaticSettings) {
  const holidays = usePractice((state) => state.practice.holidays)
  const [looked, setLooked] = useState<Looked | null>(null)
  async function look(): Promise<void> {
    const asked: Looked = { automatic, preview: null, problem: null }
    setLooked(asked)
    const reply = await client.call('automatic.preview', { automatic, holidays })
    // A newer question has an answer of its own.
    setLooked((newest) => (newest === asked ? { ...asked, ...(reply.ok ? { preview: reply.value } : { problem: reply.error.message }) } : newest))
  }
  /** Whether what is shown was asked for these very settings. */
  const current = looked !== null && sameValue(looked.automatic, automatic)
  return { looked, current, seen: current && looked.preview !== null, look }
}
