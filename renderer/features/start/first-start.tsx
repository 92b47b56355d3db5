import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { useDesk } from '@renderer/store/index.ts'
import { Toasts } from '@renderer/ui/toasts.tsx'
import { Choice } from './components/choice.tsx'
import { SetUp } from './components/set-up.tsx'

/** The first thing anybody sees: what this is, and the two ways to begin. */
export default function FirstStart() {
  const [settingUp, setSettingUp] = useState(false)
  const folder = useDesk((state) => (state.app?.state === 'firstStart' ? state.app.folder : null))
  return (
    <main className="grid h-full grid-rows-[minmax(0,1fr)_auto] overflow-y-auto">
      <div className="grid place-items-center px-8 py-8">
        <div className="grid w-full max-w-3xl gap-8">
          <header className="grid justify-items-center gap-3 text-center">
            <span aria-hidden className="grid size-14 place-items-center rounded-2xl bg-brand text-2xl font-bold text-on-brand">
              R
            </span>
            <h1 className="text-2xl font-semibold tracking-tight">{settingUp ? 'Set up your practice' : 'Welcome to Rapport'}</h1>
            <p className="max-w-xl text-[15px] leading-relaxed text-balance text-ink-2">
              {settingUp ? 'Four answers, and you are in. Everything can be changed later in Settings.' : 'It shows who is calling and what to say, answers with one click, and sees to it that nobody is left waiting.'}
            </p>
          </header>
          {settingUp ? <SetUp onBack={() => setSettingUp(false)} /> : <Choice onSetUp={() => setSettingUp(true)} />}
        </div>
      </div>
      <footer className="flex items-center justify-center gap-2 px-8 pb-6 text-xs text-ink-3">
        <LockKeyhole size={13} aria-hidden className="shrink-0" />
        <p>
          Everything stays on this PC, in one encrypted file
          {folder && (
            <>
              {' '}
              in <span data-selectable>{folder}</span>
            </>
          )}
          .
        </p>
      </footer>
      <Toasts />
    </main>
  )
}
