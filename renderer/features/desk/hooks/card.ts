import { useEffect } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'

/** A person's card; asked for once, kept current by change sets. Undefined until it is there. */
export function useCard(patientId: string | null): PatientView | undefined {
  const card = usePractice((practice) => (patientId ? practice.patients[patientId] : undefined))
  const missing = patientId !== null && card === undefined
  useEffect(() => {
    if (missing) void actions.loadCard(patientId)
  }, [missing, patientId])
  return card
}
