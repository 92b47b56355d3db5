import { useState } from 'react'
import { actions, store, useDesk } from '@renderer/store/index.ts'
import { openSettings } from '../store/section.ts'

/** The open practice's file, its backups, and the way to the other practice. Null while it is not open. */
export function useData() {
  const app = useDesk((state) => state.app)
  const [backingUp, setBackingUp] = useState(false)
  const [switching, setSwitching] = useState(false)
  return {
    app: app?.state === 'open' ? app : null,
    backingUp,
    switching,
    show: showFile,
    backUp: async (): Promise<void> => {
      setBackingUp(true)
      const made = await actions.ask('app.backUp', {})
      setBackingUp(false)
      if (!made) return
      // The core says this only when it is asked for its state again.
      store.setState((state) => (state.app?.state === 'open' ? { app: { ...state.app, lastBackup: made } } : {}))
      actions.toast('Backed up', 'done')
    },
    switchTo: async (which: 'demo' | 'practice'): Promise<void> => {
      setSwitching(true)
      await actions.switchPractice(which)
      setSwitching(false)
      // A practice nobody named yet begins with its first steps; any other opens at the desk.
      if (which === 'practice' && (await nameOnceOpen()) === '') openSettings('start')
    },
  }
}

/** The name of the practice being opened, once the window has it; null when it could not be opened. */
function nameOnceOpen(): Promise<string | null> {
  return new Promise((answer) => {
    const look = (): boolean => {
      const { app, practice } = store.getState()
      const opened = practice?.which === 'practice'
      if (opened || app?.state === 'failed') answer(opened ? practice.practice.name : null)
      return opened || app?.state === 'failed'
    }
    if (look()) return
    const stop = store.subscribe(() => look() && stop())
  })
}

/** Shows one of our own files in the system's file manager, or says where it is. */
export async function showFile(file: string): Promise<void> {
  if (!(await window.rapport.showFile(file))) actions.toast(`The folder could not be shown. The file is ${file}`, 'miss')
}
