import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBareThanks } from './bare-thanks.ts'

test.each([
  'thanks', 'Thanks!', 'THANK YOU', 'Thank you so much!!', 'thx', 'ty', 'ok', 'OK.', 'Okay, thanks', 'Ok thank you', 'k', 'Got it, thanks!', 'Perfect, thank you!',
  'Great thanks 👍', '👍', '👍🏽', '🙏🙏', '❤️', '☺️', 'ok 👌🏿', 'Thanks 😊', 'Thank you for the reminder', 'Thank you. Have a great day!', 'thanks again',
  'Gracias', '¡Gracias!', 'Muchas gracias 🙏', 'ok gracias', 'Vale', 'Perfecto, gracias', 'Entendido. Gracias', 'De acuerdo', 'Mil gracias por todo',
  'Liked “See you Friday at 3”', 'Loved "See you Friday at 3"', 'Laughed at “ha”', 'Emphasized “Come fasting”', 'Liked an image', 'Reacted 👍 to “See you”',
  'Removed a like from “See you”', 'Reaccionó con ❤️ a “Nos vemos”', 'Reaccionó 👍 a “Nos vemos”', 'Le gustó “Nos vemos el viernes”', 'Le encantó «Nos vemos»',
  '👍 to “See you Friday”', '\u200a\u200b👍\u200b to “\u200aSee you Friday\u200a”\u200a',
])('%j needs no answer', (body) => {
  expect(isBareThanks(body)).toBe(true)
})

test.each([
  '', ' ', '...', 'ok?', 'Thanks?', '¿ok', 'ok ❓', 'thanks, and can I come earlier', 'thanks but no', 'ok call me', 'ok 3', 'ok 3pm', 'Thanks Dr', 'yes', 'no', 'sí', 'perfect', 'great',
  'sounds good', 'not ok', 'thanks for nothing', 'no thanks', 'No gracias', '😭', '🆘', '👎', '🤮', '👍😭', 'k3', '$', '1', 'C', 'thanks a', 'Questioned “See you Friday”', 'Disliked “See you Friday”',
  'Liked “Would Thursday at 3 work?”', 'Liked', 'Liked the doctor', 'Loved “x” and I want “y”', 'Liked “x” but I am late', 'I loved “it”', 'gracias pero no puedo ir', 'ok me duele mucho', 'so much', 'you too',
])('%j is for a person to read', (body) => {
  expect(isBareThanks(body)).toBe(false)
})

test('a question mark anywhere makes it a question', () => {
  fc.assert(fc.property(fc.constantFrom('thanks', 'ok', 'gracias', '👍', 'Liked “x”'), fc.constantFrom('?', '¿', '？'), fc.boolean(), (thanks, mark, first) => {
    expect(isBareThanks(first ? `${mark}${thanks}` : `${thanks} ${mark}`)).toBe(false)
  }))
})

test('case, spaces and closing signs change nothing', () => {
  fc.assert(fc.property(fc.constantFrom('thank you', 'ok thanks', 'muchas gracias', 'got it'), fc.constantFrom('', '!', '.', '!!!', '...', ' 🙏'), fc.constantFrom(' ', '  ', '\n'), (thanks, end, space) => {
    expect(isBareThanks(`${space}${thanks.toUpperCase()}${end}${space}`)).toBe(true)
  }))
})

test('any further word or number makes it news', () => {
  fc.assert(fc.property(fc.constantFrom('thanks', 'ok', 'gracias'), fc.constantFrom('pain', 'cancel', 'tomorrow', '5', 'late', 'please', 'dolor', 'pero', 'blood'), fc.boolean(), (thanks, news, before) => {
    expect(isBareThanks(before ? `${news} ${thanks}` : `${thanks}, ${news}`)).toBe(false)
  }))
})

test('answers, whatever was sent and however long', () => {
  fc.assert(fc.property(fc.string({ maxLength: 500, unit: 'binary' }), (body) => typeof isBareThanks(body) === 'boolean'))
  // A pattern that backtracks would be at these beyond the test's own limit.
  for (const body of ['ok '.repeat(1600), `Liked “${'x'.repeat(4900)}`]) expect(isBareThanks(body)).toBeTypeOf('boolean')
})
