import type { TestStep } from '../store/line-work.ts'

type StepName = TestStep['step']
/** `waiting`: it turns by itself once something comes. */
export type TestRow = { step: StepName; title: string; state: 'trying' | 'ok' | 'failed' | 'notTried' | 'waiting'; says: string }

const TITLES: Record<StepName, string> = { reached: 'Reached', signedIn: 'Signed in', heard: 'Heard something' }
const ORDER: readonly StepName[] = ['reached', 'signedIn', 'heard']

/**
 * A test as it is shown: every step in its order, also those not tried because one before them failed. Whether something
 * was heard is told from the line as it is now, so that it turns by itself.
 * @param lastEventAt when something last came over the line, ms UTC
 */
export function testRows({ steps, refusal }: { steps: readonly TestStep[] | null; refusal: string | null }, lastEventAt: number | null): TestRow[] {
  if (refusal !== null) return []
  if (steps === null) return ORDER.map((step) => ({ step, title: TITLES[step], state: 'trying', says: 'trying' }))
  const failed = steps.some(({ step, ok }) => !ok && step !== 'heard')
  return ORDER.flatMap((step): TestRow[] => {
    const result = steps.find((it) => it.step === step)
    const row = { step, title: TITLES[step] }
    if (!result) return failed ? [{ ...row, state: 'notTried', says: 'not tried, because another step failed' }] : []
    if (result.ok) return [{ ...row, state: 'ok', says: result.says }]
    if (step !== 'heard') return [{ ...row, state: 'failed', says: `no. ${result.says}` }]
    return lastEventAt === null ? [{ ...row, state: 'waiting', says: result.says }] : [{ ...row, state: 'ok', says: 'Something has come over it.' }]
  })
}
