/** The checklist before hanging up, as typed. A line of its own id, so that moving one keeps the keyboard in it. */
export type ChecklistForm = { lines: { id: string; text: string }[] }

/** A list that nobody can run through while saying goodbye is no list. */
export const MOST_LINES = 5

export function toChecklistForm(checklist: readonly string[]): ChecklistForm {
  return { lines: checklist.map((text, index) => ({ id: `saved ${index}`, text })) }
}

/** What goes to the core: trimmed, without empty lines. */
export function toChecklist({ lines }: ChecklistForm): string[] {
  return lines.map(({ text }) => text.trim()).filter((text) => text !== '')
}

/** The line that says the same as one above it, by its id; ticked, both would be. */
export function twinIn({ lines }: ChecklistForm): string | null {
  const words = lines.map(({ text }) => text.trim().toLowerCase())
  return lines.find((_line, index) => words[index] !== '' && words.indexOf(words[index] ?? '') < index)?.id ?? null
}

export function withLine({ lines }: ChecklistForm, id: string): ChecklistForm {
  return { lines: [...lines, { id, text: '' }] }
}

export function withText({ lines }: ChecklistForm, id: string, text: string): ChecklistForm {
  return { lines: lines.map((line) => (line.id === id ? { ...line, text } : line)) }
}

export function withoutLine({ lines }: ChecklistForm, id: string): ChecklistForm {
  return { lines: lines.filter((line) => line.id !== id) }
}

/** The line one place up (-1) or down (1); at the end of the list it stays. */
export function moved({ lines }: ChecklistForm, id: string, by: -1 | 1): ChecklistForm {
  const from = lines.findIndex((line) => line.id === id)
  const [line, to] = [lines[from], from + by]
  if (!line || to < 0 || to >= lines.length) return { lines }
  return { lines: lines.toSpliced(from, 1).toSpliced(to, 0, line) }
}
