import { useEffect, useState } from 'react'
import type { Value } from '@shared/contract/index.ts'
import { client } from '@renderer/store/index.ts'
import { SECOND } from '@shared/time.ts'

export type Duplicates = Value<'people.duplicates'>

/** Whoever edits goes on for a while; an import for minutes. */
const AFTER = 2 * SECOND

/** Records that may be one person; asked for when the screen opens, and again a little after people changed. */
export function useDuplicates(): Duplicates | null {
  const [found, setFound] = useState<Duplicates | null>(null)
  useEffect(() => {
    let stale = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      void client.call('people.duplicates', {}).then((reply) => {
        if (!stale && reply.ok) setFound(reply.value)
      })
    }
    read()
    const off = client.on('changes', ({ upserts, removals, stale: many }) => {
      const people = (upserts.patient?.length ?? 0) > 0 || many.includes('patient') || removals.some(({ type }) => type === 'patient')
      if (people) timer ??= setTimeout(read, AFTER)
    })
    return () => {
      stale = true
      clearTimeout(timer)
      off()
    }
  }, [])
  return found
}
