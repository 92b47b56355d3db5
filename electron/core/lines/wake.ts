import { networkInterfaces } from 'node:os'
import { SECOND } from '@shared/time.ts'

const LOOK_EVERY = 2 * SECOND
/** A timer this late means that the PC slept (or that nothing at all could run). */
const LATE = 10 * SECOND

/** `asleepSince` is when the PC was last awake, ms UTC, or null where only its network changed. */
export type Wake = { asleepSince: number | null }

/**
 * Says when the PC woke from sleep or its network changed, so that lines need not wait for their next try. Seen from a
 * timer that comes late and from the list of addresses: plain Node, the same on every system.
 * @returns how to stop
 */
export function watchWake(onWake: (wake: Wake) => void, { now = Date.now, addresses = currentAddresses }: { now?: () => number; addresses?: () => string } = {}): () => void {
  let last = now()
  let known = addresses()
  const timer = setInterval(() => {
    const at = now()
    const asleep = at - last > LOOK_EVERY + LATE
    const seen = addresses()
    if (asleep || seen !== known) onWake({ asleepSince: asleep ? last : null })
    known = seen
    last = at
  }, LOOK_EVERY)
  timer.unref()
  return () => clearInterval(timer)
}

function currentAddresses(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, all]) => (all ?? []).filter(({ internal }) => !internal).map(({ address }) => `${name} ${address}`))
    .toSorted()
    .join('\n')
}
