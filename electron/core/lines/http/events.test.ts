import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, SECOND } from '@shared/time.ts'
import { callById, callStateOf } from '../../conversations/calls.ts'
import { textById } from '../../conversations/texts.ts'
import { contactView, conversationView } from '../../conversations/views.ts'
import { optedOutAt } from '../../replies/consent.ts'
import { testClock } from '../../testing/practice.ts'
import { json, openHttpLine, send, type OpenHttpLine } from './testing/http-line.ts'

const at = Date.UTC(2026, 2, 10, 15)
const number = '+15550100177'
const ringing = { type: 'call.ringing', id: '1', call: 'c', from: '(555) 010-0177' }

const open = () => openHttpLine({ now: testClock(at).now })
const stateOf = (line: OpenHttpLine, call = 'c') => {
  const row = callById(line.core.db, `${line.lineId}:call:${call}`)
  return row && callStateOf(row)
}
/** A call as the journal left it, without its own names. */
const rowOf = (line: OpenHttpLine, call: string) => {
  const row = callById(line.core.db, `${line.lineId}:call:${call}`)
  return row && { ...row, id: null }
}

/** Queues a reply that stays in its five seconds to undo, and so is a text of ours. */
async function ourText(line: OpenHttpLine): Promise<string> {
  await line.post({ type: 'call.ringing', id: 'before', call: 'before', from: number })
  return String((await line.call('replies.send', { conversationId: number, body: 'Hello.', templateId: null, language: null })).textId)
}

/** One that has left. */
async function ourSentText(line: OpenHttpLine): Promise<string> {
  const textId = await ourText(line)
  line.core.record([{ kind: 'text.sending', body: { textId, lineId: line.lineId }, at, actor: 'rule:outbox' }])
  return textId
}

describe('events over http', () => {
  it('shows a ringing call with its caller name', async () => {
    const line = await open()
    expect(await line.post({ ...ringing, name: 'RAMIREZ MARIA' })).toMatchObject({ status: 200, body: { ok: true, recorded: 1, known: 0 } })
    expect(conversationView(line.core.db, number, at)).toMatchObject({ ringing: { since: at }, who: { kind: 'new', callerName: 'RAMIREZ MARIA' } })
  })

  it('shows who answered and on which phone', async () => {
    const line = await open()
    await line.call('staff.save', { staffId: null, name: 'Ana Lopez' })
    await line.post([ringing, { type: 'call.answered', id: '2', call: 'c', staff: 'ana', phone: 'Desk 2' }])
    expect(conversationView(line.core.db, number, at)).toMatchObject({ talking: { by: 'Ana Lopez' } })
    await line.post([{ ...ringing, id: '3', call: 'd' }, { type: 'call.answered', id: '4', call: 'd', phone: 'Desk 2' }])
    expect(contactView(line.core.db, `${line.lineId}:call:d`)).toMatchObject({ answeredBy: 'Desk 2' })
  })

  it('closes the loop when an answered call ends', async () => {
    const line = await open()
    await line.post([
      { ...ringing, at },
      { type: 'call.answered', id: '2', call: 'c', at: at + 10 * SECOND },
      { type: 'call.ended', id: '3', call: 'c', at: new Date(at + 70 * SECOND).toISOString() },
    ])
    expect(contactView(line.core.db, `${line.lineId}:call:c`)).toMatchObject({ state: 'ended', ringSeconds: 10, talkSeconds: 60 })
    expect(conversationView(line.core.db, number, at)?.waitingSince).toBeNull()
  })

  it('makes the caller of a missed call wait', async () => {
    const line = await open()
    await line.post([ringing, { type: 'call.missed', id: '2', call: 'c', why: 'Nobody answered.' }])
    expect(conversationView(line.core.db, number, at)).toMatchObject({ waitingSince: at, waitingFor: { missed: 1 } })
    expect(rowOf(line, 'c')).toMatchObject({ why: 'Nobody answered.' })
  })

  it('takes a call that ended without an answer as missed', async () => {
    const line = await open()
    await line.post([ringing, { type: 'call.ended', id: '2', call: 'c' }])
    expect(stateOf(line)).toBe('missed')
  })

  it('keeps a voicemail with its transcript', async () => {
    const line = await open()
    await line.post([ringing, { type: 'call.voicemail', id: '2', call: 'c', seconds: 21.5, transcript: 'Please call me.' }])
    expect(contactView(line.core.db, `${line.lineId}:call:c`)).toMatchObject({ state: 'voicemail', voicemail: { seconds: 21.5, transcript: 'Please call me.' } })
  })

  it('puts a call going out under the number called', async () => {
    const line = await open()
    await line.post({ type: 'call.ringing', id: '1', call: 'c', direction: 'out', from: '+15550100100', to: number })
    expect(contactView(line.core.db, `${line.lineId}:call:c`)).toMatchObject({ conversationId: number, direction: 'out' })
  })

  it.each([[{}], [{ from: null }], [{ from: '' }], [{ from: 'anonymous' }]])('takes a caller with %j as withheld, each call by itself', async (from) => {
    const line = await open()
    await line.post([{ type: 'call.ringing', id: '1', call: 'c', ...from }, { type: 'call.ringing', id: '2', call: 'd', ...from }])
    const conversations = ['c', 'd'].map((call) => callById(line.core.db, `${line.lineId}:call:${call}`)?.conversation_id)
    expect(conversations).toEqual(['c', 'd'].map((call) => `withheld:${line.lineId}:call:${call}`))
  })

  it('takes a text in, emoji and all, and does not mistake it for the call of the same id', async () => {
    const line = await open()
    await line.post([ringing, { type: 'call.missed', id: '2', call: 'c' }, { type: 'text.received', id: '3', text: 'c', from: number, body: 'Mañana a las 3? 👍\nGracias' }])
    expect(conversationView(line.core.db, number, at)).toMatchObject({ waitingFor: { missed: 1, texts: 1 } })
    expect(textById(line.core.db, `${line.lineId}:text:c`)?.body).toBe('Mañana a las 3? 👍\nGracias')
  })

  it.each(['delivered', 'failed', 'sent'] as const)('moves our text to %s', async (state) => {
    const line = await open()
    const textId = await ourSentText(line)
    expect(await line.post({ type: 'text.delivery', id: 'd', text: textId, state, reason: 'Number not in service.' })).toMatchObject({ status: 200 })
    expect(textById(line.core.db, textId)).toMatchObject({ state, failure: state === 'failed' ? 'Number not in service.' : null })
  })

  it('records one event of each type under one id, and both reports of one text', async () => {
    const line = await open()
    const textId = await ourSentText(line)
    const same = { id: '17', call: '17' }
    const reply = await line.post([
      { ...ringing, ...same },
      { type: 'call.answered', ...same },
      { type: 'call.ended', ...same },
      { type: 'text.delivery', id: '17', text: textId, state: 'sent' },
      { type: 'text.delivery', id: '17', text: textId, state: 'delivered' },
    ])
    expect(reply.body).toMatchObject({ recorded: 5, known: 0 })
  })
})

describe('repeated and disordered events', () => {
  it('records an event once, however often and together it comes', async () => {
    const line = await open()
    await line.post(ringing)
    const seq = line.core.lastSeq()
    expect(await line.post(ringing)).toMatchObject({ status: 200, body: { recorded: 0, known: 1 } })
    expect(await line.post([ringing, ringing])).toMatchObject({ status: 200, body: { recorded: 0, known: 2 } })
    expect(line.core.lastSeq()).toBe(seq)
    const text = { type: 'text.received', id: 't', text: 't', from: number, body: 'Hello' }
    expect(await line.post([text, text])).toMatchObject({ status: 200, body: { recorded: 1, known: 1 } })
  })

  it.each<[string, ({ id: string } & Record<string, unknown>)[]]>([
    ['an answered call', [
      { type: 'call.ringing', id: 'r', at, from: number, name: 'RAMIREZ' },
      { type: 'call.answered', id: 'a', at: at + 9000, phone: 'Desk 2' },
      { type: 'call.ended', id: 'e', at: at + 60_000 },
    ]],
    ['a call that one phone missed and another took', [
      { type: 'call.ringing', id: 'r', at, from: number },
      { type: 'call.missed', id: 'm', at: at + 8000, why: 'Busy' },
      { type: 'call.answered', id: 'a', at: at + 9000 },
      { type: 'call.ended', id: 'e', at: at + 60_000 },
    ]],
    ['a voicemail', [
      { type: 'call.ringing', id: 'r', at, from: number },
      { type: 'call.missed', id: 'm', at: at + 20_000 },
      { type: 'call.voicemail', id: 'v', at: at + 40_000, seconds: 12, transcript: 'Call me' },
      { type: 'call.ended', id: 'e', at: at + 41_000 },
    ]],
  ])('gives the same record of %s in every order, with any event twice', async (_name, events) => {
    const line = await open()
    const told = (call: string, order: readonly { id: string }[]) => order.map((event) => ({ ...event, id: `${call}:${event.id}`, call }))
    await line.post(told('right', events))
    const right = rowOf(line, 'right')
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...events), { maxLength: 3 }).chain((twice) => fc.shuffledSubarray([...events, ...twice], { minLength: events.length + twice.length })),
        fc.boolean(),
        async (order, atOnce) => {
          const call = `run-${(run += 1)}`
          const replies = atOnce ? [await line.post(told(call, order))] : []
          if (!atOnce) for (const event of told(call, order)) replies.push(await line.post(event))
          expect(replies.every((reply) => reply.status === 200)).toBe(true)
          expect(replies.reduce((sum, reply) => sum + Number(reply.body.recorded), 0)).toBe(events.length)
          expect(rowOf(line, call)).toEqual(right)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('keeps a number opted out when an older START or YES comes late or again', async () => {
    const line = await open()
    const text = (id: string, body: string, minutes: number) => ({ type: 'text.received', id, text: id, from: number, body, at: at - HOUR + minutes * 60 * SECOND })
    await line.post([text('yes', 'YES', 1), text('stop', 'STOP', 5)])
    await line.post([text('yes', 'YES', 1), text('late', 'START', 3)])
    expect(optedOutAt(line.core.db, number)).not.toBeNull()
    await line.post(text('start', 'START', 7))
    expect(optedOutAt(line.core.db, number)).toBeNull()
    await line.post(text('stop', 'STOP', 5))
    expect(optedOutAt(line.core.db, number)).toBeNull()
  })

  it('cancels no later reply when an old STOP comes again', async () => {
    const line = await open()
    const stop = { type: 'text.received', id: 'stop', text: 'stop', from: number, body: 'STOP' }
    await line.post([stop, { ...stop, id: 'start', text: 'start', body: 'START' }])
    const textId = await ourText(line)
    expect(await line.post(stop)).toMatchObject({ status: 200, body: { recorded: 0, known: 1 } })
    expect(textById(line.core.db, textId)?.state).toBe('queued')
  })
})

describe('events that are wrong', () => {
  const long = (length: number) => 'x'.repeat(length)
  it.each<[string, unknown, string | undefined]>([
    ['no object', 'ringing', undefined],
    ['null', null, undefined],
    ['an empty list', [], undefined],
    ['a list in a list', [[ringing]], '0'],
    ['101 events', Array.from({ length: 101 }, (_, index) => ({ ...ringing, id: String(index) })), undefined],
    ['an unknown type', { ...ringing, type: 'call.rang' }, 'type'],
    ['no type', { id: '1', call: 'c' }, 'type'],
    ['no id', { type: 'call.ended', call: 'c' }, 'id'],
    ['an empty id', { ...ringing, id: '' }, 'id'],
    ['a long id', { ...ringing, id: long(201) }, 'id'],
    ['an id with a line break', { ...ringing, id: 'a\nb' }, 'id'],
    ['a number as an id', { ...ringing, id: 7 }, 'id'],
    ['no call', { type: 'call.ended', id: '1' }, 'call'],
    ['a long call', { ...ringing, call: long(141) }, 'call'],
    ['a misspelt field', { ...ringing, form: '+1555' }, undefined],
    ['a field of another type', { ...ringing, transcript: 'x' }, undefined],
    ['a prototype as a field', JSON.parse('{"type":"call.ended","id":"1","call":"c","__proto__":{"x":1}}'), undefined],
    ['a long number', { ...ringing, from: long(121) }, 'from'],
    ['a wrong direction', { ...ringing, direction: 'inbound' }, 'direction'],
    ['negative seconds', { type: 'call.voicemail', id: '1', call: 'c', seconds: -1 }, 'seconds'],
    ['seconds as text', { type: 'call.voicemail', id: '1', call: 'c', seconds: '9' }, 'seconds'],
    ['a long transcript', { type: 'call.voicemail', id: '1', call: 'c', transcript: long(5001) }, 'transcript'],
    ['a text without a body', { type: 'text.received', id: '1', text: 't', from: number }, 'body'],
    ['a long text', { type: 'text.received', id: '1', text: 't', from: number, body: long(5001) }, 'body'],
    ['a delivery of no text', { type: 'text.delivery', id: '1', state: 'sent' }, 'text'],
    ['a wrong delivery state', { type: 'text.delivery', id: '1', text: 't', state: 'queued' }, 'state'],
    ['a time without a zone', { ...ringing, at: '2026-03-10T15:00:00' }, 'at'],
    ['a time in words', { ...ringing, at: 'yesterday' }, 'at'],
    ['seconds since 1970', { ...ringing, at: Math.floor(at / 1000) }, 'at'],
    ['a time two days ahead', { ...ringing, at: at + 2 * DAY }, 'at'],
    ['a bad event among good ones', [ringing, { type: 'call.missed', id: '2' }], '1.call'],
    ['a time ahead among good ones', [ringing, { ...ringing, id: '2', at: at + 2 * DAY }], '1.at'],
  ])('refuses %s and records nothing', async (_name, body, where) => {
    const line = await open()
    const seq = line.core.lastSeq()
    const reply = await line.post(body)
    expect(reply).toMatchObject({ status: 422, body: { error: 'invalid' } })
    expect(reply.body.message).toMatch(/^[A-Z].*\.$/)
    expect(reply.body.at).toBe(where)
    expect(line.core.lastSeq()).toBe(seq)
  })

  it.each([['{"type":'], ['{"type":"call.ringing",}'], ['']])('refuses %j, which is no JSON', async (body) => {
    const line = await open()
    const seq = line.core.lastSeq()
    expect(await send(line.address(), '/v1/events', { headers: { ...line.bearer, ...json }, body })).toMatchObject({ status: 400, body: { error: 'badJson' } })
    expect(line.core.lastSeq()).toBe(seq)
  })

  it('refuses a delivery report about a text that is not ours, with everything sent along', async () => {
    const line = await open()
    await line.post({ type: 'text.received', id: 't', text: 't', from: number, body: 'Hello' })
    const seq = line.core.lastSeq()
    for (const text of ['unknown', `${line.lineId}:text:t`]) {
      expect(await line.post([ringing, { type: 'text.delivery', id: 'd', text, state: 'delivered' }])).toMatchObject({ status: 404, body: { error: 'unknownText', at: '1' } })
    }
    expect(line.core.lastSeq()).toBe(seq)
  })

  it('accepts the longest ids of a withheld caller', async () => {
    const line = await open()
    expect(await line.post({ type: 'call.ringing', id: long(200), call: long(140) })).toMatchObject({ status: 200 })
    expect(await line.post({ type: 'text.received', id: long(200), text: long(140), body: 'HELP' })).toMatchObject({ status: 200 })
  })
})
