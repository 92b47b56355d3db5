import type { AutomaticSettings, Occasion } from '@shared/contract/views.ts'
import { automaticProblem } from '@shared/rules/automatic.ts'

/** The automatic texts as typed: numbers stay as they were written, and no words are no entry. */
export type AutomaticForm = Omit<AutomaticSettings, 'textBack'> & { textBack: Omit<AutomaticSettings['textBack'], 'delaySeconds' | 'againAfterHours'> & { delay: string; again: string } }

export type AutomaticProblems = { delay: string | null; again: string | null; texting: string | null; words: { occasion: Occasion; language: string; problem: string }[] }

export const OCCASIONS = ['open', 'closed', 'lunch', 'holiday', 'voicemail', 'afterHours'] as const satisfies readonly Occasion[]

export const OCCASION_NAMES: Readonly<Record<Occasion, string>> = {
  open: 'While open',
  closed: 'While closed',
  lunch: 'At lunch',
  holiday: 'On a holiday',
  voicemail: 'After a voicemail',
  afterHours: 'To texts after hours',
}

/** As the contract takes it. */
export const MOST_LETTERS = 480
const DELAY = { from: 10, to: 900 }
const AGAIN = { from: 1, to: 168 }

const PROMISES = [15, 30, 60, 120]

export function toAutomaticForm({ textBack: { delaySeconds, againAfterHours, ...textBack }, ...rest }: AutomaticSettings): AutomaticForm {
  return { ...rest, textBack: { ...textBack, delay: String(delaySeconds), again: String(againAfterHours) }, words: eachWords(rest.words, (text) => text) }
}

/** What goes to the core: trimmed words, none that are empty. */
export function toAutomatic({ textBack: { delay, again, ...textBack }, ...rest }: AutomaticForm): AutomaticSettings {
  return { ...rest, textBack: { ...textBack, delaySeconds: Number(delay), againAfterHours: Number(again) }, words: eachWords(rest.words, (text) => text.trim()) }
}

function eachWords(words: AutomaticSettings['words'], change: (text: string) => string): AutomaticSettings['words'] {
  const written = (texts: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '').map(([language, text]) => [language, change(text)]))
  return { open: written(words.open), closed: written(words.closed), lunch: written(words.lunch), holiday: written(words.holiday), voicemail: written(words.voicemail), afterHours: written(words.afterHours) }
}

/** What keeps it from being saved, by where it stands. */
export function automaticProblems({ textBack: { delay, again }, texting, words }: AutomaticForm): AutomaticProblems {
  return {
    delay: numberProblem(delay, DELAY, 'seconds'),
    again: numberProblem(again, AGAIN, 'hours'),
    texting: texting.from === '' || texting.to === '' ? 'Write both times.' : texting.from === texting.to ? 'Automatic texts need a time between which they may leave.' : null,
    words: OCCASIONS.flatMap((occasion) =>
      Object.entries(words[occasion]).flatMap(([language, text]) => {
        const problem = automaticProblem(text)
        return problem === null ? [] : [{ occasion, language, problem }]
      }),
    ),
  }
}

function numberProblem(typed: string, { from, to }: { from: number; to: number }, unit: string): string | null {
  const value = Number(typed)
  return /^\d+$/.test(typed.trim()) && value >= from && value <= to ? null : `Write a whole number of ${unit} from ${from} to ${to}.`
}

/** The first of them, with where it stands; null when there is none. */
export function firstProblem({ delay, again, texting, words: [words] }: AutomaticProblems, languageName: (tag: string) => string): string | null {
  if (delay !== null) return `The wait before a text: ${delay}`
  if (again !== null) return `How often a number is texted: ${again}`
  if (texting !== null) return `Quiet hours: ${texting}`
  return words ? `${OCCASION_NAMES[words.occasion]}, ${languageName(words.language)}: ${words.problem}` : null
}

export function withWords({ words }: AutomaticForm, occasion: Occasion, language: string, text: string): AutomaticForm['words'] {
  const { [language]: _, ...others } = words[occasion]
  return { ...words, [occasion]: text === '' ? others : { ...others, [language]: text } }
}

/** The languages to write in: the practice's own first, then those that most need, then any that is written. */
export function languagesOf({ words }: AutomaticForm, own: string, added: readonly string[]): string[] {
  return [...new Set([own, 'en', 'es', ...OCCASIONS.flatMap((occasion) => Object.keys(words[occasion])), ...added])]
}

/** Lunch and holidays without words of their own use those for closed doors, as the core does. */
export function borrowsClosed({ words }: AutomaticForm, occasion: Occasion): boolean {
  return (occasion === 'lunch' || occasion === 'holiday') && Object.values(words[occasion]).every((text) => text.trim() === '')
}

/** Whether anything would be sent with the words of this occasion. */
export function isUsed({ textBack, voicemail, afterHours }: AutomaticForm, occasion: Occasion): boolean {
  if (occasion === 'afterHours') return afterHours.enabled
  if (occasion === 'voicemail') return voicemail.enabled
  return textBack.enabled && (textBack.when === 'always' || textBack.when === (occasion === 'open' ? 'open' : 'closed'))
}

/** The line's missed calls are texted, or not. */
export function withLine({ textBack }: AutomaticForm, lineId: string, on: boolean): AutomaticForm['textBack'] {
  const others = textBack.linesOff.filter((id) => id !== lineId)
  return { ...textBack, linesOff: on ? others : [...others, lineId] }
}

/** The minutes that can be promised; one that stands there already too. */
export function promiseChoices(now: number | null): number[] {
  return [...new Set([...PROMISES, ...(now === null ? [] : [now])])].sort((a, b) => a - b)
}
