import { useEffect, useState } from 'react'
import { HOUR } from '@shared/time.ts'
import { useNow } from './clock.ts'
import { client, usePractice } from './index.ts'

/** When the doors open in the next two weeks, ms UTC; while open, the first has begun. Empty until the core has said. */
export function useOpenings(): readonly { from: number; to: number }[] {
  const hours = usePractice((practice) => practice.practice.hours)
  const holidays = usePractice((practice) => practice.practice.holidays)
  const [openings, setOpenings] = useState<readonly { from: number; to: number }[]>([])
  const hour = useNow(HOUR)
  useEffect(() => {
    let wanted = true
    void client.call('practice.openings', {}).then((reply) => {
      if (wanted && reply.ok) setOpenings(reply.value)
    })
    return () => {
      wanted = false
    }
  }, [hours, holidays, hour])
  return openings
}

/** The next opening that has not begun, or null. */
export function nextOpeningIn(openings: readonly { from: number }[], now: number): number | null {
  return openings.find(({ from }) => from > now)?.from ?? null
}
