import { contactInsights, type ContactFacts, type ContactInsight } from './insights/contacts.ts'
import { visitInsights, type InsightVisit, type VisitInsight } from './insights/visits.ts'

/** What the desk would do differently for knowing it (DESIGN "Insight"). Each rule, its threshold and its source: docs/insights.md. */
export type Insight = VisitInsight | ContactInsight

export type InsightFacts = {
  /** In any order; booked ones are those to come. */
  visits: readonly InsightVisit[]
  /** Null until the contacts have been read. */
  contacts: ContactFacts | null
  /** BCP 47 tag, empty where it is not known. */
  language: string
  /** What the practice writes in: its own language and those of its templates. */
  practiceLanguages: readonly string[]
  interpreterNoted: boolean
}

/** Few sentences are read; the ones that change the most come first. */
const MOST = 4

/**
 * What a person's visits and contacts show, each only with enough evidence and only where it changes what the desk does.
 * @param now ms UTC @param timeZone IANA, of the practice
 */
export function insights(facts: InsightFacts, now: number, timeZone: string): Insight[] {
  return [...languageInsight(facts, now), ...visitInsights(facts.visits, now, timeZone), ...(facts.contacts ? contactInsights(facts.contacts, now, timeZone) : [])].slice(0, MOST)
}

/** Somebody who speaks a language that the practice does not write in has a visit coming, and nobody has noted who interprets. */
function languageInsight({ visits, language, practiceLanguages, interpreterNoted }: InsightFacts, now: number): Insight[] {
  const next = visits.filter(({ status, at }) => status === 'booked' && at > now).toSorted((a, b) => a.at - b.at)[0]
  const base = (tag: string): string => tag.split('-')[0] ?? tag
  if (!next || language === '' || interpreterNoted || practiceLanguages.some((one) => base(one) === base(language))) return []
  return [{ kind: 'language', language, visitAt: next.at, evidence: [] }]
}
