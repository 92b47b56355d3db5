import type { z } from 'zod'
import type { LineKind } from '@shared/contract/views.ts'

/**
 * What a provider told us, with its own id and time (ms UTC). Facts of one call come in any order and may be
 * repeated; `id` names the fact for good, so that recording it twice changes nothing.
 */
export type LineFact = { id: string; at: number } & (
  | { type: 'ringing'; callId: string; direction: 'in' | 'out'; /** The other party's number, as the provider wrote it. */ number: string | null; callerName?: string | null }
  /** `staff` is a staff id or name; a phone that is nobody's in particular is named in `phone`. */
  | { type: 'answered'; callId: string; staff?: string | null; phone?: string | null }
  | { type: 'ended'; callId: string }
  | { type: 'missed'; callId: string; why?: string | null }
  | { type: 'voicemail'; callId: string; seconds?: number | null; transcript?: string | null }
  | { type: 'text'; textId: string; number: string | null; body: string }
  /** `textId` is ours, as given to `sendText`; `providerId` is what the provider answered then. */
  | { type: 'delivery'; textId?: string; providerId?: string; state: 'sent' | 'delivered' | 'failed'; reason?: string | null }
)

/**
 * `known`: this fact was recorded before. `unknownText`: a delivery report for a text that is not ours.
 * `notRecorded`: nothing of its batch was, because of such a report.
 */
export type Received = 'recorded' | 'known' | 'unknownText' | 'notRecorded'

/** What became of handing a text to the provider. `unknown` is work for a person, never a silent second try. */
export type SendOutcome = { outcome: 'sent'; providerId: string | null } | { outcome: 'failed'; reason: string } | { outcome: 'unknown'; reason: string }

export type RunningLine = {
  /** Where it listens or is connected to, for Settings. */
  address?: string
  /** Hands one text to the provider, at most once per `textId`. Must not throw; must settle within 30 s. */
  sendText?: (text: { textId: string; to: string; body: string }) => Promise<SendOutcome>
  /** Rings the desk's phone and then this number. */
  dial?: (to: string) => Promise<void>
  stop: () => Promise<void>
}

export type LineContext<S> = {
  lineId: string
  settings: S
  /** Records a fact durably before it returns, so a provider may be answered 200 afterwards. */
  receive: (fact: LineFact) => Received
  /** Records many facts in one transaction: all of them or none, and none where one is `unknownText`. */
  receiveAll: (facts: readonly LineFact[]) => Received[]
  now: () => number
  newId: () => string
}

/** One kind of line: a small module in its own folder, listed in `modules.ts`. */
export type LineModule<S = unknown> = {
  kind: LineKind
  settings: z.ZodType<S>
  /** Settings that never leave the core. */
  secrets: readonly string[]
  /** @throws Error with a sentence for the desk when it cannot start (port taken, address refused) */
  start: (context: LineContext<S>) => Promise<RunningLine>
}
