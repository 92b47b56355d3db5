import { useEffect, useState } from 'react'

type Rules = typeof import('../writing-checks.ts')

/** Its rules and word lists are not needed to start, only once somebody writes. */
let loaded: Rules | null = null

/** The rules for what is written, once something is; null for the moment they take to load. */
export function useWritingRules(body: string): Rules | null {
  const [rules, setRules] = useState<Rules | null>(loaded)
  const needed = rules === null && body.trim() !== ''
  useEffect(() => {
    if (needed) void import('../writing-checks.ts').then((module) => setRules((loaded = module)))
  }, [needed])
  return rules
}
