import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { PracticeView } from '@shared/contract/views.ts'
import { DAY } from '@shared/time.ts'
import { client, usePractice } from '@renderer/store/index.ts'
import { firstOpening, type Opening } from '../rules/subject.ts'

/** What the core answered, and for which state of the practice it was asked. */
const known = createStore<{ practice: PracticeView | null; day: number; openings: readonly Opening[] }>(() => ({ practice: null, day: 0, openings: [] }))

/** When the doors open next, ms UTC, or null. Asked once a day, and again when the practice's hours may have changed. */
export function useNextOpening(now: number): number | null {
  const practice = usePractice((state) => state.practice)
  const openings = useStore(known, (state) => state.openings)
  const day = Math.floor(now / DAY)
  useEffect(() => {
    const asked = known.getState()
    if (asked.practice === practice && asked.day === day) return
    known.setState({ practice, day })
    void client.call('practice.openings', {}).then((reply) => {
      if (reply.ok && known.getState().practice === practice) known.setState({ openings: reply.value })
    })
  }, [practice, day])
  return firstOpening(openings, now)
}
