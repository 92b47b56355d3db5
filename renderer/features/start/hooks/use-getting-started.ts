import { useEffect, useState } from 'react'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { openSettings } from '../../settings/store/section.ts'
import { firstSteps, type Step } from '../rules/first-steps.ts'

export type StepToDo = Step & { go: () => void }

/** What a new practice still has to do, told from what is there. */
export function useGettingStarted(): { steps: StepToDo[]; done: number } {
  const practice = usePractice((state) => state.practice)
  const staff = usePractice((state) => state.staff)
  const lines = usePractice((state) => state.lines)
  const hasPatients = useHasPatients()
  const steps = firstSteps({
    named: practice.name !== '' && practice.phone !== '',
    staff: Object.values(staff).filter((member) => !member.removed).length,
    linesOn: Object.values(lines).filter((line) => line.enabled).length,
    hasPatients,
  }).map((step) => ({ ...step, go: () => (step.leads === 'patients' ? actions.go('patients') : openSettings(step.leads)) }))
  return { steps, done: steps.filter((step) => step.done).length }
}

/** Whether anybody is in the file; asked again after an import. */
function useHasPatients(): boolean {
  const which = usePractice((state) => state.which)
  const imports = usePractice((state) => Object.values(state.imports).filter(({ state: it }) => it !== 'running').length)
  const [found, setFound] = useState(true)
  useEffect(() => {
    // The demo is full of people, and has no first steps.
    if (which === 'demo') return
    let wanted = true
    void client.call('people.search', { words: '', limit: 1, offset: 0 }).then((reply) => {
      if (wanted && reply.ok) setFound(reply.value.total > 0)
    })
    return () => {
      wanted = false
    }
  }, [which, imports])
  return found
}
