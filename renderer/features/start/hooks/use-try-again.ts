import { useState } from 'react'
import { actions, store } from '@renderer/store/index.ts'
import { finishSetUp } from './set-up.ts'

/** Opening the same practice again, or the other one. `failedAgainAt` is the PC's clock, because no practice's is open. */
export function useTryAgain(which: 'demo' | 'practice') {
  const [trying, setTrying] = useState(false)
  const [failedAgainAt, setFailedAgainAt] = useState<string | null>(null)

  const open = async (wanted: 'demo' | 'practice'): Promise<void> => {
    if (trying) return
    setTrying(true)
    await actions.switchPractice(wanted)
    setTrying(false)
    const failed = store.getState().app?.state === 'failed'
    setFailedAgainAt(failed && wanted === which ? new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format() : null)
    if (!failed) await finishSetUp()
  }

  return {
    trying,
    failedAgainAt,
    tryAgain: () => void open(which),
    openOther: () => void open(which === 'demo' ? 'practice' : 'demo'),
  }
}
