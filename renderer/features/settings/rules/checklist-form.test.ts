import fc from 'fast-check'
import { expect, it } from 'vitest'
import { moved, toChecklist, toChecklistForm, twinIn, withLine, withoutLine, withText } from './checklist-form.ts'

const lists = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 })

it('is saved trimmed and without empty lines', () => {
  expect(toChecklist({ lines: [{ id: 'a', text: ' Number right ' }, { id: 'b', text: '  ' }] })).toEqual(['Number right'])
})

it('names the line that says the same as one above it', () => {
  expect(twinIn({ lines: [{ id: 'a', text: 'Number right' }, { id: 'b', text: '' }, { id: 'c', text: '' }, { id: 'd', text: 'number RIGHT ' }] })).toBe('d')
  expect(twinIn(toChecklistForm(['a', 'b']))).toBeNull()
})

it('moves a line by one place and loses none', () => {
  fc.assert(
    fc.property(lists, fc.nat({ max: 4 }), fc.constantFrom(-1 as const, 1 as const), (texts, at, by) => {
      const form = toChecklistForm(texts)
      const id = form.lines[at % texts.length]?.id ?? ''
      const after = moved(form, id, by)
      expect(toChecklist(after).toSorted()).toEqual(texts.toSorted())
      const place = (it: typeof form): number => it.lines.findIndex((line) => line.id === id)
      expect(place(after)).toBe(Math.min(texts.length - 1, Math.max(0, place(form) + by)))
    }),
  )
})

it('takes a line more, its words, and a line less', () => {
  const form = withText(withLine(toChecklistForm(['a']), 'new'), 'new', 'b')
  expect(toChecklist(form)).toEqual(['a', 'b'])
  expect(toChecklist(withoutLine(form, 'saved 0'))).toEqual(['b'])
})
