import { useEffect, useState } from 'react'
import type { Check } from '../writing-checks.ts'

type Rules = typeof import('../writing-checks.ts')

/** Its rules and word lists are not needed to start, only once somebody writes. */
let loaded: Rules | null = null

/** How plainly a text is written and what makes it cost more; nothing for the moment its rules take to load. */
export function useWritingChecks(body: string, language: string): Check[] {
  const [rules, setRules] = useState<Rules | null>(loaded)
  const needed = rules === null && body.trim() !== ''
  useEffect(() => {
    if (needed) void import('../writing-checks.ts').then((module) => setRules((loaded = module)))
  }, [needed])
  return rules ? rules.writingChecks(body, language, rules.PLAIN_WORDS[language] ?? []) : []
}
