import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { AutomaticSettings, ContactView, PracticeView } from '@shared/contract/views.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { thread } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { newPractice } from '../practice/queries.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+13125550177'
/** Tuesday, 10:00 in Chicago, where the practice is. */
const OPEN = Date.UTC(2026, 2, 10, 15, 0)
const NIGHT = Date.UTC(2026, 2, 11, 3, 0)
const clock = testClock()
let core: Core
let close: () => Promise<void>
let reopen: () => Promise<void>
let desk: Desk

const on: AutomaticSettings = { ...newPractice.automatic, textBack: { ...newPractice.automatic.textBack, enabled: true }, voicemail: { enabled: true }, afterHours: { enabled: true } }
const practice: Partial<PracticeView> = { name: 'Elm Street Dental', phone: '(555) 010-0100', timeZone: 'America/Chicago', automatic: on }

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  clock.at = OPEN
  const opened = await temporaryPractice({ now: clock.now })
  const goOn = (it: Awaited<ReturnType<typeof temporaryPractice>>): void => {
    core = it.core
    close = it.close
    desk = deskAt(core)
    core.lines.forText = () => ({ lineId: 'main', sendText: async () => ({ outcome: 'sent', providerId: null }) })
  }
  goOn(opened)
  reopen = async () => {
    await close()
    goOn(await temporaryPractice({ folder: opened.folder, key: opened.key, now: clock.now }))
  }
  await desk.done('practice.change', practice)
})

/** The clock and the timers go on together, in steps: a timer that is due must not find a later time. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= MINUTE / 2) {
    const step = Math.min(left, MINUTE / 2)
    clock.at += step
    await vi.advanceTimersByTimeAsync(step)
  }
}

let calls = 0
function ring(number = NUMBER): string {
  const callId = `c${(calls += 1)}`
  desk.tell({ type: 'ringing', at: clock.at, callId, direction: 'in', number })
  return callId
}
async function miss(number = NUMBER): Promise<string> {
  const callId = ring(number)
  await pass(20 * SECOND)
  desk.tell({ type: 'missed', at: clock.at, callId })
  return callId
}
const contacts = (number = NUMBER): ContactView[] => thread(core.db, number, undefined, 1000).contacts
const sent = (number = NUMBER): Extract<ContactView, { type: 'text' }>[] => contacts(number).flatMap((it) => (it.type === 'text' && it.automatic ? [it] : []))
const textBacks = (number = NUMBER): unknown[] => contacts(number).flatMap((it) => (it.type === 'call' ? [it.textBack && (it.textBack.sent ? 'sent' : it.textBack.why)] : []))
const settings = (change: Partial<AutomaticSettings['textBack']>): Promise<unknown> => desk.done('practice.change', { automatic: { ...on, textBack: { ...on.textBack, ...change } } })
const person = (language: string, number = NUMBER): Promise<{ patientId: string }> => desk.done('people.create', { conversationId: null, fields: { givenName: 'Rosa', language, phones: [{ number, label: 'mobile' }] } })

describe('a missed caller', () => {
  test('is texted after the delay, once, and still waits; the thread says that it was automatic and why', async () => {
    await miss()
    expect(sent()).toEqual([])
    await pass(59 * SECOND)
    expect(sent()).toEqual([])
    await pass(2 * SECOND)
    expect(sent()).toMatchObject([{ automatic: true, by: 'Rapport', body: expect.stringMatching(/^Sorry we missed your call\. This is Elm Street Dental\./) }])
    expect(textBacks()).toEqual(['sent'])
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { missed: 1 }, textedBack: true })
    await pass(DAY)
    expect(sent()).toHaveLength(1)
  })

  test.each([
    ['open', OPEN, /^Sorry we missed your call/],
    ['closed', NIGHT, /closed now.*We open Wednesday, March 11 at 8:00 AM/],
  ])('gets the words for %s doors', async (_when, at, words) => {
    clock.at = at
    await miss()
    await pass(MINUTE)
    expect(sent()[0]?.body).toMatch(words)
  })

  test('gets those for lunch and for a holiday, by the practice’s clock', async () => {
    const day = [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }]
    await desk.done('practice.change', { hours: { ...newPractice.hours, tue: day }, holidays: [{ date: '2026-03-11', name: 'Founders’ Day' }] })
    clock.at = OPEN + 2 * HOUR + 10 * MINUTE
    await miss()
    await pass(MINUTE)
    expect(sent()[0]?.body).toMatch(/at lunch.*back Tuesday, March 10 at 1:00 PM/)
    clock.at = OPEN + DAY
    await miss('+13125550188')
    await pass(MINUTE)
    expect(sent('+13125550188')[0]?.body).toMatch(/holiday.*We open Thursday, March 12/)
  })

  test('is written to in their language, or in the practice’s where theirs has no words', async () => {
    await person('es')
    await person('vi', '+13125550188')
    clock.at = NIGHT
    await miss()
    await miss('+13125550188')
    await pass(MINUTE)
    expect(sent()[0]?.body).toMatch(/^Le escribe Elm Street Dental\. Ya cerramos/)
    expect(sent('+13125550188')[0]?.body).toMatch(/^This is Elm Street Dental\. We are closed/)
  })

  test('who rings again is left to that call, and the first says so at once', async () => {
    await miss()
    await pass(10 * SECOND)
    const second = ring()
    expect(textBacks()).toEqual(['calledAgain', null])
    await pass(5 * SECOND)
    desk.tell({ type: 'answered', at: clock.at, callId: second })
    await pass(HOUR)
    expect(sent()).toEqual([])
    expect(textBacks()).toEqual(['calledAgain', null])
  })

  test.each([
    ['whom we called back', async () => void (await desk.done('conversations.noteCall', { conversationId: NUMBER, reached: true })), 'answered'],
    ['to whom a person wrote', async () => void (await desk.done('replies.send', { conversationId: NUMBER, body: 'Call us', templateId: null, language: null })), 'answered'],
    ['who was settled', async () => void (await desk.done('conversations.resolve', { conversationId: NUMBER, reason: 'Spam' })), 'answered'],
    ['who said STOP meanwhile', async () => desk.tell({ type: 'text', at: clock.at, textId: 's', number: NUMBER, body: 'STOP' }), 'optedOut'],
    ['who is blocked', async () => void (await desk.done('numbers.mark', { number: NUMBER, mark: { kind: 'blocked', name: '' } })), 'blocked'],
    ['who is one of ours', async () => void (await desk.done('numbers.mark', { number: NUMBER, mark: { kind: 'internal', name: '' } })), 'internal'],
  ])('%s gets none', async (_who, happens, why) => {
    await miss()
    await pass(10 * SECOND)
    await happens()
    await pass(5 * MINUTE)
    expect(sent().filter(({ body }) => !body.includes('no more texts'))).toEqual([])
    expect(textBacks()[0]).toBe(why)
  })

  test('gets none twice in a day, nor in the middle of an exchange of texts', async () => {
    await miss()
    await pass(MINUTE)
    await pass(23 * HOUR)
    await miss()
    await pass(MINUTE)
    expect(textBacks()).toEqual(['sent', 'recent'])
    await pass(2 * HOUR)
    desk.tell({ type: 'text', at: clock.at, textId: 'q', number: NUMBER, body: 'Can I come on Friday?' })
    await pass(3 * HOUR)
    await miss()
    await pass(MINUTE)
    expect(textBacks().at(-1)).toBe('texting')
  })

  test('gets none on a line or at an hour that is left out, nor without a number', async () => {
    await settings({ linesOff: ['main'] })
    await miss()
    await pass(MINUTE)
    await settings({ when: 'closed' })
    await miss()
    await pass(MINUTE)
    await settings({ when: 'open' })
    clock.at = NIGHT
    await miss()
    await pass(MINUTE)
    expect(textBacks()).toEqual(['lineOff', 'otherHours', 'otherHours'])
    await settings({})
    const withheld = await miss('anonymous')
    await pass(MINUTE)
    expect(textBacks(`withheld:main:${withheld}`)).toEqual(['cannotText'])
  })

  test('is promised a call only inside the opening hours, at a time the desk set, and the promise is kept in sight', async () => {
    await settings({ promiseMinutes: 30 })
    await miss()
    await pass(MINUTE)
    expect(sent()[0]?.body).toContain('We will call you back by 10:35 AM.')
    expect(desk.conversation(NUMBER).promise).toMatchObject({ dueAt: OPEN + 35 * MINUTE, by: 'Rapport' })
    clock.at = OPEN + 6 * HOUR + 45 * MINUTE
    await miss('+13125550188')
    await pass(MINUTE)
    expect(sent('+13125550188')[0]?.body).not.toContain('call you back')
    expect(desk.conversation('+13125550188').promise).toBeNull()
  })

  test('is answered at night too: the call was made just now', async () => {
    clock.at = NIGHT
    await miss()
    await pass(MINUTE)
    expect(textBacks()).toEqual(['sent'])
  })

  test('told of too late, or while Rapport was closed, gets none and the call says why', async () => {
    await pass(2 * HOUR)
    desk.tell({ type: 'ringing', at: clock.at - HOUR, callId: 'old', direction: 'in', number: NUMBER })
    desk.tell({ type: 'missed', at: clock.at - HOUR, callId: 'old' })
    await pass(SECOND)
    expect(textBacks()).toEqual(['tooLate'])
    await miss('+13125550188')
    clock.at += 20 * MINUTE
    await reopen()
    await pass(SECOND)
    expect(textBacks('+13125550188')).toEqual(['tooLate'])
  })

  test('is still answered after a crash within the delay, once', async () => {
    await miss()
    await pass(10 * SECOND)
    await reopen()
    await pass(MINUTE)
    await reopen()
    await pass(MINUTE)
    expect(sent()).toHaveLength(1)
  })

  test('answers, and that text waits in the same conversation', async () => {
    await miss()
    await pass(MINUTE)
    desk.tell({ type: 'text', at: clock.at, textId: 'a', number: NUMBER, body: 'I need a new time' })
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { missed: 1, texts: 1 } })
  })
})

test('whoever left a voicemail is told that it was heard of, in place of the text-back', async () => {
  const callId = await miss()
  await pass(30 * SECOND)
  desk.tell({ type: 'voicemail', at: clock.at, callId, seconds: 20, transcript: null })
  await pass(2 * MINUTE)
  expect(sent()).toMatchObject([{ body: expect.stringContaining('We got your voicemail') }])
})

test('whoever called long before it was switched on is none of its business, also after a restart', async () => {
  await desk.done('practice.change', { automatic: newPractice.automatic })
  await miss()
  await pass(HOUR)
  await desk.done('practice.change', { automatic: on })
  await pass(5 * MINUTE)
  await reopen()
  await pass(5 * MINUTE)
  expect(textBacks()).toEqual([null])
})

test('with everything switched off nothing is sent, and nothing written down', async () => {
  await desk.done('practice.change', { automatic: newPractice.automatic })
  await miss()
  desk.tell({ type: 'text', at: clock.at, textId: 'q', number: NUMBER, body: 'Hello?' })
  await pass(DAY)
  expect(sent()).toEqual([])
  expect(textBacks()).toEqual([null])
})

describe('a text after hours', () => {
  const EVENING = OPEN + 8 * HOUR
  const write = (body: string, textId: string): void => desk.tell({ type: 'text', at: clock.at, textId, number: NUMBER, body })

  test('is answered once per closing, and waits in the morning', async () => {
    clock.at = EVENING
    write('Can I come on Friday?', 'a')
    await pass(SECOND)
    write('Or Thursday?', 'b')
    await pass(SECOND)
    expect(sent()).toMatchObject([{ body: expect.stringMatching(/^This is Elm Street Dental\. We got your text and are closed now/) }])
    expect(desk.conversation(NUMBER)).toMatchObject({ waitingFor: { texts: 2 } })
    clock.at = EVENING + DAY
    write('Hello again', 'c')
    await pass(SECOND)
    expect(sent()).toHaveLength(2)
  })

  test('while open, a thanks, and a request to stop are not', async () => {
    write('Can I come?', 'a')
    await pass(SECOND)
    clock.at = EVENING
    write('Thank you!', 'b')
    write('please stop texting me', 'c')
    await pass(SECOND)
    expect(sent()).toEqual([])
  })

  test('in the quiet hours of their own area waits for the morning, and is let go once the doors are open', async () => {
    // 19:30 in Chicago is 20:30 in New York.
    clock.at = OPEN + 9.5 * HOUR
    desk.tell({ type: 'text', at: clock.at, textId: 'ny', number: '+12125550177', body: 'Are you open?' })
    write('And for me?', 'chi')
    await pass(SECOND)
    expect(sent('+12125550177')).toEqual([])
    expect(sent()).toHaveLength(1)
    await pass(DAY - HOUR)
    expect(sent('+12125550177')).toEqual([])
  })

  test('over a weekend, it is answered when the quiet hours end', async () => {
    // Saturday, 6:00 in Chicago.
    clock.at = Date.UTC(2026, 2, 14, 11, 0)
    write('Are you open?', 'w')
    await pass(2 * HOUR)
    expect(sent()).toEqual([])
    await pass(HOUR + MINUTE)
    expect(sent()).toHaveLength(1)
  })
})

describe('the preview of last week', () => {
  test('names exactly what was sent and why the rest was not, when the same settings were at work', async () => {
    await miss()
    await pass(2 * HOUR)
    await miss()
    await pass(2 * HOUR)
    clock.at = NIGHT
    await miss('+13125550188')
    await pass(MINUTE)
    desk.tell({ type: 'text', at: clock.at, textId: 'q', number: '+13125550199', body: 'Hello?' })
    await pass(20 * HOUR)
    const preview = await desk.done('automatic.preview', { automatic: on, holidays: [] })
    expect(preview).toMatchObject({ calls: 3, texts: 1, sent: 2 })
    const lived = ['+13125550188', NUMBER].flatMap((number) => contacts(number).flatMap((it) => (it.type === 'call' ? [it.textBack?.sent ? 'sent' : it.textBack?.why] : [])))
    const shown = preview.items.filter(({ type }) => type === 'call').map(({ body, why }) => (body === null ? why : 'sent'))
    expect(new Set(shown)).toEqual(new Set(lived))
    expect(shown).toHaveLength(lived.length)
  })

  test('writes nothing and sends nothing', async () => {
    await desk.done('practice.change', { automatic: newPractice.automatic })
    await miss()
    await pass(HOUR)
    const seq = core.lastSeq()
    const preview = await desk.done('automatic.preview', { automatic: on, holidays: [] })
    expect(preview).toMatchObject({ calls: 1, sent: 1, items: [{ occasion: 'open', body: expect.stringContaining('Elm Street Dental') }] })
    expect(core.lastSeq()).toBe(seq)
  })
})

test.each([
  ['Hi {first name}, this is {practice}', 'may not stand'],
  ['We saw your call', 'Say who writes'],
  ['{practice}: {if next opening}soon', 'not closed'],
])('words that an automatic text may not say are refused: %s', async (text, says) => {
  const reply = await desk.ask('practice.change', { automatic: { ...on, words: { ...on.words, open: { en: text } } } })
  expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining(says) } })
})
