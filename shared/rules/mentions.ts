import { fold } from './fold.ts'

/**
 * The staff whom a note names with an @: "@Ana", "@Ana Lopez" or "@ana". A first name that two have names neither of them, so that nobody
 * is asked by accident; the whole name does.
 * @returns their ids, each once, in the order of the list
 */
export function mentionsIn(body: string, staff: readonly { id: string; name: string; removed?: boolean }[]): string[] {
  const present = staff.filter(({ removed }) => removed !== true)
  const said = body.split('@').slice(1).map((words) => `${fold(words)} `)
  const firstName = (name: string): string => fold(name).split(' ')[0] ?? ''
  return present
    .filter(({ name }) => {
      const alone = present.filter((other) => firstName(other.name) === firstName(name)).length === 1
      return said.some((words) => words.startsWith(`${fold(name)} `) || (alone && words.startsWith(`${firstName(name)} `)))
    })
    .map(({ id }) => id)
}

/** What is being written after the last @ before the cursor, where a name may still be completed; null elsewhere. */
export function mentionBegun(body: string, cursor: number): { at: number; words: string } | null {
  const [whole, , words] = /(^|\s)@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u.exec(body.slice(0, cursor)) ?? []
  return whole === undefined || words === undefined ? null : { at: cursor - words.length - 1, words }
}
