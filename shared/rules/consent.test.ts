import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmationText, readConsent } from './consent.ts'
import { countSegments } from './segments.ts'

const OPT_OUT = ['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT', 'OPT-OUT', 'REMOVE', 'ARRET']

describe('keywords', () => {
  test.each(OPT_OUT)('%s opts out, whatever the case, punctuation and spaces', (word) => {
    for (const body of [word, word.toLowerCase(), ` ${word}\n`, `${word}.`, `"${word}"`, `“${word}!”`, `*${word}*`, `\ufeff${word}\u00a0`]) {
      expect(readConsent(body, false)).toMatchObject({ kind: 'optOut', word: word.replace(/\W/g, '') })
    }
  })

  test('ARRÊT as a French phone corrects it opts out', () => {
    expect(readConsent('Arrêt', false)).toEqual({ kind: 'optOut', word: 'ARRET' })
  })

  test('only CANCEL may have meant the visit', () => {
    expect(readConsent('Cancel', false)).toEqual({ kind: 'optOut', word: 'CANCEL', mayMeanVisit: true })
    for (const word of OPT_OUT.filter((one) => one !== 'CANCEL')) expect(readConsent(word, false)).not.toHaveProperty('mayMeanVisit')
  })

  test.each(['START', 'unstop', 'Opt in', 'OPT-IN', 'start!'])('%s opts back in', (body) => {
    expect(readConsent(body, true).kind).toBe('optIn')
  })

  test('YES opts in only somebody who is opted out now', () => {
    expect(readConsent('Yes', true)).toEqual({ kind: 'optIn', word: 'YES' })
    expect(readConsent('Yes', false)).toEqual({ kind: 'none' })
  })

  test.each(['HELP', 'info', 'Help!'])('%s asks for help', (body) => {
    expect(readConsent(body, false).kind).toBe('help')
  })

  test('a keyword with another word beside it is never the keyword itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPT_OUT, 'START', 'HELP', 'INFO'), fc.constantFrom('appointment', 'tomorrow', 'by', 'Maria', '3', 'me'), fc.boolean(), (word, other, before) => {
        expect(['none', 'request']).toContain(readConsent(before ? `${other} ${word}` : `${word} ${other}`, true).kind)
      }),
    )
  })

  test('signs and spaces around and inside a keyword change nothing', () => {
    const sign = fc.stringMatching(/^[ .,!*"'()\n-]{0,3}$/)
    fc.assert(
      fc.property(fc.constantFrom(...OPT_OUT), fc.array(sign, { minLength: 20, maxLength: 20 }), (word, signs) => {
        const spread = [...word].map((letter, at) => `${signs[at] ?? ''}${letter}`).join('') + (signs.at(-1) ?? '')
        expect(readConsent(spread, false).kind).toBe('optOut')
      }),
    )
  })
})

describe('asking in other words', () => {
  test.each([
    'please stop texting me', 'Stop texting me!!', 'Stop bothering me', 'quit calling', 'Do not text', 'Don’t contact please', 'stop messaging this number', 'Can you stop sending me these texts', 'stop the messages', 'Stop all texts please', 'stop sending these',
    'please stop', 'STOP please', 'Stop it', 'stop stop stop', 'I said stop', 'STOP 🛑', 'STOP. No more!', 'STOP\nSent from my iPhone', 'No more texts', 'no texts please',
    "don't text me", 'Do not text me again', 'do not contact me', 'dont text this number', "Don't send me any more messages", 'never text me again', "I don't want these texts",
    'I do not want to receive text messages', 'I no longer wish to be contacted', 'leave me alone', 'this is spam', 'please unsubscribe me', 'How do I unsubscribe?', 'I want to opt out',
    'opt me out of these messages', 'remove me from your list', 'take me off your list', 'Take me off this texting list', 'please remove my number', 'delete my number', 'lose my number', 'remove me',
    'I revoke my consent', 'wrong number', 'You have the wrong number', 'Sorry wrong person', 'This is not her number', 'ALTO', 'alto por favor', 'PARAR', 'Pare', 'Basta ya', 'CANCELAR', 'No más mensajes',
    'no me escriban más', 'No me manden mensajes', 'Dejen de mandarme mensajes', 'deje de escribirme', 'ya no quiero recibir mensajes', 'Número equivocado', 'se equivocó de número',
    'Quítenme de la lista', 'Borren mi número', 'denme de baja', 'arrêtez',
  ])('%j is a request for staff to see', (body) => {
    expect(readConsent(body, false)).toEqual({ kind: 'request', words: body.trim() })
  })
})

describe('near misses', () => {
  test.each([
    'can you stop by', 'Can I stop by at 3?', "I'll stop by. Text me when ready", 'stop by text me', 'Should I stop taking the antibiotic?', 'should I stop? text me please', 'it will not stop bleeding', "The pain won't quit",
    'nonstop headache', 'the bus stop', 'I quit smoking', 'I want to quit smoking', 'When can I stop wearing the brace', 'non-stop', 'one stop shop',
    'cancel my appointment', 'Please cancel', 'Cancel tomorrow', 'I need to cancel', 'cancel please', 'can i cancel the 3pm', 'Cancelar mi cita', 'end of day?', 'By the end of the week', 'the weekend', 'In the end I went', 'end of the day reminder?',
    'when do you remove the stitches', 'Remove the crown?', 'remove me from the 3pm slot', 'take me off the waiting list', 'take me off the cancellation list', 'Quítenme de la lista de espera',
    'can I opt out of the x-ray', 'I start Monday', 'start of March', 'yes please', 'Yes I will be there', 'I need help with the forms', 'more info please', 'information', 'help me with my bill',
    'text me when it is ready', "Don't forget to text me", 'please text me', 'I did not get your text message', 'never got your text', 'I do not have any reminders', 'They do not need a text', 'Did you send me a message',
    'Sorry I gave you the wrong number, mine is 555 010 0177', 'I dialed the wrong number before', 'what number is this', 'who is this', 'is this the right number', 'check your spam folder', 'I am allergic to spam',
    'Soy alto', 'para mañana', 'parar en la farmacia', '¿Puedo pasar?', 'dejé de tomar la medicina', 'No me siento bien', 'No me mandaron la receta', 'no me llamen antes de las 9', 'estoy de baja', 'me dieron de baja en el trabajo', 'mi número cambió',
    'thanks', 'ok', '', '👍', '?', 'stopped yesterday', 'Ending', 'quitting time',
  ])('%j is an ordinary message', (body) => {
    expect(readConsent(body, false)).toEqual({ kind: 'none' })
  })
})

test('any text is read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.boolean(), (body, out) => {
    expect(readConsent(body, out).kind).toBeTypeOf('string')
  }))
})

test.each([
  'stop ', 'stop sending ', 'dont send ', 'dont want ', 'please ', 'wrong ', 'you have ', 'never agreed to ', 'take me off your ', 'stop calling ',
  'no me mande ', 'no quiero ', 'cancelen ', 'quitenme de la ', 'nunca pedi ', 'creo que ', 'ya ',
])('a text of 5,000 characters that nearly asks to stop (%j) is read without backtracking', (start) => {
  for (const word of ['all of ', 'any more ', 'the your ', 'of ', 'so many ', 'please ', 'pls ', 'thanks ', 'this ', 'text ', 'have got ', 'sent from ', 'de los ', 'mas ', 'por favor ', 'mensajes ', 'no, ', 'No Rosa ', start]) {
    const body = `${start}${word.repeat(5000)}`.slice(0, 4990)
    // A pattern that can read these words in two ways would be at it for hours; the test's own limit tells.
    expect(readConsent(`${body} xyz`, false).kind).toBeTypeOf('string')
  }
})

describe('confirmationText', () => {
  const practice = { name: 'Harbor Family Clinic', phone: '(555) 010-0100' }

  test('names the practice, its phone and the way out or back, in one plain text', () => {
    for (const kind of ['optOut', 'optIn', 'help'] as const) {
      const text = confirmationText(kind, practice)
      expect(text).toContain('Harbor Family Clinic')
      expect(text).toContain('(555) 010-0100')
      expect(text).toContain(kind === 'optOut' ? 'Reply START' : 'Reply STOP to opt out')
      expect(countSegments(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 })
    }
  })

  test('leaves the phone out when there is none', () => {
    expect(confirmationText('help', { name: 'Harbor', phone: null })).toBe('Harbor. Reply STOP to opt out.')
    expect(confirmationText('help', { name: 'Harbor', phone: ' ' })).toBe('Harbor. Reply STOP to opt out.')
  })

  test('is never itself read as a keyword by the other side’s robot', () => {
    for (const kind of ['optOut', 'optIn', 'help'] as const) expect(readConsent(confirmationText(kind, practice), true).kind).not.toMatch(/optOut|optIn|help/)
  })
})
