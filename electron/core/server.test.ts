import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import fc from 'fast-check'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { contract, type Argument, type CallName, type ToWindow } from '@shared/contract/index.ts'
import { ERROR_CODES, type Result } from '@shared/contract/result.ts'
import type { Core } from './core.ts'
import { keepBytes } from './conversations/media.ts'
import type { WritableDB } from './journal/database.ts'
import { newPractice } from './practice/queries.ts'
import { createServer, type Server } from './server.ts'
import { deskAt, sessionOf } from './testing/desk-calls.ts'
import { temporaryPractice, testClock } from './testing/practice.ts'
import { everyKindOfEvent, HOME, NEW_NUMBER, ROSA } from './testing/story.ts'

const SECRET = 'Quillfeather 0417'
const clock = testClock()
let core: Core
let server: Server
let logged: string[]

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  core.record(everyKindOfEvent(clock.at))
  keepBytes(core.db as WritableDB, 'm1', Buffer.from('picture'))
  clock.at += 60 * 60_000
  core.lines.mediaLimit = () => 1_000_000
  server = createServer(() => sessionOf(core))
  logged = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
  onTestFinished(() => spy.mockRestore())
})

const names = Object.keys(contract) as CallName[]
const mapping = { columns: { givenName: 0, familyName: 1 }, dateOrder: 'mdy', hasHeader: true } as const

/** One sensible argument for each call; the type asks for one when a call is added. */
const sensible: { [N in CallName]: Argument<N> } = {
  'app.state': {},
  'app.open': { which: 'demo' },
  'app.backUp': {},
  'desk.snapshot': {},
  'desk.changes': { since: 3 },
  'desk.saveDraft': { conversationId: ROSA, body: 'Dear', templateId: null, language: null },
  'walk.take': { keys: ['a'] },
  'desk.iAm': { staffId: 'ana' },
  'desk.hide': { by: 'hand' },
  'desk.reveal': { hiddenBy: 'hand' },
  'conversations.open': { conversationId: ROSA },
  'conversations.thread': { conversationId: NEW_NUMBER },
  'conversations.ofPerson': { patientId: 'rosa' },
  'conversations.resolve': { conversationId: ROSA, reason: 'Booked' },
  'conversations.reopen': { conversationId: HOME, contactId: 'r3' },
  'conversations.snooze': { conversationId: ROSA, until: clock.at + 1e9 },
  'conversations.unsnooze': { conversationId: ROSA },
  'conversations.assign': { conversationId: ROSA, staffId: 'ana' },
  'conversations.note': { conversationId: ROSA, body: 'Prefers mornings', handOffTo: null },
  'conversations.identify': { conversationId: HOME, patientId: 'felix' },
  'conversations.verify': { conversationId: HOME, patientId: 'felix', how: 'birthDate' },
  'conversations.unverify': { conversationId: ROSA },
  'visits.askAfter': { visitId: 'v1', matter: { en: 'knee', es: '' } },
  'conversations.call': { conversationId: ROSA },
  'conversations.noteCall': { conversationId: ROSA, reached: true },
  'people.addNumber': { patientId: 'rosa', conversationId: NEW_NUMBER, label: 'mobile' },
  'people.removeNumber': { patientId: 'rosa', number: NEW_NUMBER },
  'people.mergePreview': { a: 'rosa', b: 'twin' },
  'people.merge': { from: 'twin', into: 'rosa', taken: ['birthDate'] },
  'people.unmerge': { from: 'twice' },
  'people.duplicates': {},
  'people.tellApart': { a: 'rosa', b: 'felix', apart: true },
  'numbers.mark': { number: '+15550100177', mark: null },
  'calls.check': { callId: 'c6', line: 'Number right', checked: true },
  'conversations.optOut': { conversationId: NEW_NUMBER, how: 'on the phone' },
  'replies.send': { conversationId: ROSA, body: 'See you at 3:00', templateId: 'late', language: 'en' },
  'replies.undo': { textId: 'o6' },
  'replies.retry': { textId: 'o3' },
  'templates.save': { templateId: null, name: 'Hours', texts: { en: 'We open at 8.' }, purpose: 'other', fixedKey: null },
  'templates.addSet': { templates: [{ name: 'Parking', texts: { en: 'Park behind the house.' }, purpose: 'directions', fixedKey: 2 }] },
  'templates.versions': { templateId: 'late' },
  'replies.attach': { conversationId: ROSA, fileName: 'steps.pdf', contentType: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') },
  'replies.mediaLimit': { conversationId: ROSA },
  'desk.writing': { conversationId: ROSA },
  'automatic.preview': { automatic: newPractice.automatic, holidays: [] },
  'practice.openings': {},
  'practice.lastClosing': {},
  'day.note': { body: 'Devon will call about his form.' },
  'day.read': {},
  'data.export': { what: 'daySheet', as: 'csv', withNames: true, from: '2026-03-10', to: '2026-03-10', patientId: null },
  'consent.ofPerson': { patientId: 'rosa' },
  'consent.give': { conversationId: ROSA, basis: 'form', wording: 'You may text me.' },
  'conversations.noteSeen': { conversationId: NEW_NUMBER },
  'promises.make': { conversationId: ROSA, dueAt: clock.at + 1e9 },
  'promises.release': { conversationId: HOME, promiseId: 'pm1' },
  'templates.remove': { templateId: 'late' },
  'templates.order': { templateIds: ['forms', 'late'] },
  'people.search': { words: 'rosa', limit: 20, offset: 0 },
  'said.search': { words: 'friday', limit: 5 },
  'insights.of': { from: clock.at - 86_400_000, to: clock.at },
  'insights.listOf': { from: clock.at - 86_400_000, to: clock.at, figure: 'callsIn', limit: 50 },
  'history.page': { filter: {}, after: null },
  'journal.page': { filter: {}, after: null },
  'people.card': { patientId: 'rosa' },
  'people.history': { patientId: 'rosa' },
  'people.create': { fields: { givenName: 'New', phones: [{ number: '555 010 0123', label: 'home' }] }, conversationId: NEW_NUMBER },
  'preferences.note': { patientId: 'rosa', kind: 'hearing', text: 'Speak slowly' },
  'preferences.remove': { preferenceId: 'pr1', patientId: 'rosa' },
  'followUpRules.save': { ruleId: null, rule: { enabled: true, visitType: 'check', clinician: '', days: 2, recall: false, what: 'Ask how it went', templateId: null } },
  'followUpRules.remove': { ruleId: 'ru1' },
  'followUpRules.preview': { visitType: 'check', clinician: '' },
  'followUps.plan': { followUpId: null, patientId: 'rosa', due: '2026-05-01', what: 'Ask how it went', templateId: null },
  'followUps.done': { followUpId: 'f1', how: 'called' },
  'followUps.reopen': { followUpId: 'f1', patientId: 'rosa' },
  'visits.prepare': { visitId: 'v1', note: 'Bring the films' },
  'followUps.remove': { followUpId: 'f2' },
  'people.settle': { patientId: 'rosa', field: 'language', theirs: 'es', take: 'theirs' },
  'people.change': { patientId: 'rosa', changes: { preferredName: 'Rosita', phones: [] } },
  'imports.stage': { files: [{ fileName: 'people.csv', bytes: new TextEncoder().encode('Given,Family\nAnn,Lee\n') }] },
  'imports.plan': { stageId: 'none', mapping },
  'imports.problems': { stageId: 'none', mapping },
  'imports.apply': { stageId: 'none', mapping },
  'imports.cancel': { importId: 'none' },
  'imports.undo': { importId: 'none' },
  'imports.feed': { readId: 'r', fileName: 'Patient.ndjson', bytes: new Uint8Array([10]), last: true },
  'imports.fed': { readId: 'none', name: 'Patient.ndjson' },
  'imports.readServer': { readId: 'r', address: 'http://fhir.test', token: '' },
  'imports.stopReading': { readId: 'none' },
  'practice.change': { name: 'Oak Street', timeZone: 'America/Denver', country: 'US' },
  'staff.save': { staffId: null, name: 'Cem Örs' },
  'staff.remove': { staffId: 'ana' },
  'lines.save': { lineId: null, kind: 'http', name: 'Second', enabled: false, settings: {} },
  'lines.newToken': { lineId: 'main' },
  'lines.test': { lineId: 'main' },
  'lines.sendTest': { lineId: 'main', number: '555 010 0123' },
  'lines.gapsSeen': { gapIds: ['gap'] },
  'texts.media': { mediaId: 'm1' },
  'records.save': { source: 'hl7', enabled: false, port: 2575, address: '127.0.0.1' },
  'records.test': { source: 'hl7' },
}

/** A value of the contract's shape, its failures included; anything else is a defect of the server. */
async function answerTo(name: string, argument: unknown): Promise<Result<unknown>> {
  const reply = await server.call(name, argument, 1)
  expect(reply.ok || (ERROR_CODES.includes(reply.error.code) && reply.error.message.length > 0)).toBe(true)
  return reply
}

describe('every call of the contract', () => {
  test.each(names)('%s answers with what the contract promises, and never with a failure of its own', async (name) => {
    const reply = await answerTo(name, sensible[name])
    const problems = reply.ok ? contract[name].value.safeParse(reply.value).error : undefined
    expect({ name, problems, internal: !reply.ok && reply.error.code === 'internal' }).toEqual({ name, problems: undefined, internal: false })
    expect(reply.ok).toBe(!/^imports\.(?!stage|feed|stopReading)/.test(name))
  })

  test('is refused when no file is open, but for the state and the opening', async () => {
    server = createServer(() => sessionOf(null))
    for (const name of names) {
      const reply = await answerTo(name, sensible[name])
      expect({ name, code: reply.ok ? null : reply.error.code }).toEqual({ name, code: name === 'app.state' || name === 'app.open' ? null : 'notOpen' })
    }
  })

  test.each(['', 'desk', 'desk.snapshot ', 'desk.drop', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])('and no other: %j is refused', async (name) => {
    expect(await answerTo(name, {})).toMatchObject({ ok: false, error: { code: 'unknownCall' } })
  })
})

describe('an argument that is not what the contract asks for', () => {
  const junk = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true }), fc.constant(SECRET), fc.constant({ [SECRET]: SECRET }), fc.constant([SECRET]))

  test.each(names)('for %s is refused, changes nothing and is not repeated in the answer or the log', async (name) => {
    const valid = sensible[name] as Record<string, unknown>
    const fields = Object.keys(valid)
    const near = fields.length === 0 ? junk : fc.tuple(fc.constantFrom(...fields), junk).map(([field, value]) => ({ ...valid, [field]: value }))
    const more = fc.constant({ ...valid, [SECRET]: SECRET })
    const seq = core.lastSeq()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(junk, near, more).filter((argument) => !contract[name].argument.safeParse(argument).success),
        async (argument) => {
          const reply = await answerTo(name, argument)
          expect(reply).toMatchObject({ ok: false, error: { code: 'badArgument' } })
          expect(JSON.stringify(reply)).not.toContain(SECRET)
        },
      ),
      { numRuns: 40 },
    )
    expect(core.lastSeq()).toBe(seq)
    expect(logged.join('')).not.toContain(SECRET)
  })

  test('deep in a record with keys of its own is not logged by that key', async () => {
    await answerTo('templates.save', { templateId: null, name: 'x', texts: { [SECRET]: 'Hi' }, purpose: 'other', fixedKey: null })
    expect(logged.join('')).toContain('templates.save at=texts')
    expect(logged.join('')).not.toContain(SECRET)
  })
})

describe('an argument of the right shape with strange words in it', () => {
  const strange = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('ŉΐ ΰﬀ', "'; DROP TABLE journal; --", '\u0000', ' ', '{name}', '+15550100177', 'felix', '"*" OR NEAR('))

  const withStrings = (value: unknown, next: () => string): unknown => {
    if (typeof value === 'string') return next()
    if (Array.isArray(value)) return value.map((one) => withStrings(one, next))
    if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, withStrings(one, next)]))
  }

  test.each(names.filter((name) => name !== 'app.open' && name !== 'app.backUp'))('for %s is taken or refused with a reason, never a failure of the core', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(strange), fc.infiniteStream(fc.boolean()), async (words, keeps) => {
        const kept = sensible[name]
        const argument = withStrings(kept, () => words.next().value as string)
        const mixed = Object.fromEntries(Object.entries(argument as object).map(([field, value]) => [field, keeps.next().value ? (kept as Record<string, unknown>)[field] : value]))
        const reply = await answerTo(name, mixed)
        expect({ argument: mixed, code: reply.ok ? null : reply.error.code }).not.toMatchObject({ code: 'internal' })
      }),
      { numRuns: 30 },
    )
  })
})

describe('a failure inside', () => {
  test('is told without what it was about, in the answer and in the log', async () => {
    core.record = () => {
      throw new Error(`UNIQUE constraint failed for ${SECRET}`)
    }
    const reply = await answerTo('conversations.note', { conversationId: ROSA, body: SECRET, handOffTo: null })
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain(SECRET)
    expect(logged.join('')).toContain('call.failed name=conversations.note')
    expect(logged.join('')).not.toContain(SECRET)
  })

  test.each([['SQLITE_FULL', 'diskFull'], ['SQLITE_READONLY', 'readOnly'], ['SQLITE_CORRUPT', 'damaged'], ['SQLITE_BUSY', 'locked']])('of the disk, %s, is told as %s', async (code, told) => {
    core.record = () => {
      throw Object.assign(new Error('x'), { code })
    }
    expect(await answerTo('conversations.note', sensible['conversations.note'])).toMatchObject({ ok: false, error: { code: told } })
  })
})

describe('a window', () => {
  /** Electron's port as the core knows it, made of one end of a real channel. */
  function attach(window: number): { port: MessagePort; next: () => Promise<ToWindow> } {
    const { port1: ours, port2: port } = new MessageChannel()
    onTestFinished(() => port.close())
    server.attach(
      {
        postMessage: (message) => ours.postMessage(message),
        on: (event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) =>
          event === 'message' ? ours.on('message', (data) => listener({ data })) : ours.on('close', () => (listener as () => void)()),
        start: () => ours.start(),
      },
      window,
    )
    const waiting: ToWindow[] = []
    port.on('message', (message: ToWindow) => waiting.push(message))
    return {
      port,
      async next() {
        for (;;) {
          const message = waiting.shift()
          if (message) return message
          await once(port, 'message')
        }
      },
    }
  }

  test('gets the answer to each of its calls under the number it gave', async () => {
    const { port, next } = attach(1)
    port.postMessage({ call: 7, name: 'people.card', argument: { patientId: 'rosa' } })
    port.postMessage({ call: 8, name: 'people.card', argument: { patientId: 'nobody' } })
    port.postMessage({ call: 9, name: 'nothing', argument: null })
    const replies = [await next(), await next(), await next()]
    expect(replies.find((it) => 'call' in it && it.call === 7)).toMatchObject({ reply: { ok: true, value: { fullName: 'Rosa “Rosie” Núñez' } } })
    expect(replies.find((it) => 'call' in it && it.call === 8)).toMatchObject({ reply: { ok: false, error: { code: 'notFound' } } })
    expect(replies.find((it) => 'call' in it && it.call === 9)).toMatchObject({ reply: { ok: false, error: { code: 'unknownCall' } } })
  })

  test('gets what it reads before it hears of anything later, so that old rows never replace new ones', () => {
    const posts: ToWindow[] = []
    const listeners: ((event: { data: unknown }) => void)[] = []
    const on = (event: 'message' | 'close', listener: unknown): unknown => event === 'message' && listeners.push(listener as (event: { data: unknown }) => void)
    server.attach({ postMessage: (message) => posts.push(message as ToWindow), on, start: () => undefined }, 1)
    // Both were there when the core looked, and nothing waits between them.
    for (const data of [{ call: 1, name: 'conversations.thread', argument: { conversationId: ROSA } }, { call: 2, name: 'conversations.note', argument: sensible['conversations.note'] }]) listeners[0]?.({ data })
    server.announce('importProgress', { importId: 'i', done: 1, total: 2 })
    expect(posts.map((post) => ('call' in post ? post.call : post.announce))).toEqual([1, 2, 'importProgress'])
  })

  test('that sends what is no call gets no answer and does no harm', async () => {
    const { port, next } = attach(1)
    for (const message of [null, 1, 'x', [], {}, { call: 'x', name: 'app.state' }, { call: 1 }, { name: 'app.state' }]) port.postMessage(message)
    port.postMessage({ call: 2, name: 'app.state', argument: {} })
    expect(await next()).toMatchObject({ call: 2, reply: { ok: true } })
  })

  test('hears what happens, as every other does, until it is closed', async () => {
    const [one, other] = [attach(1), attach(2)]
    const heard = { announce: 'importProgress', body: { importId: 'i', done: 1, total: 2 } } as const
    server.announce(heard.announce, heard.body)
    expect([await one.next(), await other.next()]).toEqual([heard, heard])

    const { port1: ours, port2 } = new MessageChannel()
    const posts: unknown[] = []
    server.attach({ postMessage: (message) => posts.push(message), on: (event, listener) => ours.on(event, listener as () => void), start: () => ours.start() }, 3)
    port2.close()
    await once(ours, 'close')
    server.announce(heard.announce, heard.body)
    expect(await other.next()).toEqual(heard)
    expect(posts).toEqual([])
  })

  test('whose port broke keeps no other from hearing', async () => {
    const broken = { postMessage: () => { throw new Error('port broke') }, on: () => undefined, start: () => undefined }
    server.attach(broken, 1)
    const { next } = attach(2)
    server.announce('importProgress', { importId: 'i', done: 1, total: 2 })
    expect(await next()).toMatchObject({ announce: 'importProgress' })
  })
})

test('what the desk does is recorded under the name of who sits there', async () => {
  const desk = deskAt(core)
  const { staffId } = await desk.done('staff.save', { staffId: null, name: 'Dee Park' })
  await desk.done('desk.iAm', { staffId })
  await desk.done('conversations.note', { conversationId: ROSA, body: 'Hi', handOffTo: null })
  const { contacts } = await desk.done('conversations.thread', { conversationId: ROSA })
  expect(contacts.at(-1)).toMatchObject({ type: 'note', by: 'Dee Park' })
})
