import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { within } from './in-time.ts'
import type { DialOutcome, LineModule, RunningLine } from './line.ts'
import { allLines, lineById, type LineRecord } from './queries.ts'
import type { Standing } from './standing.ts'

/** Over which line a text leaves or a call is dialled. */
export type WaysOut = {
  /** The way out for a text: the preferred line while it is switched on, else the first that can send. */
  forText: (preferred: string | null) => { lineId: string; sendText: NonNullable<RunningLine['sendText']> } | { reason: string }
  /** How large what goes with a text may be together, in bytes; null where the line it would leave over takes none. */
  mediaLimit: (preferred: string | null) => number | null
  /** Dials with the first line that can; null where none can. */
  dial: (call: { to: string; extension: string | null }) => Promise<DialOutcome> | null
}

/** Whose code is running; `signal` tells whether it still should. A test of settings is nobody's running line. */
export type Context = { lineId: string; signal: AbortSignal; isTest?: boolean }

type Lines = {
  core: Core
  running: ReadonlyMap<string, { line: RunningLine; stop: AbortController }>
  standing: Standing
  inLine: AsyncLocalStorage<Context>
  kindOf: (kind: string) => LineModule | null
  /** How long `sendText` and `dial` may take, ms. */
  answerWithin: number
}

export function createWaysOut({ core, running, standing, inLine, kindOf, answerWithin }: Lines): WaysOut {
  return {
    forText(preferred) {
      const able = liveFirst(allLines(core.db).filter((line) => running.get(line.id)?.line.sendText))
      const wanted = preferred === null ? null : lineById(core.db, preferred)
      const down = wanted?.enabled && canText(wanted, kindOf) && !able.some((line) => line.id === preferred) ? wanted : null
      // Over another line it would come from a number they do not know.
      if (down) return { reason: `${down.name}, the line they text with, is not working just now, so it was not sent. Try again when it is back, or call.` }
      const chosen = able.find((line) => line.id === preferred) ?? able[0]
      const way = chosen ? running.get(chosen.id) : undefined
      const sendText = way?.line.sendText
      if (!chosen || !way || !sendText) return { reason: 'No line that can send texts is switched on. Switch one on in Settings, then try again.' }
      return {
        lineId: chosen.id,
        async sendText(text) {
          const sent = await within(answerWithin, inLine.run({ lineId: chosen.id, signal: way.stop.signal }, async () => await sendText(text)))
          return sent ?? { outcome: 'unknown', reason: 'The line did not say what became of it. It may have been sent.' }
        },
      }
    },
    mediaLimit(preferred) {
      const via = this.forText(preferred)
      return 'reason' in via ? null : (running.get(via.lineId)?.line.mediaLimit ?? null)
    },
    dial(call) {
      const able = liveFirst(allLines(core.db).filter((line) => running.get(line.id)?.line.dial))
      const way = able[0] ? running.get(able[0].id) : undefined
      const dial = way?.line.dial
      if (!able[0] || !way || !dial) return null
      const asked = inLine.run({ lineId: able[0].id, signal: way.stop.signal }, async () => await dial(call))
      return within(answerWithin, asked).then(
        (outcome) => outcome ?? { dialled: false, reason: 'The phone system did not answer. Dial the number by hand.' },
        (error: unknown) => {
          log.warn('line.dial', { error })
          return { dialled: false, reason: 'The phone system could not be asked. Dial the number by hand.' }
        },
      )
    },
  }

  /** In the same order otherwise: a line that stands goes before one that is reconnecting. */
  function liveFirst(lines: LineRecord[]): LineRecord[] {
    const isLive = (line: LineRecord): boolean => standing.of(line.id).state === 'live'
    return [...lines.filter(isLive), ...lines.filter((line) => !isLive(line))]
  }
}

/** Whether a line can send texts when it works. */
export function canText(line: LineRecord, kindOf: (kind: string) => LineModule | null): boolean {
  const module = kindOf(line.kind)
  const settings = module?.settings.safeParse(line.settings)
  return module !== null && settings?.success === true && module.canText(settings.data)
}
