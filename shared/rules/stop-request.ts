import { fold } from './fold.ts'
import { english } from './stop-request-english.ts'
import { spanish } from './stop-request-spanish.ts'

/**
 * Wordings that ask us to stop texting without being a keyword, or say that we text a stranger. A false alarm costs one look
 * by a person; a missed one is a text against somebody's wish. Still, words about visits, medicines and bodies must pass:
 * "can you stop by", "stop the bleeding", "quit smoking". What each of over a thousand texts must be read as stands in
 * consent-wordings.json.
 */
export type StopWords = {
  /** One sentence of the message asks for it, or one between its commas, folded (lower case, no accents, no apostrophes, no punctuation). */
  part: readonly RegExp[]
  /** One sentence as it was written: a name is known by its capital, a question by its mark. */
  written: readonly RegExp[]
  /** A folded sentence that looks like it and is about something else, or wants the texts. */
  not: readonly RegExp[]
}

/** Canada's other language: enough to see that they ask. */
const french: StopWords = {
  part: [/^arretez(?: ca| svp| merci)*$|\b(?:arretez de m|desabonne|desinscri|ne m(?:envoyez|ecrivez|envoie|ecris) plus|plus de (?:messages|textos)(?: svp| merci)?$)/],
  written: [],
  not: [],
}

const LANGUAGES = [english, spanish, french]

/** The message, trimmed, if it asks us to stop texting in words of its own; else null. Never throws. */
export function findStopRequest(body: string): string | null {
  // "?" stays with its sentence.
  return body.split(/[.!;\r\n¡¿…]+|(?<=\?)/).some((sentence) => asks(sentence.trim())) ? body.trim() : null
}

function asks(sentence: string): boolean {
  const matches = (kind: keyof StopWords, text: string): boolean => LANGUAGES.some((words) => words[kind].some((pattern) => pattern.test(text)))
  if (matches('written', sentence)) return true
  const clauses = [sentence, ...sentence.split(/[,:]| - /)].map(fold)
  return clauses.some((clause) => matches('part', clause)) && !matches('not', fold(sentence))
}
