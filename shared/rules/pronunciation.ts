import type { PreferenceKind } from '../contract/views.ts'

/** What follows one of these, up to the end of the sentence, is how a name is said. */
const TOLD = /(?:^|[\s,;:(])(?:(?:is |it['’]s )?pronounced|pronounce (?:it|her name|his name|their name|as)|sounds like|se pronuncia|suena(?: como)?)(?: as| like| como)?\s*[:=]?\s*["“«'‘(/]?([^"“”»)/.,;\n]{1,40})/iu

/**
 * How a name is said, from a line that the desk wrote: "pronounced shiv-AWN", "Se pronuncia HE-sus". The words of the line
 * itself, never a guess from the spelling; null where it does not say.
 */
export function pronunciationIn(text: string): string | null {
  const told = TOLD.exec(text)?.[1]?.trim().replace(/[’'"”,]+$/u, '') ?? ''
  return /\p{L}/u.test(told) ? told : null
}

type Noted = { kind: PreferenceKind; text: string; by: string; at: number }

/** The newest note of how the name is said, with who noted it and when; null when nobody has. */
export function pronunciationOf(preferences: readonly Noted[]): { said: string; by: string; at: number } | null {
  const told = preferences.flatMap(({ kind, text, by, at }) => {
    const said = kind === 'name' ? pronunciationIn(text) : null
    return said === null ? [] : [{ said, by, at }]
  })
  return told.toSorted((a, b) => b.at - a.at)[0] ?? null
}
