import type { LineFact, Media, Sink, Untold } from '../line.ts'
import type { Wake } from '../wake.ts'

/** What a line said of its own standing. */
export type Said = { live: { untold: readonly Untold[]; address?: string } } | { away: string; since?: number }

export type SinkDouble = Sink & { said: Said[]; media: { textId: string; media: Media }[]; wake: (wake?: Wake) => void }

/** A sink that gives every fact to `take`; for tests of a line alone. Memory lasts as long as the double. */
export function sinkInto(take: (fact: LineFact) => void, given: Partial<Sink> = {}): SinkDouble {
  const said: Said[] = []
  const media: SinkDouble['media'] = []
  const memory = new Map<string, string>()
  const listeners = new Set<(wake: Wake) => void>()
  let ids = 0
  return {
    lineId: 'line',
    receive: (fact) => (take(fact), 'recorded'),
    receiveAll: (facts) => facts.map((fact) => (take(fact), 'recorded')),
    take: (...facts) => facts.forEach(take),
    live: ({ untold = [], address } = {}) => void said.push({ live: { untold, ...(address !== undefined && { address }) } }),
    away: (message, since) => void said.push({ away: message, ...(since !== undefined && { since }) }),
    memory: { get: (name) => memory.get(name) ?? null, set: (name, value) => void memory.set(name, value) },
    textsUnderWay: () => [],
    keepMedia: (textId, kept) => void media.push({ textId, media: kept }),
    hasMedia: (_textId, mediaId) => media.some((it) => it.media.mediaId === mediaId),
    onWake(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    now: Date.now,
    newId: () => `id${(ids += 1)}`,
    ...given,
    said,
    media,
    wake: (wake = { asleepSince: null }) => listeners.forEach((listener) => listener(wake)),
  }
}
