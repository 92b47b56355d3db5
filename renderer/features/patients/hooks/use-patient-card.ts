import { useEffect, useState } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'

/** The card of one person, asked for when it is not held, and kept current by change sets. `gone` when there is no such person. */
export function usePatientCard(patientId: string): { card: PatientView | undefined; gone: boolean } {
  const card = usePractice((practice) => practice.patients[patientId])
  const [missing, setMissing] = useState<string | null>(null)
  const held = card !== undefined
  useEffect(() => {
    if (held) return
    void actions.loadCard(patientId).then(() => setMissing(store.getState().practice?.patients[patientId] ? null : patientId))
  }, [patientId, held])
  return { card, gone: !held && missing === patientId }
}
