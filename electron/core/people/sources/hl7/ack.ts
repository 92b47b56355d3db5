import { declarationOf, USUAL } from './separators.ts'
import { escapeText } from './escapes.ts'
import { typeOf } from './read.ts'
import type { Message } from './message.ts'
import { frame } from './framing.ts'
import { writeTime } from './time.ts'

/** Answers to a sender (HL7 v2.5.1, 2.9). */

/** What became of a message. `number` is of HL7 table 0357; `says` is for whoever looks after the sender, and never holds patient data of our own. */
export type Outcome = { code: 'AA' | 'AE' | 'AR'; number: number; says: string; /** It could not even be kept: the sender is to send it again. */ again?: boolean }

type Effects = { /** ms UTC */ now: number; timeZone: string; /** At most 20 characters. */ controlId: () => string }

/**
 * The answers a message asks for, ready for the wire. Without MSH-15 and MSH-16 one application answer, as of old. With either of
 * them (enhanced mode) a commit answer where MSH-15 asks for one, and an application answer where MSH-16 does; each of them may
 * ask for all, none, errors only or successes only. What was refused before it was read gets no second answer.
 */
export function answersTo(message: Message | null, outcome: Outcome, effects: Effects): Buffer[] {
  if (message === null) return [written(null, outcome.code, outcome, effects)]
  const [accept, application] = [15, 16].map((field) => message.header.get(field).trim().toUpperCase()) as [string, string]
  if (accept === '' && application === '') return [written(message, outcome.code, outcome, effects)]
  const ok = outcome.code === 'AA'
  const wantsResult = asksFor(application, ok)
  // Where the result follows anyway, a message that was kept and found wanting is accepted all the same.
  const committed = ok || (outcome.code === 'AE' && outcome.again !== true && wantsResult)
  const commit = asksFor(accept, committed) ? [written(message, committed ? 'CA' : outcome.code === 'AR' ? 'CR' : 'CE', committed ? { code: 'AA', number: 0, says: '' } : outcome, effects)] : []
  const refusedAlready = commit.length > 0 && !committed
  return [...commit, ...(wantsResult && !refusedAlready ? [written(message, outcome.code, outcome, effects)] : [])]
}

/** Table 0155. Anything else that stands there asks for an answer, rather than leave its sender waiting. */
function asksFor(condition: string, ok: boolean): boolean {
  switch (condition) {
    case '':
    case 'NE':
      return false
    case 'ER':
      return !ok
    case 'SU':
      return ok
    default:
      return true
  }
}

const TYPE = /^[A-Z][A-Z0-9]{2}$/

function written(message: Message | null, code: string, { number, says }: Outcome, { now, timeZone, controlId }: Effects): Buffer {
  const separators = message?.separators ?? USUAL
  const { field, component } = separators
  const raw = (at: number): string => message?.header.raw(at) ?? ''
  const version = message?.header.get(12).trim() || '2.5.1'
  const event = message ? typeOf(message).event : ''
  const names = TYPE.test(event) ? (version === '2.3' ? ['ACK'] : /^2\.(?:3\.1|4)/.test(version) ? ['ACK', event] : ['ACK', event, 'ACK']) : ['ACK']
  const text = escapeText(ascii(says), separators)
  const msh = [`MSH${field}${declarationOf(separators)}`, raw(5), raw(6), raw(3), raw(4), writeTime(now, timeZone), '', names.join(component), controlId(), raw(11) || 'P', raw(12) || '2.5.1', '', '', '', '', '', raw(18)]
  // MSA-6 named the error until 2.4; since 2.5 that is what ERR is for.
  const old = /^2\.[34]/.test(version)
  const msa = ['MSA', code, raw(10), text, '', '', number > 0 && old ? [String(number), ascii(ERRORS[number] ?? ''), 'HL70357'].map((part) => escapeText(part, separators)).join(component) : '']
  const err = number > 0 && !old ? [['ERR', '', '', [String(number), escapeText(ERRORS[number] ?? '', separators), 'HL70357'].join(component), 'E', '', '', '', text]] : []
  const lines = [msh, msa, ...err].map((parts) => parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(field)).join('\r')
  return frame(encoded(`${lines}\r`, message))
}

/** Table 0357, as far as it is answered here. */
const ERRORS: Readonly<Record<number, string>> = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  200: 'Unsupported message type',
  201: 'Unsupported event code',
  202: 'Unsupported processing id',
  203: 'Unsupported version id',
  204: 'Unknown key identifier',
  205: 'Duplicate key identifier',
  207: 'Application internal error',
}

/** What is quoted back goes in the charset it came in; the words here are ASCII, which every charset holds. */
function encoded(text: string, message: Message | null): Buffer {
  switch (message?.charset.writes ?? 'ascii') {
    case 'utf8':
      return Buffer.from(text, 'utf8')
    case 'latin1':
      return Buffer.from(text.replace(/[\u{100}-\u{10ffff}]/gu, '?'), 'latin1')
    case 'ascii':
      return Buffer.from(ascii(text), 'latin1')
  }
}

function ascii(text: string): string {
  if (/^[ -~\r]*$/.test(text)) return text
  return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').normalize('NFD').replace(/\p{M}/gu, '').replace(/[\u{80}-\u{10ffff}]/gu, '?')
}
