import { fold, foldLetters } from './fold.ts'
import { findStopRequest } from './stop-request.ts'

/** What an inbound text says about consent. `word` is the folded keyword ("STOPALL"); `words` is the message that asks to stop. */
export type Consent =
  | { kind: 'optOut'; word: string; mayMeanVisit?: true }
  | { kind: 'optIn'; word: string }
  | { kind: 'help'; word: string }
  | { kind: 'request'; words: string }
  | { kind: 'none' }

// "STOP ALL", "OPT OUT" and OPT-OUT fold to the forms without spaces.
const OPT_OUT = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'remove', 'arret'])
const OPT_IN = new Set(['start', 'unstop', 'optin'])
const HELP = new Set(['help', 'info'])

/**
 * Reads the consent in an inbound text. Keywords count only when they are the whole message after folding case, accents,
 * punctuation and spaces; asking to stop in other words is a 'request' for staff to look at.
 * `optedOut`: whether the number is opted out now ("YES" means opting in only then).
 * Source: DESIGN "Consent"; CTIA Messaging Principles 5.1.3; 47 CFR 64.1200(a)(10) for the words and "any reasonable means".
 * "CANCEL" opts out as the carriers demand and is marked `mayMeanVisit`.
 */
export function readConsent(body: string, optedOut: boolean): Consent {
  const word = keywordOf(body)
  const said = word.toUpperCase()
  if (word === 'cancel') return { kind: 'optOut', word: said, mayMeanVisit: true }
  if (OPT_OUT.has(word)) return { kind: 'optOut', word: said }
  if (OPT_IN.has(word) || (word === 'yes' && optedOut)) return { kind: 'optIn', word: said }
  if (HELP.has(word)) return { kind: 'help', word: said }
  const words = findStopRequest(body)
  return words === null ? { kind: 'none' } : { kind: 'request', words }
}

/** The message with everything folded that DESIGN folds. Emoji, digits and other signs stay, so "STOP 2" is no keyword. */
function keywordOf(body: string): string {
  return foldLetters(body).replace(/[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}`~^+=|<>$]/gu, '')
}

/**
 * The one automatic answer to a keyword, in English, written to fit one GSM-7 text for ordinary practice names.
 * An opt-out confirmation carries nothing but the confirmation and the way back (CTIA 5.1.3).
 */
export function confirmationText(kind: 'optOut' | 'optIn' | 'help', practice: { name: string; phone: string | null }): string {
  const call = practice.phone === null || fold(practice.phone) === '' ? '' : ` Call us at ${practice.phone}.`
  switch (kind) {
    case 'optOut':
      return `${practice.name}: you will get no more texts from us.${call} Reply START to get texts again.`
    case 'optIn':
      return `${practice.name}: you will get our texts again.${call} Reply STOP to opt out.`
    case 'help':
      return `${practice.name}.${call} Reply STOP to opt out.`
  }
}
