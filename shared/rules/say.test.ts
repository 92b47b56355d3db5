import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { sayLine, type SayFacts } from './say.ts'
import { isPlainMatter, sensitivityOf } from './sensitive.ts'

const ZONE = 'America/Chicago'
// A Friday, 9:00 in Chicago.
const NOW = Date.parse('2026-03-13T09:00:00-05:00')
const KNEE = { en: 'knee', es: 'la rodilla' }
const visit = (change: Partial<NonNullable<SayFacts['lastVisit']>> = {}): SayFacts['lastVisit'] => ({ at: NOW - 3 * DAY, reason: 'Knee injection', note: 'Left knee.', matter: KNEE, ...change })
const mari = (change: Partial<SayFacts> = {}): SayFacts => ({
  name: { text: 'Mari', preferred: true }, language: 'es', languageIsTheirs: true, speaker: 'them', verified: false, lastVisit: visit(), missedAt: [], promise: null, ...change })
const say = (change: Partial<SayFacts> = {}, missed = false, now = NOW) => sayLine(mari({ ...(missed ? { missedAt: [now - HOUR] } : {}), ...change }), now, ZONE).text

describe('sayLine', () => {
  test('greets, and asks after the matter of the last visit', () => {
    expect(sayLine(mari(), NOW, ZONE)).toMatchObject({ text: 'Buenos días, Mari — ¿cómo sigue la rodilla desde el martes?', language: 'es' })
    expect(sayLine(mari({ language: 'en' }), NOW, ZONE)).toMatchObject({ text: 'Good morning, Mari — how is the knee since Tuesday?', language: 'en' })
  })

  test('says sorry when they were missed before', () => {
    expect(say({}, true)).toBe('Buenos días, Mari — disculpe que no le contestamos antes. ¿Cómo sigue la rodilla desde el martes?')
    expect(say({ language: 'en' }, true)).toBe('Good morning, Mari — sorry we missed you earlier. How is the knee since Tuesday?')
    expect(say({ language: 'en', lastVisit: null }, true)).toBe('Good morning, Mari — sorry we missed you earlier.')
  })

  test('never invents a matter: without one it is greeting and name', () => {
    for (const matter of [null, {}, { en: 'knee' }, { es: ' ' }] as Record<string, string>[]) expect(say({ lastVisit: visit({ at: NOW - DAY, matter }) })).toBe('Buenos días, Mari.')
    expect(say({ lastVisit: null })).toBe('Buenos días, Mari.')
  })

  test('asks only within 60 days, and never about a visit still to come', () => {
    const on = (at: number) => say({ language: 'en', lastVisit: visit({ at }) })
    expect(on(NOW - 60 * DAY)).toBe('Good morning, Mari — how is the knee since your visit on January 12?')
    expect(on(NOW - 60 * DAY - 1)).toBe('Good morning, Mari.')
    expect(on(NOW + 1)).toBe('Good morning, Mari.')
  })

  test('says how long ago as people do', () => {
    const since = (days: number, language: string) => say({ language, lastVisit: visit({ at: NOW - days * DAY }) })
    expect(since(0, 'en')).toBe('Good morning, Mari — how is the knee?')
    expect(since(1, 'en')).toContain('since yesterday?')
    expect(since(1, 'es')).toContain('desde ayer?')
    expect(since(6, 'en')).toContain('since Saturday?')
    expect(since(7, 'en')).toContain('since your visit on March 6?')
    expect(since(7, 'es')).toContain('desde su visita del 6 de marzo?')
  })

  test.each([
    ['08:00', 'Good morning', 'Buenos días'], ['04:59', 'Good evening', 'Buenas noches'], ['11:59', 'Good morning', 'Buenos días'], ['12:00', 'Good afternoon', 'Buenas tardes'],
    ['17:00', 'Good evening', 'Buenas tardes'], ['20:00', 'Good evening', 'Buenas noches'],
  ])('at %s in the practice it is %s, %s', (time, english, spanish) => {
    const now = Date.parse(`2026-03-13T${time}:00-05:00`)
    expect(say({ language: 'en', lastVisit: null }, false, now)).toBe(`${english}, Mari.`)
    expect(say({ lastVisit: null }, false, now)).toBe(`${spanish}, Mari.`)
  })

  test.each([
    ['stitches', 'how are the stitches?'], ['arthritis', 'how is the arthritis?'], ['the cast', 'how is the cast?'], ['your back', 'how is your back?'], ['sinus infection', 'how is the sinus infection?'],
    ['wisdom teeth', 'how are the wisdom teeth?'], ['range of motion exercises', 'how is the range of motion exercises?'],
  ])('English matter %j: %s', (en, question) => {
    expect(say({ language: 'en-US', verified: true, lastVisit: visit({ at: NOW, matter: { en } }) })).toBe(`Good morning, Mari — ${question}`)
  })

  test.each([
    ['rodilla', '¿cómo sigue su rodilla?'], ['muelas', '¿cómo siguen sus muelas?'], ['las muelas', '¿cómo siguen las muelas?'], ['tos', '¿cómo sigue su tos?'], ['la tos', '¿cómo sigue la tos?'], ['artritis', '¿cómo sigue su artritis?'],
    ['dolor de muelas', '¿cómo sigue su dolor de muelas?'],
  ])('Spanish matter %j: %s', (es, question) => {
    expect(say({ verified: true, lastVisit: visit({ at: NOW, matter: { es } }) })).toBe(`Buenos días, Mari — ${question}`)
  })

  test('uses the given name without a preferred one, and greets the nameless', () => {
    expect(say({ name: { text: 'Maria', preferred: false }, lastVisit: null })).toBe('Buenos días, Maria.')
    expect(say({ name: { text: ' ', preferred: false }, lastVisit: null })).toBe('Buenos días.')
    expect(say({ name: { text: '-', preferred: false }, lastVisit: null })).toBe('Buenos días.')
    expect(say({ name: { text: ' ', preferred: false }, lastVisit: null }, true)).toBe('Buenos días — disculpe que no le contestamos antes.')
  })

  test('other and unknown languages are greeted in English', () => {
    for (const language of ['vi', '', 'est']) expect(sayLine(mari({ language }), NOW, ZONE)).toMatchObject({ language: 'en', parts: [{ source: { kind: 'clock', why: 'unspoken' } }, {}, {}] })
  })

  test('says when it was that we missed them', () => {
    const missed = (at: number, language: string) => say({ language, lastVisit: null, missedAt: [at, at - HOUR] })
    expect(missed(NOW - DAY, 'en')).toBe('Good morning, Mari — sorry we missed you yesterday.')
    expect(missed(NOW - DAY, 'es')).toBe('Buenos días, Mari — disculpe que no le contestamos ayer.')
    expect(missed(NOW - 3 * DAY, 'en')).toBe('Good morning, Mari — sorry we missed you on Tuesday.')
    expect(missed(NOW - 3 * DAY, 'es')).toBe('Buenos días, Mari — disculpe que no le contestamos el martes.')
    expect(missed(NOW - 9 * DAY, 'en')).toBe('Good morning, Mari — sorry we missed your call.')
    expect(missed(NOW - 9 * DAY, 'es')).toBe('Buenos días, Mari — disculpe que no contestamos su llamada.')
  })

  test('stands by a promise, and is sorry for one that was not kept', () => {
    const promise = (due: number) => ({ lastVisit: null, promise: { madeAt: NOW - 2 * HOUR, dueAt: NOW + due, by: 'Ana' } })
    expect(say({ language: 'en', ...promise(HOUR) })).toBe('Good morning, Mari — we said we would call you by 10:00 AM.')
    expect(say({ language: 'en', ...promise(HOUR) }, true)).toBe('Good morning, Mari — sorry we missed you earlier. We said we would call you by 10:00 AM.')
    expect(say({ language: 'en', ...promise(-HOUR) })).toBe('Good morning, Mari — sorry we did not call you by 8:00 AM.')
    expect(say({ language: 'en', ...promise(-HOUR) }, true)).toBe('Good morning, Mari — sorry we missed you earlier and did not call you by 8:00 AM.')
    expect(say(promise(HOUR))).toBe('Buenos días, Mari — le dijimos que le llamaríamos antes de las 10:00.')
    expect(say(promise(-HOUR), true)).toBe('Buenos días, Mari — disculpe que no le contestamos antes, ni le llamamos antes de las 8:00.')
    expect(say({ language: 'en', ...promise(-14 * DAY - 1) })).toBe('Good morning, Mari.')
  })

  test('says where each part is from', () => {
    const promise = { madeAt: NOW - 2 * HOUR, dueAt: NOW + HOUR, by: 'Ana' }
    const missedAt = [NOW - 10 * MINUTE, NOW - 20 * MINUTE]
    expect(sayLine(mari({ language: 'en', missedAt, promise }), NOW, ZONE).parts).toEqual([
      { words: 'Good morning', source: { kind: 'clock', at: NOW, language: 'en', why: 'theirs' } },
      { words: 'Mari', source: { kind: 'name', preferred: true } },
      { words: 'sorry we missed you earlier', source: { kind: 'missed', at: missedAt } },
      { words: 'we said we would call you by 10:00 AM', source: { kind: 'promise', ...promise } },
      { words: 'how is the knee since Tuesday?', source: { kind: 'visit', at: NOW - 3 * DAY } },
    ])
  })
})

describe('before anybody has said a birth date', () => {
  test.each([
    ['a word in the note', { note: 'Started on an antidepressant; depression better.' }],
    ['a word in the reason', { reason: 'HIV follow-up' }],
    ['the code of a diagnosis', { reason: 'F32.1 review' }],
    ['a matter that may be a diagnosis', { matter: { en: 'arthritis', es: 'la rodilla' } }],
  ])('%s keeps the visit unsaid, and the check says it', (_, change) => {
    const facts = mari({ language: 'en', lastVisit: visit(change) })
    expect(sayLine(facts, NOW, ZONE)).toMatchObject({ text: 'Good morning, Mari.', unsaid: 'verify' })
    const after = sayLine({ ...facts, verified: true }, NOW, ZONE)
    expect(after.unsaid).toBeNull()
    expect(after.parts.at(-1)?.source.kind).toBe('visit')
  })

  test('a number that is not theirs keeps any visit unsaid', () => {
    expect(sayLine(mari({ speaker: 'otherNumber' }), NOW, ZONE)).toMatchObject({ text: 'Buenos días, Mari.', unsaid: 'verify' })
    expect(say({ speaker: 'otherNumber', verified: true })).toContain('la rodilla')
  })

  test('a carer, and whoever calls for a child, hears neither name nor visit, whatever was checked', () => {
    for (const speaker of ['carer', 'forChild'] as const) expect(sayLine(mari({ speaker, verified: true, missedAt: [NOW - HOUR] }), NOW, ZONE)).toMatchObject({ text: 'Buenos días — disculpe que no le contestamos antes.', unsaid: speaker })
    expect(say({ speaker: 'carer', language: 'en', promise: { madeAt: NOW - HOUR, dueAt: NOW + HOUR, by: 'Ana' } })).toBe('Good morning.')
  })
})

/** Every word of our own that can ever be said. Days, months and times come from the calendar. */
const OURS = new Set(
  `good morning afternoon evening sorry we missed you yesterday earlier on your call and did not by said would how is are the since visit am pm
  buenos días buenas tardes noches disculpe que no le contestamos antes ayer el contestamos su llamada ni llamamos de dijimos llamaríamos cómo sigue siguen sus desde visita del las la a m p`.split(/\s+/),
)
const calendar = new Set(
  ['en', 'es'].flatMap((language) =>
    Array.from({ length: 365 }, (_, day) => new Intl.DateTimeFormat(language, { weekday: 'long', month: 'long' }).formatToParts(NOW - day * DAY).map((part) => part.value.toLowerCase())).flat(),
  ),
)
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const noted = fc.oneof(fc.constantFrom('knee', 'la rodilla', 'stitches', 'arthritis', 'depression', 'las muelas', 'HIV', ''), fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
const facts: fc.Arbitrary<SayFacts> = fc.record({
  name: fc.record({ text: noted, preferred: fc.boolean() }),
  language: fc.constantFrom('en', 'es', 'es-MX', 'vi', ''),
  languageIsTheirs: fc.boolean(),
  speaker: fc.constantFrom('them', 'otherNumber', 'carer', 'forChild'),
  verified: fc.boolean(),
  lastVisit: fc.option(fc.record({ at: fc.integer({ min: NOW - 90 * DAY, max: NOW + DAY }), reason: noted, note: noted, matter: fc.option(fc.record({ en: noted, es: noted }, { requiredKeys: [] })) })),
  missedAt: fc.array(fc.integer({ min: NOW - 30 * DAY, max: NOW }), { maxLength: 3 }),
  promise: fc.option(fc.record({ madeAt: fc.integer({ min: NOW - 20 * DAY, max: NOW }), dueAt: fc.integer({ min: NOW - 20 * DAY, max: NOW + 20 * DAY }), by: fc.constant('Ana') })),
})

describe('whatever is noted', () => {
  test('no word is said that is not a phrase of ours, the name, the matter, or a date', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { text, language } = sayLine(given, NOW, ZONE)
        const allowed = new Set([...OURS, ...calendar, ...wordsOf(given.name.text), ...wordsOf(given.lastVisit?.matter?.[language] ?? '')])
        expect(wordsOf(text).filter((word) => !allowed.has(word) && !/^\d+$/.test(word))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('the text is its parts and nothing between them but signs', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { text, parts } = sayLine(given, NOW, ZONE)
        let rest = text.toLowerCase()
        for (const { words } of parts) {
          const from = rest.indexOf(words.toLowerCase())
          expect(from).not.toBe(-1)
          expect(rest.slice(0, from)).toMatch(/^[ ,.—]*$/u)
          rest = rest.slice(from + words.toLowerCase().length)
        }
        expect(rest).toMatch(/^\.?$/)
      }),
      { numRuns: 1000 },
    )
  })

  test('of a sensitive visit nothing is said to somebody not verified, and nothing of any to a carer', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { language, parts, text } = sayLine(given, NOW, ZONE)
        const { lastVisit, verified, speaker } = given
        const themselves = speaker === 'them' || speaker === 'otherNumber'
        const mayTell = lastVisit !== null && themselves && (verified || (speaker === 'them' && sensitivityOf(lastVisit) === null && isPlainMatter(lastVisit.matter?.[language] ?? '')))
        const without = sayLine({ ...given, lastVisit: null }, NOW, ZONE).text
        const kinds = parts.map(({ source }) => source.kind)
        expect({ tells: kinds.includes('visit') && !mayTell, differs: !mayTell && text !== without }).toEqual({ tells: false, differs: false })
        expect({ name: kinds.includes('name') && !themselves, promise: kinds.includes('promise') && speaker === 'carer' }).toEqual({ name: false, promise: false })
      }),
      { numRuns: 1000 },
    )
  })
})
