import { useEffect, useState } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { reducedPatient } from '@renderer/store/reduced-views.ts'
import { patientsScreen } from '../store/index.ts'
import { actions, store, useNamesHidden, usePractice } from '@renderer/store/index.ts'

/**
 * The card of one person, asked for when it is not held, and kept current by change sets. `gone` when there is no such person.
 * While an import makes the window read everything anew, the last card stays: a form over it must not lose the keyboard.
 */
export function usePatientCard(patientId: string): { card: PatientView | undefined; gone: boolean } {
  const held = usePractice((practice) => practice.patients[patientId])
  const [last, setLast] = useState(held)
  const [missing, setMissing] = useState<string | null>(null)
  if (held && held !== last) setLast(held)
  const isHeld = held !== undefined
  const hidden = useNamesHidden()
  useEffect(() => {
    if (isHeld) return
    void actions.loadCard(patientId).then((found) => {
      // Their record was joined to another: that one is shown.
      if (found && found !== patientId) patientsScreen.open(found)
      else setMissing(store.getState().practice?.patients[patientId] ? null : patientId)
    })
  }, [patientId, isHeld])
  const gone = !isHeld && missing === patientId
  const kept = last?.id === patientId ? last : undefined
  return { card: held ?? (kept && hidden ? reducedPatient(kept) : kept), gone }
}
