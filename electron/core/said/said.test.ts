import { beforeEach, describe, expect, test } from 'vitest'
import type { NewEvent } from '@shared/events/index.ts'
import { SECOND } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { lastSeq, rebuild } from '../journal/journal.ts'
import type { WritableDB } from '../journal/database.ts'
import { noFields, readPhones } from '../people/phones.ts'
import { deskAt } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { fillPiece, startFilling } from './fill.ts'
import { searchSaid } from './search.ts'

const ROSA = '+15550100119'
const clock = testClock()
let core: Core
let desk: ReturnType<typeof deskAt>

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
  core.record([
    { kind: 'patient.created', body: { patientId: 'rosa', fields: { ...noFields, givenName: 'Rosa', familyName: 'Grant', phones: readPhones([{ number: ROSA, label: 'home' }], 'US') }, importId: null }, at: clock.at, actor: 'ana' },
    visit('v1', 'Left knee, after a fall. Crutches for two weeks.'),
  ])
})

const visit = (visitId: string, note: string): NewEvent => ({ kind: 'visit.recorded', body: { visitId, patientId: 'rosa', at: clock.at - SECOND, status: 'kept', clinician: 'Dr. Chen', reason: 'Knee', note, matter: null }, at: clock.at, actor: 'ana' })
const later = (): number => (clock.at += SECOND)
const received = (textId: string, body: string): void => desk.tell({ type: 'text', at: later(), textId, direction: 'in', number: ROSA, body } as never)
const found = (words: string, limit = 10) => searchSaid(core.db, words, limit, clock.at).hits
const texts = (words: string): string[] => found(words).map(({ snippet }) => snippet.map(({ text }) => text).join(''))

describe('what was said is found', () => {
  test('in texts, notes, voicemails and visit notes, with who, when and the words around; the newest first', async () => {
    received('t1', 'My knee hurts again')
    desk.tell({ type: 'ringing', at: later(), callId: 'c1', direction: 'in', number: ROSA })
    desk.tell({ type: 'voicemail', at: later(), callId: 'c1', seconds: 9, transcript: 'It is about the knee.' })
    await desk.done('conversations.note', { conversationId: ROSA, body: 'Knee brace is here for her', handOffTo: null })
    expect(found('knee').map(({ type, name, conversationId, patientId }) => ({ type, name, conversationId, patientId }))).toEqual([
      { type: 'note', name: 'Rosa Grant', conversationId: ROSA, patientId: null },
      { type: 'voicemail', name: 'Rosa Grant', conversationId: ROSA, patientId: null },
      { type: 'received', name: 'Rosa Grant', conversationId: ROSA, patientId: null },
      { type: 'visit', name: 'Rosa Grant', conversationId: null, patientId: 'rosa' },
    ])
    expect(found('knee hurts')[0]?.snippet).toEqual([{ text: 'My ', hit: false }, { text: 'knee', hit: true }, { text: ' ', hit: false }, { text: 'hurts', hit: true }, { text: ' again', hit: false }])
  })

  test('by words in any order, without diacritics, the last as far as it is typed', () => {
    received('t1', '¿Puedo venir mañana por la mañana?')
    for (const words of ['manana', 'MAÑA', 'venir puedo', 'puedo man', 'mañana v', 'man']) expect([words, texts(words).length]).toEqual([words, 1])
    for (const words of ['ma', 'pued venir', 'venir tarde', '', '  ', '¿?', 'v', 'a b']) expect([words, texts(words)]).toEqual([words, []])
  })

  test('however it is typed, without failing', () => {
    received('t1', 'the price OR the bill')
    for (const words of ['"', 'the "price', 'NEAR(the bill)', 'price*', '-price', 'the AND', '\u0000', '🙂🙂🙂', '\ud800']) expect(() => found(words)).not.toThrow()
    expect(texts('price OR nothing')).toEqual([])
    // Letters that the index does not know yet, and points that cut a word.
    expect(texts('\u{1d83d}\u{144a6}ਖ਼ꑟ')).toEqual([])
    received('he', 'שלוֹם')
    expect(texts('שלוֹם')).toHaveLength(1)
  })

  test('not in what was taken back or is said otherwise by now', async () => {
    received('t0', 'hello')
    const { textId } = await desk.done('replies.send', { conversationId: ROSA, body: 'Your crutches arrived', templateId: null, language: null })
    expect(found('crutches').map(({ type }) => type)).toEqual(['sent', 'visit'])
    await desk.done('replies.undo', { textId })
    core.record([visit('v1', 'Right knee.')])
    expect(texts('crutches')).toEqual([])
    expect(texts('right knee')).toEqual(['Right knee.'])
    core.record([{ kind: 'patient.removed', body: { patientId: 'rosa', importId: null }, at: clock.at, actor: 'ana' }])
    expect(texts('right knee')).toEqual([])
  })

  test('past many that no longer hold, up to as many as are asked for', () => {
    for (let n = 0; n < 12; n += 1) received(`t${n}`, `parking question ${n}`)
    expect(texts('parking')).toHaveLength(10)
    expect(found('parking', 3).map(({ snippet }) => snippet.at(-1)?.text)).toEqual([' question 11', ' question 10', ' question 9'])
  })
})

describe('a file from before', () => {
  test('is read piece by piece, the newest first, and is then found in as if it had always been', () => {
    for (let n = 0; n < 20; n += 1) received(`t${n}`, `parking question ${n}`)
    const db = core.db as WritableDB
    const whole = { texts: found('parking', 50), visits: found('crutches') }
    db.exec(`DELETE FROM said_words; DELETE FROM visit_words; INSERT INTO meta (name, value) VALUES ('said.unread', '${lastSeq(db)}')`)
    expect(searchSaid(core.db, 'parking', 50, clock.at)).toEqual({ hits: [], reading: true })
    // Meanwhile something new is said, and a rebuild reads all of it.
    received('new', 'parking question new')
    expect(fillPiece(db, 6)).toBe(true)
    const some = found('parking', 50)
    expect(some.length).toBeGreaterThan(1)
    expect(some.length).toBeLessThan(21)
    expect(some).toEqual(found('parking', 50).slice(0, some.length))
    rebuild(db)
    while (fillPiece(db, 6));
    expect(searchSaid(core.db, 'parking', 50, clock.at).reading).toBe(false)
    expect(found('parking', 50).slice(1)).toEqual(whole.texts)
    expect(found('crutches')).toEqual(whole.visits)
    expect(fillPiece(db, 6)).toBe(false)
  })

  test('is read by itself once it is open', async () => {
    received('t1', 'parking question')
    const db = core.db as WritableDB
    db.exec(`DELETE FROM said_words; INSERT INTO meta (name, value) VALUES ('said.unread', '${lastSeq(db)}')`)
    const filling = startFilling(db)
    await expect.poll(() => texts('parking')).toHaveLength(1)
    filling.stop()
  })
})
