import { useEffect, useState } from 'react'
import type { FoundRow, SaidHit } from '@shared/contract/views.ts'
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

/** How long the words have to stand still before all that was said is searched for them, in ms: nobody reads hits of half a word. */
const STILL = 120

const NOTHING_SAID = { hits: [], reading: false }

/** What was said or noted with these words; `reading`: an older file is still being read. A late answer to earlier words is dropped. */
export function useSaid(words: string, limit: number): { hits: SaidHit[]; reading: boolean } {
  const [said, setSaid] = useState<{ hits: SaidHit[]; reading: boolean }>(NOTHING_SAID)
  useEffect(() => {
    let stale = false
    const ask = async (): Promise<void> => {
      const reply = words.trim() === '' ? null : await client.call('said.search', { words, limit })
      if (!stale) setSaid(reply?.ok ? reply.value : NOTHING_SAID)
    }
    const timer = setTimeout(() => void ask(), STILL)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [words, limit])
  return said
}
