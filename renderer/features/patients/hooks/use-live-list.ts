import { useEffect } from 'react'
import type { ChangeSet } from '@shared/contract/views.ts'
import { client } from '@renderer/store/index.ts'
import { SECOND } from '@shared/time.ts'
import { patientList } from '../store/index.ts'

/** At most this often while an import runs. */
const EVERY = SECOND / 2

function concernsPeople({ upserts, removals, stale }: ChangeSet): boolean {
  return (upserts.patient?.length ?? 0) > 0 || stale.includes('patient') || removals.some(({ type }) => type === 'patient')
}

/** Keeps the list at what the practice holds while the screen is open; rows are no entities of the window's store. */
export function useLiveList(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refreshSoon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        void patientList.refresh()
      }, EVERY)
    }
    void patientList.refresh()
    const stop = [
      client.on('changes', (changes) => concernsPeople(changes) && refreshSoon()),
      // After a restart of the core nothing is known about what happened meanwhile.
      client.onConnection((connected) => connected && refreshSoon()),
    ]
    return () => {
      clearTimeout(timer)
      for (const off of stop) off()
    }
  }, [])
}
