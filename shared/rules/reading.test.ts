import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longSentences, readingOf } from './reading.ts'

describe('readingOf', () => {
  test('English: Flesch-Kincaid grade and Flesch ease', () => {
    // 9 words, 2 sentences, 12 syllables: pa-tient, re-mem-ber have 2 and 3.
    // 0.39 * 4.5 + 11.8 * 12/9 - 15.59 = 1.90; 206.835 - 1.015 * 4.5 - 84.6 * 12/9 = 89.47
    expect(readingOf('The patient may remember this. We do not call.', 'en-US')).toEqual({ grade: 1.9, ease: 89.5, words: 9, sentences: 2, scale: 'Flesch-Kincaid' })
    // 13 words, 1 sentence, 29 syllables (five of them in "authorization"): 5.07 + 26.32 - 15.59 = 15.80; 206.835 - 13.195 - 188.72 = 4.92
    expect(readingOf('Your insurance company must give prior authorization before every procedure at this facility.', 'en')).toEqual({ grade: 15.8, ease: 4.9, words: 13, sentences: 1, scale: 'Flesch-Kincaid' })
  })

  test('Spanish: Fernández Huerta in its right form, 60 a syllable of a word and 1.02 a word of a sentence', () => {
    // 9 words, 2 sentences, 15 syllables: 206.84 - 60 * 15/9 - 1.02 * 4.5 = 102.25
    expect(readingOf('Le esperamos el martes. Traiga por favor su ID.', 'es-MX')).toEqual({ grade: 4, ease: 102.3, words: 9, sentences: 2, scale: 'Fernandez-Huerta' })
  })

  test.each([
    // Syllables and words by hand: 18 in 10, 19 in 9, 22 in 10, 24 in 10, 25 in 10, 26 in 9.
    ['Le esperamos el martes por la mañana en la clínica.', 5], ['Llame mañana a nuestra oficina para cambiar su cita.', 6], ['Confirme por teléfono la fecha de su próxima consulta médica.', 7.5],
    ['Confirme por teléfono la cancelación de su próxima consulta médica.', 11], ['Solicite autorización previa antes de su procedimiento en la clínica.', 13],
    ['La autorización previa es necesaria para su procedimiento ambulatorio.', 16],
  ])('%j is of grade %d', (text, grade) => expect(readingOf(text, 'es')?.grade).toBe(grade))

  test('shorter sentences never make it harder, which the misprinted form would', () => {
    for (const language of ['en', 'es']) {
      const parts = ['su cita es mañana', 'call us when you can', 'please bring the card', 'le esperamos con gusto']
      const [long, short] = [readingOf(parts.join(' '), language), readingOf(parts.join('. '), language)]
      expect(short?.ease).toBeGreaterThan(long?.ease ?? NaN)
      expect(short?.grade).toBeLessThanOrEqual(long?.grade ?? NaN)
    }
  })

  test('the easiest texts are of grade 0, by the formula -2.2', () => {
    expect(readingOf('We see you. We do.', 'en')).toMatchObject({ grade: 0, ease: 119.7 })
  })

  test('other languages and fewer than five words have none', () => {
    expect(readingOf('Nous vous attendons mardi matin.', 'fr')).toBeNull()
    expect(readingOf('See you soon, Mari.', 'en')).toBeNull()
    expect(readingOf('See you very soon, Mari.', 'en')).not.toBeNull()
    expect(readingOf('', 'es')).toBeNull()
    expect(readingOf('See you very soon, Mari.', 'enm')).toBeNull()
  })

  test('a variable is one easy word, whatever it is called', () => {
    const named = (name: string) => readingOf(`Hi {${name}}, we will see you in the clinic.`, 'en')
    expect(named('first name')).toEqual(readingOf('Hi Bob, we will see you in the clinic.', 'en'))
    expect(named('immunization authorization')).toEqual(named('x'))
  })

  test('links, phone numbers, choices and the signature count for nothing', () => {
    const plain = readingOf('Please call us when you can. We will help you.', 'en')
    expect(plain).not.toBeNull()
    for (const text of [
      'Please call us (555) 010-0100 when you can. We will help you.',
      'Please call us when you can https://example.org/extraordinarily-complicated. We will help you.',
      '{if no next visit}Please call us when you can.{end} We will help you.',
      'Please call us when you can. We will help you. {practice}',
      'Please call us when you can. We will help you. {practice}. {practice phone}',
      'Please call us when you can. We will help you.\n— Anastasia, {practice}',
      'Please call us when you can. We will help you. Harbor Family Clinic',
    ])
      expect(readingOf(text, 'en')).toEqual(plain)
    for (const last of ['Thank you', 'Thanks', 'Ask for Ana', 'Thank Ana.', 'Call Harbor Family Clinic Before Noon Today']) expect(readingOf(`Please call us when you can. We will help you. ${last}`, 'en')?.sentences).toBe(3)
    expect(readingOf('Please call us when you can. We will help you. - Ana', 'en')).toEqual(plain)
    expect(readingOf('Please Call Us Before Friday Morning', 'en')?.words).toBe(6)
  })

  test('a longer word or another word in a sentence never makes it easier; a grade is never below 0', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('we', 'see', 'you', 'today', 'clinic', 'appointment'), { minLength: 5, maxLength: 40 }), fc.constantFrom('en', 'es'), (words, language) => {
        const before = readingOf(words.join(' '), language)
        const harder = readingOf(words.map((word, at) => (at === 0 ? 'rehabilitation' : word)).join(' '), language)
        expect(before?.grade).toBeGreaterThanOrEqual(0)
        expect(harder?.grade).toBeGreaterThanOrEqual(before?.grade ?? NaN)
        expect(harder?.ease).toBeLessThan(before?.ease ?? NaN)
        expect(Math.round((before?.grade ?? NaN) * 10) / 10).toBe(before?.grade)
      }),
    )
  })

  test('any text has an answer or none, and is read in time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('en', 'es-419', ''), (text, language) => void readingOf(text, language)))
    const started = performance.now()
    for (const hostile of ['.'.repeat(20_000), 'a-'.repeat(10_000), '{'.repeat(20_000), 'a@'.repeat(10_000), 'a.'.repeat(10_000), 'e'.repeat(20_000)]) readingOf(`${hostile} ${hostile}`, 'en')
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('longSentences', () => {
  const twenty = Array.from({ length: 20 }, () => 'word').join(' ')

  test('more than 20 words, by their place in the text', () => {
    const text = `  Hi. ${twenty}. Now ${twenty}! ${twenty} https://a.org/b 12 {if x}.`
    const [only, ...rest] = longSentences(text, 'en')
    expect(rest).toEqual([])
    expect(only?.words).toBe(21)
    expect(text.slice(only?.at, (only?.at ?? 0) + (only?.length ?? 0))).toBe(`Now ${twenty}!`)
  })

  test('a variable is a word; other languages have none', () => {
    expect(longSentences(`{first name} ${twenty}`, 'es')).toHaveLength(1)
    expect(longSentences(`{first name} ${twenty}`, 'fr')).toEqual([])
  })
})
