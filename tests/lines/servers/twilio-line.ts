import { onTestFinished } from 'vitest'
import type { LineFact, Media, RunningLine } from '../../../electron/core/lines/line.ts'
import { sinkInto, type SinkDouble } from '../../../electron/core/lines/testing/sink.ts'
import { runTwilio, type Pace } from '../../../electron/core/lines/twilio/run.ts'
import { twilioSettings } from '../../../electron/core/lines/twilio/settings.ts'
import { ACCOUNT, KEY, SECRET, type TwilioDouble } from './twilio.ts'

/** What outlives a restart of Rapport: the journal, the line's memory, the media. */
export class Kept {
  readonly facts = new Map<string, LineFact>()
  /** Facts that were told although they were known. */
  told = 0
  readonly memory = new Map<string, string>()
  readonly media = new Map<string, { textId: string; media: Media }>()
  underWay: { textId: string; providerId: string; at: number }[] = []
  /** Set while the disk refuses. */
  refuses = false

  of<T extends LineFact['type']>(type: T): Extract<LineFact, { type: T }>[] {
    return [...this.facts.values()].filter((fact): fact is Extract<LineFact, { type: T }> => fact.type === type)
  }

  bodies(): string[] {
    return this.of('text').map(({ body }) => body)
  }

  /** How a call stands, as the names of its facts. */
  call(callId: string): string[] {
    return [...this.facts.values()].filter((fact) => 'callId' in fact && fact.callId === callId).map(({ type }) => type)
  }
}

export type Opened = { sink: SinkDouble; line: RunningLine; stop: () => Promise<void>; kept: Kept }

export function settingsFor(double: TwilioDouble, settings: Record<string, unknown> = {}) {
  return twilioSettings.parse({ accountSid: ACCOUNT, keySid: KEY, keySecret: SECRET, numbers: '+15550100100', baseUrl: double.url, ...settings })
}

/** A line that looks every few milliseconds, with what `kept` holds from before. */
export function openLine(double: TwilioDouble, { kept = new Kept(), settings = {}, pace = {}, now = Date.now }: { kept?: Kept; settings?: Record<string, unknown>; pace?: Partial<Pace>; now?: () => number } = {}): Opened {
  const receiveAll = (facts: readonly LineFact[]) => {
    if (kept.refuses) throw new Error('disk full')
    return facts.map((fact) => {
      kept.told += 1
      if (kept.facts.has(fact.id)) return 'known' as const
      kept.facts.set(fact.id, fact)
      if (fact.type === 'delivery' && fact.state !== 'sent') kept.underWay = kept.underWay.filter(({ providerId }) => providerId !== fact.providerId)
      return 'recorded' as const
    })
  }
  const sink = sinkInto(() => undefined, {
    receiveAll,
    receive: (fact) => receiveAll([fact])[0] ?? 'known',
    memory: { get: (name) => kept.memory.get(name) ?? null, set: (name, value) => void kept.memory.set(name, value) },
    textsUnderWay: () => kept.underWay,
    keepMedia: (textId, media) => void (kept.media.has(media.mediaId) || kept.media.set(media.mediaId, { textId, media })),
    hasMedia: (_textId, mediaId) => kept.media.has(mediaId),
    now,
  })
  const controller = new AbortController()
  const line = runTwilio(settingsFor(double, settings), sink, controller.signal, { every: 20, random: () => 0, mediaWait: 10, ...pace })
  const stop = async (): Promise<void> => {
    controller.abort()
    await line.done
  }
  onTestFinished(stop)
  return { sink, line, stop, kept }
}
