import type { NotSentWhy } from '@shared/contract/views.ts'

/** Why no text went out by itself, in words for the desk that go on after "Not texted:". */
export const NOT_SENT_WORDS: Readonly<Record<NotSentWhy, string>> = {
  off: 'this was switched off',
  lineOff: 'switched off for the line they rang',
  otherHours: 'switched off for that time of day',
  cannotText: 'this number cannot get texts',
  optedOut: 'they asked for no texts',
  blocked: 'the number is blocked',
  internal: 'the number is one of ours',
  answered: 'somebody answered them first',
  calledAgain: 'they rang again',
  recent: 'they were sent one not long before',
  texting: 'in the middle of texting with us',
  tooLate: 'Rapport was told of it too late',
  quiet: 'it was too early or too late in the day for them',
  opened: 'the doors were open',
  noWords: 'there are no words for it that could be filled in',
  pending: 'it is still to come',
}

/** The same for a text that came after hours, where some reasons are others than for a call. */
const FOR_TEXTS: Partial<Record<NotSentWhy, string>> = {
  recent: 'they were answered once since the doors closed',
  texting: 'it asked for no answer',
}

/** @param about what would have been answered */
export function notSentWords(why: NotSentWhy, about: 'call' | 'voicemail' | 'text' = 'call'): string {
  return (about === 'text' ? FOR_TEXTS[why] : undefined) ?? NOT_SENT_WORDS[why]
}
