import type { NotSentWhy } from '@shared/contract/views.ts'

/** Why Rapport sent no text by itself, to be read after "Not texted:". */
export const NOT_SENT_WORDS: Record<NotSentWhy, string> = {
  off: 'automatic texts are switched off',
  lineOff: 'they are switched off for this line',
  otherHours: 'they are switched off at this hour',
  cannotText: 'this number cannot get texts',
  optedOut: 'they asked for no texts',
  blocked: 'this number is blocked',
  internal: 'this is one of our own numbers',
  answered: 'somebody answered them first',
  calledAgain: 'they called again',
  recent: 'they got one not long before',
  texting: 'they were texting with us already',
  tooLate: 'Rapport heard of it too late',
  quiet: 'it was too late at night where they are',
  opened: 'the doors were open',
  noWords: 'there are no words for it in Settings',
  pending: 'it is not decided yet',
}
