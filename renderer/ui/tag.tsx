import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'brand' | 'wait' | 'miss' | 'done' | 'plain'

const tones: Record<Tone, string> = {
  brand: 'bg-brand-soft text-brand-ink',
  wait: 'bg-wait-soft text-wait-ink',
  miss: 'bg-miss-soft text-miss-ink',
  done: 'bg-done-soft text-done-ink',
  plain: 'bg-sunk text-ink-2',
}

/** A short state, in words; the colour only repeats them. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={clsx('inline-block max-w-full truncate rounded-md px-1.5 py-px text-[11.5px] font-semibold', tones[tone])}>{children}</span>
}

/** A fact about a person: a preference or, in red, an alert. */
export function Pill({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={clsx('rounded-full px-2.5 py-0.5 text-[12.5px] font-medium', tones[tone])}>{children}</span>
}
