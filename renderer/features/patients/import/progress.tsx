import clsx from 'clsx'

/** How far something is; `share` is 0 to 1. At the end of what can be measured it pulses until it is over. */
export function Progress({ label, share, tone = 'brand' }: { label: string; share: number; tone?: 'brand' | 'wait' }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} className="h-2 w-full overflow-hidden rounded-full bg-sunk">
      <div className={clsx('h-full rounded-full transition-[width] duration-150', tone === 'brand' ? 'bg-brand' : 'bg-wait', percent === 100 && 'animate-pulse')} style={{ width: `${percent}%` }} />
    </div>
  )
}
