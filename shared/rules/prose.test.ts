import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverVariablesAndLinks, sentencesOf, VARIABLE } from './prose.ts'

const pieces = (text: string) => sentencesOf(text).map(({ at, length }) => text.slice(at, at + length))
const words = (text: string) => sentencesOf(text).flatMap((sentence) => sentence.words)

describe('sentencesOf', () => {
  test.each([
    ['We saw you. See you soon! Better? Good…', ['We saw you.', 'See you soon!', 'Better?', 'Good…']],
    ['see you tomorrow. please bring your card', ['see you tomorrow.', 'please bring your card']],
    ['See you today.Please call', ['See you today.', 'Please call']],
    ['He said “come in.” We did.', ['He said “come in.”', 'We did.']],
    ['¡Hola!¿Puede venir?', ['¡Hola!', '¿Puede venir?']],
    ['Well... we will see. Yes... No', ['Well... we will see.', 'Yes...', 'No']],
    // Abbreviations
    ['Dr. Chen and Mrs. Ortiz wait at St. Mary’s, e.g. Room 2.', ['Dr. Chen and Mrs. Ortiz wait at St. Mary’s, e.g. Room 2.']],
    ['La Dra. Ruiz y el Sr. Gil le esperan en EE. UU. con gusto.', ['La Dra. Ruiz y el Sr. Gil le esperan en EE. UU. con gusto.']],
    ['Come at 9 a.m. on Monday', ['Come at 9 a.m. on Monday']],
    ['Come at 9 a.m. Friday, March 14', ['Come at 9 a.m. Friday, March 14']],
    ['Come at 9 a.m. Bring your card', ['Come at 9 a.m.', 'Bring your card']],
    ['Venga a las 9:00 a. m. con su ID', ['Venga a las 9:00 a. m. con su ID']],
    ['Venga a las 9:00 p. m. Traiga su ID', ['Venga a las 9:00 p. m.', 'Traiga su ID']],
    ['Ask the Dr! Then go', ['Ask the Dr!', 'Then go']],
    ['Open until 9 p.m.', ['Open until 9 p.m.']],
    ['Ask for J. Chen at the desk', ['Ask for J. Chen at the desk']],
    ['Room No. 5 is free. No. Yes', ['Room No. 5 is free.', 'No.', 'Yes']],
    // Numbers
    ['Your temperature was 98.6 at ten', ['Your temperature was 98.6 at ten']],
    ['You owe $3.50. Thank you', ['You owe $3.50.', 'Thank you']],
    // Lines
    ['Hi Mari,\nyour results\nare in\nCall us', ['Hi Mari,\nyour results\nare in', 'Call us']],
    ['Hi Mari,\nYour results are in', ['Hi Mari,\nYour results are in']],
    ['Bring:\n- Your card\n- Your ID', ['Bring:', '- Your card', '- Your ID']],
    // Links
    ['Here it is: {forms link} Filling it in helps', ['Here it is: {forms link}', 'Filling it in helps']],
    ['Fill in {forms link} when you can', ['Fill in {forms link} when you can']],
    ['See https://a.org/x.y?z=1. Then call', ['See https://a.org/x.y?z=1.', 'Then call']],
    ['Ask {clinician} Today', ['Ask {clinician} Today']],
    ['', []], ['… 12 !', []], ['{if first name}{end}', []],
  ])('%j', (text, expected) => expect(pieces(text)).toEqual(expected))

  test('variables are one word, choices, numbers and links none', () => {
    expect(words('Hi {first name}, {if next visit}see you {next visit day}{else}call{end}.')).toEqual(['Hi', VARIABLE, 'see', 'you', VARIABLE, 'call'])
    expect(words('{if no next visit}Book{end} {elsewhere} {ends}')).toEqual(['Book', VARIABLE, VARIABLE])
    expect(words('Call (555) 010-0100 or +1-555-010-0100, 3pm, 2nd, 555-HELP')).toEqual(['Call', 'or'])
    expect(words('(see https://a.org/b, www.a.org, a.org, a-b.example.com, a.io/x or me@a.org)')).toEqual(['see', 'or'])
    expect(words('a \uE000 b')).toEqual(['a', 'b'])
    expect(words('check-up isn’t at a.m. and/or B12')).toEqual(['check-up', 'isn’t', 'at', 'a.m', 'and', 'or', 'B12'])
  })

  test('sentences stand in order, apart, inside the text, and hold every plain word', () => {
    const word = fc.constantFrom('see', 'you', 'Dr.', 'a.m.', 'mañana', 'Bring', '3.5', '{first name}', '{if x}', 'https://a.org/b.', 'end.', 'what?', '\n', '...', '¿Puede')
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 5 }))), (parts) => {
        const text = parts.join(' ')
        let from = 0
        for (const { at, length, words: inside } of sentencesOf(text)) {
          expect(at).toBeGreaterThanOrEqual(from)
          expect(inside.length).toBeGreaterThan(0)
          from = at + length
        }
        expect(from).toBeLessThanOrEqual(text.length)
        expect(words(text).filter((one) => one === 'mañana').length).toBeGreaterThanOrEqual(parts.filter((one) => one === 'mañana').length)
      }),
    )
  })
})

test('covering keeps every position', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom('{first name}', '{', '}', 'https://a.org', ' ', 'é', '😀', '\uE000'), fc.string({ unit: 'grapheme' }))), (parts) => {
      const text = parts.join('')
      const covered = coverVariablesAndLinks(text)
      expect(covered).toHaveLength(text.length)
      for (let at = 0; at < text.length; at += 1) expect(covered[at] === text[at] || /[\uE000-\uE003 ]/.test(covered[at] ?? '')).toBe(true)
    }),
  )
})
