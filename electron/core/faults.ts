import type { LineManager } from './lines/manager.ts'
import { log } from './log.ts'

/** What becomes of what nobody caught in this process. Whose it was is known from the moment at which it was begun. */
export function catchFaults(lines: () => Pick<LineManager, 'threw'> | null): void {
  // A promise nobody waited for is a bug, but no reason to lose the calls coming in.
  process.on('unhandledRejection', (error) => {
    if (!lines()?.threw(error)) log.warn('core.unhandled', { error })
  })
  // A line that throws is started anew, alone. Anything else leaves the core in a state nobody knows: the shell starts it afresh.
  process.on('uncaughtException', (error) => {
    if (lines()?.threw(error)) return
    log.warn('core.uncaught', { error })
    process.exit(1)
  })
}
