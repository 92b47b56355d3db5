import { SECOND } from '@shared/time.ts'
import type { Transport } from './transport.ts'

/** How often a quiet connection is asked for a sign of life, and how long it may take to give one: 28 s at most until a dead one is known. */
const ASK_EVERY = 15 * SECOND
const ANSWER_WITHIN = 5 * SECOND

/**
 * Finds out when the other end of a stream is gone without a word (a cable pulled, a PBX without power): asks by the
 * transport's own ping, and where nothing comes back by a request, because not every server answers pings.
 * @param ask sends OPTIONS; false when nothing came back
 * @param onDead called once
 */
export function keepAlive({ transport, ask, onDead, now }: { transport: Transport; ask: () => Promise<boolean>; onDead: () => void; now: () => number }): { stop: () => void } {
  let timer: NodeJS.Timeout | null = null
  let answersPings = transport.ping !== undefined
  let stopped = false

  const wait = (time: number, work: () => void): void => {
    if (!stopped) timer = setTimeout(work, time)
  }
  const begin = (): void => wait(ASK_EVERY, () => (answersPings ? ping() : void request()))
  const ping = (): void => {
    const before = now()
    transport.ping?.()
    wait(ANSWER_WITHIN, () => {
      if (transport.heardAt() >= before) return begin()
      answersPings = false
      void request()
    })
  }
  const request = async (): Promise<void> => {
    const alive = await ask()
    if (stopped) return
    if (alive) return begin()
    onDead()
  }
  begin()
  return {
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
