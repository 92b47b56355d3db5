import { FileLock2, FileWarning, FolderLock, FolderOpen, HardDrive, KeyRound, RefreshCw, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AppState } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Copyable } from '@renderer/ui/copy.tsx'
import { Toasts } from '@renderer/ui/toasts.tsx'
import { showFile } from '../settings/hooks/use-data.ts'
import { useTryAgain } from './hooks/use-try-again.ts'
import { PROBLEMS } from './rules/problems.ts'

type Failure = Extract<AppState, { state: 'failed' }>

const ICONS: Record<Failure['code'], LucideIcon> = {
  wrongKey: KeyRound,
  keyMissing: KeyRound,
  damaged: FileWarning,
  newer: RefreshCw,
  locked: FileLock2,
  diskFull: HardDrive,
  readOnly: FolderLock,
  internal: FileWarning,
}

/** The practice could not be opened: what happened, what it means, what to do. Nothing here can delete anything. */
export function Problem({ failure }: { failure: Failure }) {
  const { tryAgain, openOther, trying, failedAgainAt } = useTryAgain(failure.which)
  const again = useRef<HTMLButtonElement>(null)
  const { title, next } = PROBLEMS[failure.code]
  const Icon = ICONS[failure.code]
  useEffect(() => again.current?.focus(), [failure.code])
  return (
    <main className="grid h-full place-items-center overflow-y-auto px-8 py-8">
      <div className="grid w-full max-w-xl gap-5 rounded-2xl border border-edge bg-panel p-7 shadow-card">
        <span aria-hidden className="grid size-12 place-items-center rounded-2xl bg-sunk text-ink-2">
          <Icon size={22} strokeWidth={1.7} />
        </span>
        <div role="alert" className="grid gap-2">
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          <p className="text-sm leading-relaxed">{failure.message}</p>
          <p className="text-[13px] leading-relaxed text-ink-2">{next}</p>
        </div>
        <div className="grid gap-1.5">
          <h2 className="text-xs font-medium text-ink-2">{failure.which === 'demo' ? 'The file of the demo practice' : 'The practice file'}</h2>
          <Copyable text={failure.file} what="the path" wrap />
          <div>
            <Button small look="quiet" icon={<FolderOpen size={14} aria-hidden />} onClick={() => void showFile(failure.file)}>
              Show in folder
            </Button>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2.5 border-t border-edge pt-5">
          {/* Not disabled while it tries: that would take the focus away. */}
          <Button ref={again} look="primary" aria-disabled={trying} onClick={tryAgain}>
            {trying ? 'Trying' : 'Try again'}
          </Button>
          <Button aria-disabled={trying} onClick={openOther}>
            {failure.which === 'demo' ? 'Open my practice instead' : 'Open the demo practice instead'}
          </Button>
          <p role="status" className="text-[12.5px] text-ink-2">
            {failedAgainAt !== null && !trying ? `Tried again at ${failedAgainAt}; it is still so.` : ''}
          </p>
        </div>
      </div>
      <Toasts />
    </main>
  )
}
