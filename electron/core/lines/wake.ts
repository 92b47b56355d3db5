import { networkInterfaces, uptime as osUptime } from 'node:os'
import { SECOND } from '@shared/time.ts'

const LOOK_EVERY = 2 * SECOND
/** A timer this late means that the PC slept (or that nothing at all could run). */
const LATE = 10 * SECOND

/** `asleepSince` is when the PC was last awake, ms UTC, or null where only its network changed. */
export type Wake = { asleepSince: number | null }

type Effects = {
  /** ms UTC */
  now?: () => number
  /** How long the PC has been running, sleep included, ms. */
  uptime?: () => number
  addresses?: () => string
}

/**
 * Says when the PC woke from sleep or its network changed, so that lines need not wait for their next try. Seen from a
 * timer that comes late and from the list of addresses: plain Node, the same on every system. Late is told by the PC's
 * uptime, which goes on in sleep: a clock that is set right is no sleep.
 * @returns how to stop
 */
export function watchWake(onWake: (wake: Wake) => void, { now = Date.now, uptime = () => osUptime() * SECOND, addresses = currentAddresses }: Effects = {}): () => void {
  let last = uptime()
  let known = addresses()
  const timer = setInterval(() => {
    const up = uptime()
    const away = up - last
    const asleep = away > LOOK_EVERY + LATE
    const seen = addresses()
    const changed = seen !== known
    // Before the listeners: one that throws must not make each next look a wake again.
    last = up
    known = seen
    if (asleep || changed) onWake({ asleepSince: asleep ? now() - away : null })
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
