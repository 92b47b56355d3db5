import type { Insertion } from '../rules/pieces.ts'

/**
 * Writes over a part of a text field as a person would: the writing goes on there, and the field's own Undo takes it back.
 * React hears of it by the field's input event.
 */
export function writeOver(field: HTMLTextAreaElement, from: number, to: number, { words, cursor }: Insertion): void {
  field.focus()
  field.setSelectionRange(from, to)
  // Deprecated, and the only way that the field's Undo knows of; where it is gone the words still come.
  const done = words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words)
  if (!done) {
    field.setRangeText(words, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  field.setSelectionRange(from + cursor, from + cursor)
}
