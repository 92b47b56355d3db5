import { useMemo } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { insights, type Insight } from '@shared/rules/insights.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import type { ContactsOf } from './contacts-of.ts'

/** What is worth knowing about somebody, from their visits and contacts; looked at anew as time goes on. */
export function useInsights(patient: PatientView, contacts: ContactsOf | null): Insight[] {
  const now = useNow()
  const { timeZone, language } = usePractice((practice) => practice.practice)
  const templates = usePractice((practice) => practice.templates)
  return useMemo(() => {
    const practiceLanguages = [language, ...Object.values(templates).flatMap(({ texts }) => Object.keys(texts))]
    const interpreterNoted = patient.preferences.some(({ kind }) => kind === 'interpreter')
    return insights({ visits: patient.visits, contacts, language: patient.language, practiceLanguages, interpreterNoted }, now, timeZone)
  }, [patient, contacts, now, timeZone, language, templates])
}
