import { onTestFinished } from 'vitest'
import { runLine, type Timing } from '../../../electron/core/lines/asterisk/line.ts'
import { asteriskSettings } from '../../../electron/core/lines/asterisk/settings.ts'
import type { LineFact, Sink } from '../../../electron/core/lines/line.ts'
import { sinkInto } from '../../../electron/core/lines/testing/sink.ts'

/** The line alone, over a real connection, with a sink that collects; it stops with the test. */
export function runAlone(port: number, { settings = {}, timing = {}, sink: given = {}, memory }: { settings?: Record<string, unknown>; timing?: Timing; sink?: Partial<Sink>; memory?: Map<string, string> } = {}) {
  const facts: LineFact[] = []
  const kept = memory ?? new Map<string, string>()
  const sink = sinkInto((fact) => void facts.push(fact), { memory: { get: (name) => kept.get(name) ?? null, set: (name, value) => void kept.set(name, value) }, ...given })
  const stop = new AbortController()
  const line = runLine(asteriskSettings.parse({ host: '127.0.0.1', port, user: 'rapport', password: 'secret-of-rapport', ...settings }), sink, stop.signal, timing)
  const end = async (): Promise<void> => {
    stop.abort()
    await line.done
  }
  onTestFinished(end)
  return {
    facts,
    sink,
    line,
    end,
    memory: kept,
    /** How often it said that it stands. */
    lives: () => sink.said.filter((said) => 'live' in said).length,
    aways: () => sink.said.flatMap((said) => ('away' in said ? [said] : [])),
    /** Connects again at once after the connection was lost, as when the network returns. */
    again: async (): Promise<void> => {
      const before = sink.said.length
      await until(() => sink.said.slice(before).some((said) => 'live' in said), () => sink.wake())
    },
  }
}

async function until(done: () => boolean, meanwhile: () => void): Promise<void> {
  while (!done()) {
    meanwhile()
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
}
