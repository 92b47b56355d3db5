import type { z } from 'zod'
import type { Wake } from './wake.ts'

/**
 * What a provider told us, with its own id and time (ms UTC). Facts of one call come in any order and may be
 * repeated; `id` names the fact for good, so that recording it twice changes nothing. Ids are at most 140 characters.
 */
export type LineFact = { id: string; at: number } & (
  | { type: 'ringing'; callId: string; direction: 'in' | 'out'; /** The other party's number, as the provider wrote it. */ number: string | null; callerName?: string | null }
  /** `staff` is a staff id, a name or an extension; a phone that is nobody's in particular is named in `phone`. */
  | { type: 'answered'; callId: string; staff?: string | null; phone?: string | null }
  | { type: 'ended'; callId: string }
  | { type: 'missed'; callId: string; why?: string | null }
  | { type: 'voicemail'; callId: string; seconds?: number | null; transcript?: string | null }
  | { type: 'text'; textId: string; number: string | null; body: string }
  /**
   * `textId` is ours, as given to `sendText`; `providerId` is what the provider answered then. `optedOut`: the carrier
   * refuses because this number opted out there.
   */
  | { type: 'delivery'; textId?: string; providerId?: string; state: 'sent' | 'delivered' | 'failed'; reason?: string | null; optedOut?: boolean; /** The carrier says that this is no mobile: no text will ever arrive. */ notMobile?: boolean }
)

/** A fact without the stamp that a line puts on it. */
export type Told = LineFact extends infer F ? (F extends LineFact ? Omit<F, 'id' | 'at'> : never) : never

/**
 * `known`: this fact was recorded before. `unknownText`: a delivery report for a text that is not ours.
 * `notRecorded`: nothing of its batch was, because of such a report.
 */
export type Received = 'recorded' | 'known' | 'unknownText' | 'notRecorded'

/** What became of handing a text to the provider. `unknown` is work for a person, never a silent second try. */
export type SendOutcome =
  | { outcome: 'sent'; providerId: string | null }
  | { outcome: 'failed'; reason: string; /** The carrier says that this number opted out. */ optedOut?: boolean; /** The carrier says that this is no mobile. */ notMobile?: boolean }
  | { outcome: 'unknown'; reason: string }

export type DialOutcome = { dialled: true } | { dialled: false; /** In words for the desk. */ reason: string }

/** What a provider cannot tell afterwards about the time a line was away. */
export type Untold = 'calls' | 'texts'

/** A picture or document that came with a text, or why it could not be fetched, in words for the desk. */
export type Media = { mediaId: string; contentType: string } & ({ bytes: Uint8Array } | { problem: string })

/** The way from a line into the practice. Everything here is safe to call at any time and from any callback. */
export type Sink = {
  lineId: string
  /** Records a fact durably before it returns, so that a provider may be answered 200 afterwards. Throws when the disk refuses. */
  receive: (fact: LineFact) => Received
  /** Records many facts in one transaction: all of them or none, and none where one is `unknownText`. */
  receiveAll: (facts: readonly LineFact[]) => Received[]
  /**
   * For providers that wait for no answer: takes facts at once and records them soon, in order and in batches, so that ten
   * thousand in a second block nobody. Kept in memory and tried again while the disk refuses. Never throws.
   */
  take: (...facts: LineFact[]) => void
  /**
   * The connection stands, and what the provider could tell about the time away has been received or taken.
   * @param untold what it cannot tell about that time
   */
  live: (more?: { untold?: readonly Untold[]; /** Where it listens or is connected to, for Settings. */ address?: string }) => void
  /** The connection is lost and being made anew; `message` says why in words for the desk, `since` when it was last known to work. */
  away: (message: string, since?: number) => void
  /** Where the line stands with its provider, kept between runs; losing it costs only repetition. */
  memory: { get: (name: string) => string | null; set: (name: string, value: string) => void }
  /** Our texts that left over this line in the last days and whose end is not known, for providers that must be asked. */
  textsUnderWay: () => { textId: string; providerId: string; at: number }[]
  /** Keeps what came with a text this line received; a second time is a no-op. `textId` as in the fact. */
  keepMedia: (textId: string, media: Media) => void
  hasMedia: (textId: string, mediaId: string) => boolean
  /** Called when the PC woke or its network changed: prove the connection now, or connect at once. Returns how to stop. */
  onWake: (listener: (wake: Wake) => void) => () => void
  now: () => number
  newId: () => string
}

/** `media` only where the line has a `mediaLimit`, and within it. */
export type TextToSend = { textId: string; to: string; body: string; media?: readonly { contentType: string; bytes: Uint8Array }[] }

export type RunningLine = {
  /** Hands one text to the provider, at most once per `textId`. Must not throw; must settle within 30 s. */
  sendText?: (text: TextToSend) => Promise<SendOutcome>
  /** How large the pictures and documents of one text may be together, in bytes; left out where it can send none. */
  mediaLimit?: number
  /** Rings the phone with this extension (null: whoever is at this desk has none) and then this number. Must not throw. */
  dial?: (call: { to: string; extension: string | null }) => Promise<DialOutcome>
  /** Settles once the line has stopped whole: fulfilled after an abort, rejected when it broke; then it is started anew. */
  done: Promise<void>
}

/** One step of Settings' Test: what works, or what does not and what to change. */
export type HealthStep = { step: 'reached' | 'signedIn'; ok: boolean; says: string }

/** One kind of line: a small module in its own folder, listed in `modules.ts`. */
export type LineModule<S = unknown> = {
  kind: string
  /** As Settings offers it. */
  title: string
  about: string
  /** The page a stranger connects it by, under docs/. */
  guide: string
  /** Whether it hears the practice's own phones, or only the trunk before them, where a queue or menu counts as an answer. */
  hears: 'phones' | 'trunk'
  /** Where a phone or text system posts to, after the line's address: the line then has an access token. */
  hook?: { path: string }
  /** Not offered in Settings: the demo's. */
  hidden?: boolean
  /** Each setting described with `field` stands in the form. */
  settings: z.ZodType<S> & { shape: Record<string, z.ZodType> }
  /** Whether a line with these settings can send texts. */
  canText: (settings: S) => boolean
  /**
   * Starts the line; `signal` stops it. A connection that fails is the line's own to make anew, see `keepConnected`.
   * What is thrown in its timers, promises and sockets is known to be its own, and it alone is started anew. Not so in
   * the sockets that a server of its own accepts: what comes there is served inside a promise, as `http/listen.ts` does.
   * @throws PracticeError with a sentence for the desk when it cannot work with these settings (port taken, address refused)
   */
  start: (settings: S, sink: Sink, signal: AbortSignal) => Promise<RunningLine>
  /** Tries the settings on a connection of its own: at most 10 s, must not throw. Steps after a failed one are left out. */
  health?: (settings: S, signal: AbortSignal) => Promise<HealthStep[]>
}
