import { useEffect, useState } from 'react'
import type { FoundRow } from '@shared/contract/views.ts'
import { client } from './index.ts'

/** People found by these words, as one types; a late answer to earlier words is dropped. */
export function usePeopleFound(words: string, limit: number): FoundRow[] {
  const [people, setPeople] = useState<FoundRow[]>([])
  useEffect(() => {
    let stale = false
    const found = words.trim() === '' ? Promise.resolve(null) : client.call('people.search', { words, limit })
    void found.then((reply) => {
      if (!stale) setPeople(reply?.ok ? reply.value.rows : [])
    })
    return () => {
      stale = true
    }
  }, [words, limit])
  return people
}
