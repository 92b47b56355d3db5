import { useEffect, useState } from 'react'
import { SECOND } from '@shared/time.ts'

/** Shown while the file is opened: a moment as a rule, and with words where a newer version has to make a large file ready first. */
export function Opening() {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SECOND)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" className="grid h-full place-content-center justify-items-center gap-4">
      <span className="sr-only">Opening the practice</span>
      <span aria-hidden className="grid size-14 animate-pulse place-items-center rounded-2xl bg-brand text-2xl font-bold text-on-brand">
        R
      </span>
      {long && <p className="max-w-xs text-center text-[13px] text-ink-2">Getting the practice ready. After an update this can take a minute or two; leave Rapport open meanwhile.</p>}
    </div>
  )
}
