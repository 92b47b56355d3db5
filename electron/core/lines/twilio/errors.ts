/**
 * Twilio's error codes in words for the desk: what happened, what it means, what to do.
 * Source: Twilio's "Error and Warning Dictionary" (twilio.com/docs/api/errors) and its change notes of July 2024, which
 * warn that meanings move; so the code itself is always said too, and nothing but `OPTED_OUT` is decided by a code.
 */

/** The number told Twilio or its carrier to stop. */
const OPTED_OUT = new Set([21610])

/** No text will ever arrive there. */
const NO_MOBILE = new Set([21614, 21635, 30006])

const NOT_A_MOBILE = 'This number cannot get texts; it is probably a landline. Call instead.'
const NO_SUCH_NUMBER = 'This is not a phone number that can be texted. Check it with the patient.'
const NOT_REGISTERED = 'US carriers take texts only from registered numbers, and ours is not registered (A2P 10DLC). Whoever looks after Twilio must register it there; call until then.'
const WRONG_SENDER = 'The number it was to leave from cannot send this text. Check your numbers in Settings against Twilio\'s console.'
const KEY = 'Twilio does not accept the key. Check the Account SID and the key in Settings.'
const SUSPENDED = 'The Twilio account is suspended or has no credit. Look into Twilio\'s console.'
const COUNTRY = 'Twilio is not allowed to text this country. It can be allowed in Twilio\'s console, under geographic permissions.'
const TRY_LATER = 'The network was too busy. Send it again in a while, or call.'
const FILTERED = 'A carrier took it for spam and stopped it. Say it in other words, without links, or call.'
const OTHER_CHANNEL = 'It could not be delivered as a chat message. Call instead.'

const WORDS: ReadonlyMap<number, string> = new Map([
  [10001, SUSPENDED],
  [14107, TRY_LATER],
  [20003, KEY],
  [20005, SUSPENDED],
  [20404, 'Twilio does not know this account. Check the Account SID in Settings.'],
  [20429, 'Twilio was asked too often at once. Send it again in a while.'],
  [21211, NO_SUCH_NUMBER],
  [21212, WRONG_SENDER],
  [21266, 'It would have gone to our own number.'],
  [21408, COUNTRY],
  [21601, WRONG_SENDER],
  [21602, 'The text was empty.'],
  [21604, 'There was no number to send it to.'],
  [21606, WRONG_SENDER],
  [21608, 'This is a trial account, which texts only numbers verified in Twilio\'s console.'],
  [21610, 'They told this number to stop texting (STOP). They can text START to take it back; call until then.'],
  [21611, 'Too many texts are waiting at Twilio. Send it again in a while.'],
  [21612, 'Twilio finds no way from our number to theirs. Call instead.'],
  [21614, NOT_A_MOBILE],
  [21617, 'The text is longer than Twilio takes. Make it shorter, or send it in two.'],
  [21635, NOT_A_MOBILE],
  [21659, WRONG_SENDER],
  [21660, WRONG_SENDER],
  [21661, WRONG_SENDER],
  [21703, 'The Messaging Service has no number to send from. Add one in Twilio\'s console.'],
  [21705, 'The Messaging Service in Settings is not one of this account.'],
  [30001, TRY_LATER],
  [30002, SUSPENDED],
  [30003, 'Their phone could not be reached: it is off, out of reach, or takes no texts. Try again later, or call.'],
  [30004, 'Their carrier or their phone blocks texts from us. Call instead.'],
  [30005, 'Nobody has this number any more, or it never was a mobile. Check it with the patient.'],
  [30006, 'This is a landline, or a carrier that texts do not reach. Call instead.'],
  [30007, FILTERED],
  [30008, 'It did not arrive, and the carrier did not say why. Send it again in a while, or call.'],
  [30009, 'A part of it got lost on the way. Call instead.'],
  [30010, 'It cost more than the Messaging Service may spend on a text.'],
  [30011, 'Pictures cannot be sent to this number.'],
  [30017, 'The carrier had too much to do. Send it again in a while.'],
  [30022, 'More texts left than a US carrier takes from our number in this time. Send it again in a while.'],
  [30023, 'The registered number has used up its texts for today at this carrier. Call, or send it tomorrow.'],
  [30024, 'The carrier does not know our number yet. If it is new, wait a day; else ask Twilio.'],
  [30032, 'Toll-free numbers must be verified before they may text. That is done in Twilio\'s console.'],
  [30034, NOT_REGISTERED],
  [30035, 'Our number is being set up at the carriers. Send it again in an hour, or call.'],
  [30036, 'It did not arrive in time and was given up.'],
  [30037, 'Texts are switched off for this account.'],
  [30410, 'The carrier did not answer in time. Send it again in a while.'],
  [63003, OTHER_CHANNEL],
  [63005, OTHER_CHANNEL],
  [63007, WRONG_SENDER],
  [63016, 'They wrote more than a day ago, and WhatsApp takes only prepared texts then. Call instead.'],
  [63018, 'Twilio was asked to send too much at once. Send it again in a while.'],
  [63024, OTHER_CHANNEL],
  [63038, 'The account has used up its texts for today. Look into Twilio\'s console.'],
])

/** Whether a code means that this number opted out at Twilio or the carrier. */
export function meansOptedOut(code: number | null): boolean {
  return code !== null && OPTED_OUT.has(code)
}

/** Every code that has words of its own, for the page about this line. */
export const knownCodes: readonly number[] = [...WORDS.keys()]

/** Why a text did not arrive, with the code for whoever looks after Twilio. */
export function failureWords(code: number | null): string {
  if (code === null || code === 0) return 'It was not delivered, and Twilio does not say why.'
  return `${WORDS.get(code) ?? 'It was not delivered.'} (Twilio ${code})`
}

/** Why Twilio refused a request that was not a text, in words for the line's status. */
export function refusalWords(status: number, code: number | null): string {
  const known = code === null ? undefined : WORDS.get(code)
  if (status === 401) return `${KEY}${code === null || code === 20003 ? '' : ` (Twilio ${code})`}`
  if (status === 403) return `The key may not read this in Twilio. Use a standard API key, or give it leave to read messages and calls.${code === null ? '' : ` (Twilio ${code})`}`
  if (status === 404) return 'Twilio does not know this account. Check the Account SID in Settings.'
  if (status === 429) return 'Twilio asks us to look less often just now. Rapport waits and tries again by itself.'
  if (status >= 500) return `Twilio has a fault of its own just now (${status}). Rapport tries again by itself.`
  if (known !== undefined) return `${known} (Twilio ${code})`
  return `Twilio refused to answer (${status}${code === null ? '' : `, Twilio ${code}`}). Check the settings of this line.`
}

/** Whether a code says that this is no mobile, so that no text will ever arrive. */
export function meansNoMobile(code: number | null): boolean {
  return code !== null && NO_MOBILE.has(code)
}
