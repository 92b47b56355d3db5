import { DAY, SECOND } from '../time.ts'

/**
 * What the Insights page counts, and how: the one place where each figure is defined in words. The SQL beside
 * (electron/core/insights) follows these sentences; the screen shows them; docs/insights.md explains the thresholds.
 */

/** Source: Rapport's own. Four rings of six seconds leave nobody a fair chance to pick up; two are under this. */
export const GAVE_UP_WITHIN = 10 * SECOND
/** Source: Rapport's own. From Friday noon over a long weekend to Tuesday noon; what passes later is about something else. */
export const REACHED_WITHIN = 4 * DAY
/** Source: Rapport's own. What one matter takes: a referral, a refill, a result. After it, nobody expects the same voice. */
export const ANSWERED_BEFORE_WITHIN = 30 * DAY

export const FIGURES = ['callsIn', 'answered', 'missed', 'abandoned', 'recovered', 'notReached', 'textsIn', 'textsReplied', 'textsNotReplied', 'textBacks', 'textBacksAnswered', 'promisesKept', 'promisesLate', 'waited', 'dealtSameDay', 'leftOver', 'answeredAgain', 'answeredBySame'] as const
export type FigureId = (typeof FIGURES)[number]

/** `title` names the figure; `means` says what is counted. Numbers marked blocked or our own never count. */
export const DEFINITIONS: Record<FigureId, { title: string; means: string }> = {
  callsIn: { title: 'Calls in', means: 'Every call to us, by when it began to ring. One call that several phones or lines told of counts once.' },
  answered: { title: 'Answered', means: 'Calls in that a person picked up, at any phone.' },
  missed: { title: 'Missed', means: 'Calls in that ended without anybody picking up, voicemails included.' },
  abandoned: { title: 'Hung up at once', means: 'Missed calls where the caller hung up within 10 seconds and left no voicemail. They count as missed too.' },
  recovered: { title: 'Reached again', means: 'Missed calls after which we spoke with them, or a person here texted them, within 4 days. Automatic texts do not count.' },
  notReached: { title: 'Not reached', means: 'Missed calls after which nobody here spoke with them or texted them within 4 days, or has so far.' },
  textsIn: { title: 'Texts in', means: 'Every text to us, also a bare thanks.' },
  textsReplied: { title: 'Texts replied to', means: 'Texts that began to wait for an answer, and got one from a person, by text or on the phone, within 4 days. More texts before the answer count once.' },
  textsNotReplied: { title: 'Not replied to', means: 'Texts that began to wait for an answer, and got none from a person within 4 days, or have none so far. Resolved without an answer, they count here.' },
  textBacks: { title: 'Texts back', means: 'Automatic texts after a missed call or a voicemail that left and did not fail.' },
  textBacksAnswered: { title: 'Texts back answered', means: 'Of these, the ones after which they wrote or called within 4 days. STOP is no answer.' },
  promisesKept: { title: 'Promises kept', means: 'Calls we promised by a time in this period, where we spoke with them or texted them by then. Taken back or moved in time, a promise does not count.' },
  promisesLate: { title: 'Promises late', means: 'Calls we promised by a time in this period that has passed, where we did not speak with them or text them by then.' },
  waited: { title: 'Began to wait', means: 'How often somebody began to wait for us: with a missed call, a voicemail, a text, or a text of ours that failed. What comes before we answer belongs to the same wait, and who waits on for days counts on the first.' },
  dealtSameDay: { title: 'Dealt with the same day', means: 'Waits that ended before the midnight after they began: answered, resolved, or put off until a later day.' },
  leftOver: { title: 'Left for the next day', means: 'Waits that went on at the midnight after they began. Until a day is over, nobody is left from it.' },
  answeredAgain: { title: 'Answered again', means: 'Calls we spoke in and texts a person here sent, where a person here had spoken with or texted the same number within 30 days before. Only where it is known who it was.' },
  answeredBySame: { title: 'By the same person', means: 'Of those answered again, the ones by the same person here as the time before.' },
}
