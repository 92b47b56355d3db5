import type { Consent } from '@shared/rules/consent.ts'
import type { ReadableDB } from '../journal/database.ts'
import { moduleOf } from './modules.ts'
import { lineById } from './queries.ts'

/** Words that the network of a toll-free number acts on and answers itself; every other word is ours (docs/texting-rules.md). */
const TOLL_FREE_NETWORK = new Set(['STOP', 'START', 'UNSTOP'])

/** Whether Rapport answers a keyword that came over this line: exactly one of us and the provider does. */
export function answersKeyword(db: ReadableDB, lineId: string, verdict: Extract<Consent, { word: string }>): boolean {
  const line = lineById(db, lineId)
  // As the line reads its settings: one that was saved before this one was there has its kind's own way.
  const settings = line && moduleOf(line.kind)?.settings.safeParse(line.settings)
  const by = settings?.success ? (settings.data as { stopAnswers?: string }).stopAnswers : undefined
  if (by === 'provider') return false
  return by !== 'tollFree' || !TOLL_FREE_NETWORK.has(verdict.word)
}
