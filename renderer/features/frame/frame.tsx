import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useDesk, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { HiddenSign } from '@renderer/ui/names-hidden.tsx'
import { Toasts } from '@renderer/ui/toasts.tsx'
import { Palette } from '../palette/palette.tsx'
import { RingingElsewhere } from './ringing-elsewhere.tsx'
import { Rail } from './rail.tsx'
import { WalkBar } from './walk-bar.tsx'

/** What stays around every screen: the rail, the demo mark, the words that the core is restarting or names are hidden, and toasts. */
export function Frame({ children }: { children: ReactNode }) {
  const which = usePractice((practice) => practice.which)
  const restarting = useDesk((state) => state.connection === 'restarting')
  const hidden = useNamesHidden()
  const told = which === 'demo' || restarting
  const notice = told || hidden
  return (
    <div className={clsx('grid h-full grid-cols-[60px_minmax(0,1fr)]', notice ? 'grid-rows-[auto_minmax(0,1fr)_auto]' : 'grid-rows-[minmax(0,1fr)_auto]')}>
      {notice && (
        <div className={clsx('col-span-2 flex h-7 items-center justify-center gap-4 px-4 text-xs font-medium whitespace-nowrap', restarting ? 'bg-wait-soft text-wait-ink' : hidden ? 'bg-sunk text-ink' : 'bg-brand-soft text-brand-ink')}>
          {told && (
            <p role="status" className="min-w-0 truncate">
              {restarting ? 'Reconnecting to the practice file. What you type is kept.' : 'Demo practice: made-up people, nothing is really sent. It starts afresh each time.'}
            </p>
          )}
          {hidden && <HiddenSign />}
        </div>
      )}
      <Rail />
      <div className="relative min-h-0 min-w-0">
        {children}
        <RingingElsewhere />
      </div>
      <WalkBar />
      <Palette />
      <Toasts />
    </div>
  )
}
