import { DAY } from '../time.ts'
import { daysBetween, formatter, localHour } from './local-time.ts'
import { sensitivityOf } from './sensitive.ts'
import { callbackTime } from './template.ts'

/** A promise to call: when it was made, by whom, and until when the call was to come. Times are ms UTC. */
export type SayPromise = { madeAt: number; dueAt: number; by: string }

/** Who speaks, as far as the number tells: themselves; somebody at a number that is not theirs; a carer; or whoever answers for a child. */
export type Speaker = 'them' | 'otherNumber' | 'carer' | 'forChild'

/** All that the first sentence is made of. Times are ms UTC. */
export type SayFacts = {
  /** What to call them, and whether that is the name they prefer. Empty: not known. */
  name: { text: string; preferred: boolean }
  /** BCP 47: theirs, else that of the practice. */
  language: string
  languageIsTheirs: boolean
  speaker: Speaker
  /** Their birth date was compared in this call. */
  verified: boolean
  /** The visit kept last. `matter` is its own structured field: { en: 'knee', es: 'la rodilla' }. */
  lastVisit: { at: number; reason: string; note: string; matter: Readonly<Record<string, string>> | null } | null
  /** Calls of theirs that nobody took since we last spoke, the newest first. */
  missedAt: readonly number[]
  /** What we promised and have not done. */
  promise: SayPromise | null
}

/** Where a part of the sentence is from. */
export type SaySource =
  | { kind: 'clock'; at: number; language: Spoken; why: 'theirs' | 'practice' | 'unspoken' }
  | { kind: 'name'; preferred: boolean }
  | { kind: 'missed'; at: readonly number[] }
  | ({ kind: 'promise' } & SayPromise)
  | { kind: 'visit'; at: number }

export type SayPart = { words: string; source: SaySource }
/** Why something known is not said: the birth date comes first; a carer or a parent speaks. */
export type Unsaid = 'verify' | 'carer' | 'forChild'
export type SayLine = { text: string; language: Spoken; parts: SayPart[]; unsaid: Unsaid | null }

export type Spoken = 'en' | 'es'
/** A matter, and a promise, older than this are not brought up any more. */
export const FRESH = 60 * DAY
const PROMISE_FRESH = 14 * DAY
/** Below this age whoever calls is taken to be somebody who answers for them. */
export const CHILD_UNTIL = 14

/**
 * One line to open a call with: “Buenos días, Mari — disculpe que no le contestamos antes. ¿Cómo sigue la rodilla desde el martes?”
 * Greeting by the practice's time of day, the name they like, an apology for calls we missed, the promise we made, and what the last
 * visit was for. English and Spanish; other languages are greeted in English. The rules stand in docs/say.md:
 * - every word is a phrase below, the name, the matter as it is noted, or a date; each part says where it is from;
 * - of the visit nothing is said while it is sensitive (rules/sensitive.ts) or the number is not theirs, unless they are verified;
 * - to a carer, and to whoever calls for a child, neither name nor visit is said at all.
 */
export function sayLine(facts: SayFacts, now: number, timeZone: string): SayLine {
  const language: Spoken = /^es\b/i.test(facts.language) ? 'es' : 'en'
  const spoken = /^(?:en|es)\b/i.test(facts.language)
  const themselves = facts.speaker === 'them' || facts.speaker === 'otherNumber'
  const hello: SayPart = { words: greeting(language, now, timeZone), source: { kind: 'clock', at: now, language, why: spoken ? (facts.languageIsTheirs ? 'theirs' : 'practice') : 'unspoken' } }
  const name = themselves ? facts.name.text.trim() : ''
  // A record may hold a sign in place of a name: that is none.
  const called: SayPart[] = !/\p{L}/u.test(name) ? [] : [{ words: name, source: { kind: 'name', preferred: facts.name.preferred } }]
  const asked = visitPart(facts, language, now, timeZone)
  const unsaid = whyUnsaid(facts, asked)
  const sentences = [...apology(facts, language, now, timeZone), ...(asked && unsaid === null ? [[asked]] : [])]
  const opening = [hello, ...called].map(({ words }) => words).join(', ')
  const said = sentences.map((parts, index) => {
    const words = parts.map((part) => part.words).join(language === 'es' ? ', ' : ' ')
    return `${index === 0 ? words : capitalised(words)}${words.endsWith('?') ? '' : '.'}`
  })
  return { text: said.length === 0 ? `${opening}.` : `${opening} — ${said.join(' ')}`, language, parts: [hello, ...called, ...sentences.flat()], unsaid }
}

/** Why the visit is not spoken of, where there is one that would be, or whose note the desk must not read out. */
function whyUnsaid({ speaker, verified, lastVisit }: SayFacts, asked: SayPart | null): Unsaid | null {
  if (!lastVisit) return null
  if (speaker === 'carer' || speaker === 'forChild') return asked === null ? null : speaker
  if (verified) return null
  return sensitivityOf(lastVisit) !== null || (asked !== null && speaker === 'otherNumber') ? 'verify' : null
}

function greeting(language: Spoken, now: number, timeZone: string): string {
  const hour = localHour(now, timeZone)
  const part = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < (language === 'es' ? 20 : 17) ? 'day' : 'night'
  switch (part) {
    case 'morning':
      return language === 'es' ? 'Buenos días' : 'Good morning'
    case 'day':
      return language === 'es' ? 'Buenas tardes' : 'Good afternoon'
    case 'night':
      return language === 'es' ? 'Buenas noches' : 'Good evening'
  }
}

/** What we are sorry for, in one sentence, and a promise that can still be kept in one of its own. */
function apology({ missedAt, promise, speaker }: SayFacts, language: Spoken, now: number, timeZone: string): SayPart[][] {
  // A window's clock ticks by the minute, so what was missed a moment ago may be ahead of it.
  const sorry: SayPart[] = missedAt.length === 0 ? [] : [{ words: missedWords(Math.max(...missedAt), language, now, timeZone), source: { kind: 'missed', at: missedAt } }]
  // What we promised a patient is not told to somebody else.
  const made = promise !== null && now - promise.dueAt <= PROMISE_FRESH && speaker !== 'carer' ? promise : null
  if (!made) return sorry.length === 0 ? [] : [sorry]
  const by = callbackTime(made.dueAt, now, language, timeZone)
  const source: SaySource = { kind: 'promise', ...made }
  if (made.dueAt < now) {
    const again = sorry.length > 0
    const late = language === 'es' ? `${again ? 'ni' : 'disculpe que no'} le llamamos antes de ${by}` : `${again ? 'and' : 'sorry we'} did not call you by ${by}`
    return [[...sorry, { words: late, source }]]
  }
  const ahead: SayPart = { words: language === 'es' ? `le dijimos que le llamaríamos antes de ${by}` : `we said we would call you by ${by}`, source }
  return sorry.length === 0 ? [[ahead]] : [sorry, [ahead]]
}

function missedWords(at: number, language: Spoken, now: number, timeZone: string): string {
  const days = daysBetween(at, now, timeZone)
  if (days >= 7) return language === 'es' ? 'disculpe que no contestamos su llamada' : 'sorry we missed your call'
  if (language === 'es') return `disculpe que no le contestamos ${days <= 0 ? 'antes' : days === 1 ? 'ayer' : `el ${weekdayOf(at, language, timeZone)}`}`
  return `sorry we missed you ${days <= 0 ? 'earlier' : days === 1 ? 'yesterday' : `on ${weekdayOf(at, language, timeZone)}`}`
}

function visitPart({ lastVisit: visit }: SayFacts, language: Spoken, now: number, timeZone: string): SayPart | null {
  const matter = visit?.matter?.[language]?.trim()
  if (!visit || !matter || visit.at > now || now - visit.at > FRESH) return null
  const since = sinceWords(visit.at, language, now, timeZone)
  const words =
    language === 'es'
      ? `¿cómo ${isPlural(matter) ? 'siguen' : 'sigue'} ${withPossessive(matter)}${since}?`
      : `how ${isPlural(matter) ? 'are' : 'is'} ${/^(?:the|your) /i.test(matter) ? matter : `the ${matter}`}${since}?`
  return { words, source: { kind: 'visit', at: visit.at } }
}

/** " since Tuesday" within the week, then " since your visit on March 3"; nothing on the day itself. */
function sinceWords(at: number, language: Spoken, now: number, timeZone: string): string {
  const days = daysBetween(at, now, timeZone)
  if (days === 0) return ''
  if (days === 1) return language === 'es' ? ' desde ayer' : ' since yesterday'
  if (days < 7) return language === 'es' ? ` desde el ${weekdayOf(at, language, timeZone)}` : ` since ${weekdayOf(at, language, timeZone)}`
  const date = formatter(language, timeZone, { month: 'long', day: 'numeric' }).format(at)
  return language === 'es' ? ` desde su visita del ${date}` : ` since your visit on ${date}`
}

function weekdayOf(at: number, language: Spoken, timeZone: string): string {
  return formatter(language, timeZone, { weekday: 'long' }).format(at)
}

/** Spanish needs an article; where the note has none, "su" avoids guessing the gender. */
function withPossessive(matter: string): string {
  if (/^(?:el|la|los|las|su|sus|lo) /i.test(matter)) return matter
  return `${isPlural(matter) ? 'sus' : 'su'} ${matter}`
}

/** By the first word after an article: "the stitches", "las muelas". Words like "sinus", "arthritis", "tos" are one thing. */
function isPlural(matter: string): boolean {
  if (/^(?:los|las|sus) /i.test(matter)) return true
  if (/^(?:el|la|lo|su) /i.test(matter)) return false
  const noun = matter.split(/ (?:de|del|of|in|en) /i)[0] ?? matter
  return (/s$/i.test(noun) && !/(?:ss|us|is|ps|tos)$/i.test(noun)) || /\b(?:feet|teeth)$/i.test(noun)
}

function capitalised(sentence: string): string {
  return sentence.replace(/\p{L}/u, (letter) => letter.toUpperCase())
}
