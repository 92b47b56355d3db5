import type { TemplateFields } from '@shared/contract/views.ts'
import { fold } from '@shared/rules/fold.ts'
import { conditionProblem, unknownVariables, VARIABLES } from '@shared/rules/template.ts'

/** A template while it is being written: its name and a language may still be empty. */
export type TemplateDraft = TemplateFields

export const MAX_NAME = 60
export const MAX_TEXT = 1000

export type DraftProblems = { name: string | null; /** By language. */ texts: Record<string, string> }

/** What is saved, as a draft. */
export function toDraft({ name, texts, purpose, fixedKey }: TemplateFields): TemplateDraft {
  return { name, texts, purpose, fixedKey }
}

/** A template nobody wrote yet, in the practice's language. */
export function newDraft(language: string): TemplateDraft {
  return { name: '', texts: { [language]: '' }, purpose: 'other', fixedKey: null }
}

/** What keeps a draft from being saved, in words for the desk; null when it can be. */
export function problemsOf({ name, texts }: Pick<TemplateDraft, 'name' | 'texts'>): DraftProblems | null {
  const problems: DraftProblems = { name: null, texts: {} }
  if (name.trim() === '') problems.name = 'Give it a name, so that the desk finds it.'
  else if (name.trim().length > MAX_NAME) problems.name = `Keep the name under ${MAX_NAME} letters: it stands on a button.`
  for (const [language, text] of Object.entries(texts)) {
    const unknown = unknownVariables(text)
    const condition = conditionProblem(text)
    if (unknown.length > 0) problems.texts[language] = unknown.map(explainUnknown).join(' ')
    else if (condition !== null) problems.texts[language] = isOnlyOpen(text) ? condition : `${condition} A condition reads {if next visit} … {else} … {end}.`
    else if (text.trim().length > MAX_TEXT) problems.texts[language] = `This is ${text.trim().length - MAX_TEXT} letters too long for a text.`
  }
  const [first] = Object.keys(texts)
  if (first !== undefined && Object.values(texts).every((text) => text.trim() === '')) problems.texts[first] = 'Write the text in at least one language.'
  return problems.name === null && Object.keys(problems.texts).length === 0 ? null : problems
}

/** What goes to the core: trimmed, without languages left empty. */
export function toSave({ name, texts, ...rest }: TemplateDraft): TemplateDraft {
  const written = Object.entries(texts).map(([language, text]) => [language, text.trim()] as const)
  return { ...rest, name: name.trim(), texts: Object.fromEntries(written.filter(([, text]) => text !== '')) }
}

/** Whether an {end} at the end of a text would mend its conditions. */
export function isOnlyOpen(text: string): boolean {
  return conditionProblem(text) !== null && conditionProblem(`${text}{end}`) === null
}

/** The variable somebody probably meant, or null when none is near. */
export function closestVariable(name: string): string | null {
  const ranked = VARIABLES.map((variable) => ({ name: variable.name, away: distance(name, variable.name) })).sort((a, b) => a.away - b.away)
  const [nearest] = ranked
  return nearest && nearest.away <= Math.max(2, Math.floor(nearest.name.length / 3)) ? nearest.name : null
}

/** Whether a template answers to what was typed into the search box: every word in its name or in one of its texts. */
export function matchesSearch({ name, texts }: Pick<TemplateDraft, 'name' | 'texts'>, search: string): boolean {
  if (search.trim() === '') return true
  const all = fold([name, ...Object.values(texts)].join(' '))
  return fold(search)
    .split(' ')
    .every((word) => all.includes(word))
}

function explainUnknown(name: string): string {
  if (name === '') return 'There is nothing between { and }. Pick a variable from the list.'
  const meant = closestVariable(name)
  return meant ? `{${name}} is not a variable. Did you mean {${meant}}?` : `{${name}} is not a variable, so nothing can fill it. Pick one from the list.`
}

/** Single letters to add, drop or change to get from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j += 1) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
