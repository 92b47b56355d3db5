import type { AutomaticSettings, Occasion } from '@shared/contract/views.ts'
import { promiseOf } from '@shared/rules/automatic.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { MINUTE } from '@shared/time.ts'
import { namesIn } from '@shared/rules/template.ts'

/** A moment in which an automatic text is read on trial. Times are ms UTC. */
export type Scene = { kind: 'open' | 'beforeClosing' | 'closed'; at: number; callbackAt: number | null; nextOpeningAt: number | null }

type Openings = readonly { from: number; to: number }[]

/**
 * The moments that make a difference to a text: while open, close before closing when no call can be promised any more, and while closed.
 * The nearest of each; one is enough where the text says the same.
 * @param openings the next ones, the first of which began already while open
 */
export function scenesOf(occasion: Occasion, text: string, settings: AutomaticSettings, openings: Openings, timeZone: string, now: number): Scene[] {
  const names = new Set(namesIn(text))
  switch (occasion) {
    case 'open':
      return openScenes(names, settings, openings, now)
    case 'voicemail': {
      const open = openScenes(names, settings, openings, now)
      // Words that tell of neither read the same by day and by night.
      return names.has('callback time') || names.has('next opening') ? [...open.slice(0, 1), closedScene(openings, now)] : open
    }
    case 'lunch':
      return [breakScene(openings, timeZone) ?? closedScene(openings, now)]
    case 'closed':
    case 'holiday':
    case 'afterHours':
      return [closedScene(openings, now)]
  }
}

function openScenes(names: ReadonlySet<string>, settings: AutomaticSettings, [first]: Openings, now: number): Scene[] {
  const at = first && first.from > now ? first.from : now
  const callbackAt = promiseOf(settings, 'open', first?.to ?? null, at)
  const scene: Scene = { kind: 'open', at, callbackAt, nextOpeningAt: null }
  if (callbackAt === null || !names.has('callback time') || !first) return [scene]
  return [scene, { kind: 'beforeClosing', at: Math.max(at, first.to - MINUTE), callbackAt: null, nextOpeningAt: null }]
}

function closedScene([first, second]: Openings, now: number): Scene {
  const open = first !== undefined && first.from <= now
  return { kind: 'closed', at: open ? first.to : now, callbackAt: null, nextOpeningAt: (open ? second : first)?.from ?? null }
}

/** The next break within a day. */
function breakScene(openings: Openings, timeZone: string): Scene | null {
  for (const [index, { to }] of openings.entries()) {
    const next = openings[index + 1]
    if (next && dayKey(next.from, timeZone) === dayKey(to, timeZone)) return { kind: 'closed', at: to, callbackAt: null, nextOpeningAt: next.from }
  }
  return null
}
