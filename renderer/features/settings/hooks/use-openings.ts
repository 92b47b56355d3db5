import { useEffect, useState } from 'react'
import type { Value } from '@shared/contract/index.ts'
import { client, usePractice } from '@renderer/store/index.ts'

/** The next openings by the hours and holidays that are saved; none until they are known. */
export function useOpenings(): Value<'practice.openings'> {
  const hours = usePractice((state) => state.practice.hours)
  const holidays = usePractice((state) => state.practice.holidays)
  const [openings, setOpenings] = useState<Value<'practice.openings'>>([])
  useEffect(() => {
    let stale = false
    void client.call('practice.openings', {}).then((reply) => {
      if (!stale && reply.ok) setOpenings(reply.value)
    })
    return () => {
      stale = true
    }
    // Read again when the doors open at other times.
  }, [hours, holidays])
  return openings
}
