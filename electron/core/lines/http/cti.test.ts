import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callById, callStateOf } from '../../conversations/calls.ts'
import { contactView, conversationView } from '../../conversations/views.ts'
import { testClock } from '../../testing/practice.ts'
import { form, openHttpLine, send, type OpenHttpLine } from './testing/http-line.ts'

const at = Date.UTC(2026, 2, 10, 15)
const number = '+15550100177'
const both = { from: '15550100177', to: '15550100100', callId: 'x', direction: 'in' }
const newCall = { event: 'newCall', ...both }
const answer = { event: 'answer', ...both, user: 'Ana Lopez', answeringNumber: '21' }
const hangup = { event: 'hangup', ...both, cause: 'normalClearing' }

const open = () => openHttpLine({ now: testClock(at).now })
const rowOf = (line: OpenHttpLine, call = 'x') => callById(line.core.db, `${line.lineId}:call:${call}`)
const stateOf = (line: OpenHttpLine, call = 'x') => {
  const row = rowOf(line, call)
  return row && callStateOf(row)
}

describe('a CTI push', () => {
  it('takes the form of Zammad’s documentation, with the token in the address', async () => {
    const line = await open()
    const body = 'event=newCall&from=493055571600&to=491711234567890&direction=in&callId=123456&user[]=Alice&user[]=Bob'
    expect(await send(line.address(), `/v1/cti/${line.token}`, { headers: form, body })).toMatchObject({ status: 200, body: { ok: true, recorded: 1, known: 0 } })
    expect(rowOf(line, '123456')).toMatchObject({ conversation_id: '+493055571600', direction: 'in' })
  })

  it('takes the token in a header too', async () => {
    const line = await open()
    expect(await send(line.address(), '/v1/cti', { headers: { ...form, ...line.bearer }, body: 'event=newCall&direction=in&callId=1' })).toMatchObject({ status: 200 })
  })

  it('shows an answered call with who answered it', async () => {
    const line = await open()
    await line.call('staff.save', { staffId: null, name: 'Ana Lopez' })
    for (const push of [newCall, answer, hangup]) await line.push(push)
    expect(contactView(line.core.db, `${line.lineId}:call:x`)).toMatchObject({ state: 'ended', answeredBy: 'Ana Lopez' })
    expect(conversationView(line.core.db, number, at)?.waitingSince).toBeNull()
  })

  it('names the phone where the user is nobody of ours', async () => {
    const line = await open()
    for (const push of [newCall, answer]) await line.push(push)
    expect(contactView(line.core.db, `${line.lineId}:call:x`)).toMatchObject({ answeredBy: '21' })
  })

  it('guesses at nobody when several users are named', async () => {
    const line = await open()
    await line.call('staff.save', { staffId: null, name: 'Ana Lopez' })
    for (const push of [newCall, { ...answer, user: ['Ana Lopez', 'Ben'], answeringNumber: '' }]) await line.push(push)
    expect(rowOf(line)).toMatchObject({ answered_staff: null, answered_phone: 'Ana Lopez, Ben' })
  })

  it('names the one of several users whose phone answered, by extension or by name', async () => {
    const line = await open()
    const { staffId } = await line.call('staff.save', { staffId: null, name: 'Ana Lopez', extension: '21' })
    for (const [callId, answeringNumber] of [['by-extension', '21'], ['by-name', 'ana lopez'], ['nobody', 'emma@example.com']] as const) {
      for (const push of [newCall, { ...answer, user: ['Ben', 'Ana Lopez'], answeringNumber }]) await line.push({ ...push, callId })
    }
    expect(['by-extension', 'by-name'].map((call) => rowOf(line, call)?.answered_staff)).toEqual([staffId, staffId])
    expect(rowOf(line, 'nobody')).toMatchObject({ answered_staff: null, answered_phone: 'Ben, Ana Lopez' })
  })

  it('names the queue where nothing else says where it was answered, or where it rang in vain', async () => {
    const line = await open()
    for (const push of [newCall, { event: 'answer', callId: 'x', queue: 'Front desk' }]) await line.push(push)
    for (const push of [newCall, { ...hangup, cause: 'cancel', queue: 'Front desk' }]) await line.push({ ...push, callId: 'y' })
    expect(rowOf(line)?.answered_phone).toBe('Front desk')
    expect(rowOf(line, 'y')?.why).toBe('The caller hung up before anybody answered. It rang in Front desk.')
  })

  it('takes the same call told again for other users as the same call', async () => {
    const line = await open()
    await line.push({ ...newCall, user: ['Ana'] })
    expect(await line.push({ ...newCall, user: ['Ben'] })).toMatchObject({ status: 200, body: { recorded: 0, known: 1 } })
  })

  it.each(['answeredElsewhere', 'ANSWERED_ELSEWHERE', 'completed-elsewhere', 'pickedUp'])('does not call a call missed that was answered at another phone (%s)', async (cause) => {
    const line = await open()
    for (const push of [newCall, { ...hangup, cause }]) await line.push(push)
    expect(stateOf(line)).toBe('ended')
    expect(conversationView(line.core.db, number, at)?.waitingSince).toBeNull()
    expect(await line.push(hangup)).toMatchObject({ body: { recorded: 1 } })
  })

  it('takes the multipart forms of Zammad’s examples', async () => {
    const line = await open()
    const fields: [string, string][] = [['event', 'newCall'], ['from', '493055571600'], ['direction', 'in'], ['callId', 'm-1'], ['user[]', 'Alice'], ['user[]', 'Bob']]
    const request = new Request('http://x', { method: 'POST', body: fields.reduce((form, [name, value]) => (form.append(name, value), form), new FormData()) })
    const push = { headers: { 'content-type': request.headers.get('content-type') ?? '' }, body: await request.text() }
    expect(await send(line.address(), `/v1/cti/${line.token}`, push)).toMatchObject({ status: 200, body: { recorded: 1 } })
    expect(rowOf(line, 'm-1')).toMatchObject({ conversation_id: '+493055571600' })
    expect(await send(line.address(), `/v1/cti/${line.token}`, { ...push, body: push.body.slice(0, -8) })).toMatchObject({ status: 400, body: { error: 'badForm' } })
    expect(await send(line.address(), `/v1/cti/${line.token}`, { ...push, headers: { 'content-type': 'multipart/form-data' } })).toMatchObject({ status: 400 })
  })

  it('takes a call nobody answered as missed, by whatever cause, and says why where it is told', async () => {
    const line = await open()
    const causes = ['normalClearing', 'busy', 'cancel', 'noAnswer', 'congestion', 'notFound', 'forwarded', 'somethingElse', undefined]
    for (const [index, cause] of causes.entries()) {
      await line.push({ ...newCall, callId: String(index) })
      await line.push({ ...hangup, callId: String(index), cause })
    }
    expect(causes.map((_, index) => stateOf(line, String(index)))).toEqual(causes.map(() => 'missed'))
    expect(rowOf(line, '2')?.why).toBe('The caller hung up before anybody answered.')
    expect(rowOf(line, '6')?.why).toBe('It was forwarded to another number; whether anybody answered there is not known.')
    expect(rowOf(line, '0')?.why).toBeNull()
  })

  it('leaves a caller waiting whom only the voicemail answered', async () => {
    const line = await open()
    for (const push of [newCall, { ...answer, user: ['voicemail'] }, hangup]) await line.push(push)
    expect(stateOf(line)).toBe('voicemail')
    expect(conversationView(line.core.db, number, at)).toMatchObject({ waitingFor: { voicemails: 1 } })
  })

  it('puts a call going out under the number called, and does not call it missed', async () => {
    const line = await open()
    const out = { from: '15550100100', to: '5550100177', direction: 'out' }
    for (const push of [newCall, { ...hangup, cause: 'busy' }]) await line.push({ ...push, ...out })
    expect(rowOf(line)).toMatchObject({ conversation_id: number, direction: 'out', missed_at: null })
    expect(conversationView(line.core.db, number, at)?.waitingSince).toBeNull()
  })

  it('takes an anonymous caller as withheld', async () => {
    const line = await open()
    await line.push({ ...newCall, from: 'anonymous' })
    expect(rowOf(line)?.conversation_id).toBe(`withheld:${line.lineId}:call:x`)
  })

  it('keeps apart calls whose long ids begin alike, and numbers as ids', async () => {
    const line = await open()
    const long = 'x'.repeat(249)
    for (const callId of [`${long}1`, `${long}2`, 7]) expect(await line.push({ ...newCall, callId })).toMatchObject({ status: 200, body: { recorded: 1 } })
    expect(await line.push({ ...newCall, callId: `${long}1` })).toMatchObject({ status: 200, body: { known: 1 } })
  })

  it('meets our own events about the same call', async () => {
    const line = await open()
    await line.push(newCall)
    await line.post({ type: 'call.voicemail', id: '1', call: 'x', transcript: 'Call me' })
    expect(rowOf(line)).toMatchObject({ transcript: 'Call me', ringing_at: at })
  })

  it('comes to the same record in every order, with any push twice', async () => {
    const line = await open()
    const stories = [[newCall, answer, hangup], [newCall, { ...hangup, cause: 'cancel' }], [newCall, answer, { ...hangup, cause: 'cancel' }]]
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stories).chain((story) => fc.tuple(fc.constant(story), fc.shuffledSubarray([...story, ...story], { minLength: 2 * story.length }))), async ([story, order]) => {
        const [right, call] = [`right-${(run += 1)}`, `run-${run}`]
        for (const push of story) await line.push({ ...push, callId: right })
        let recorded = 0
        for (const push of order) recorded += Number((await line.push({ ...push, callId: call })).body.recorded)
        expect(recorded).toBe(story.length)
        expect({ ...rowOf(line, call), id: null }).toEqual({ ...rowOf(line, right), id: null })
      }),
      { numRuns: 30 },
    )
  })

  it.each<[string, unknown]>([
    ['no object', [newCall]],
    ['an unknown event', { ...newCall, event: 'ring' }],
    ['no callId', { ...newCall, callId: undefined }],
    ['an empty callId', { ...newCall, callId: ' ' }],
    ['a long callId', { ...newCall, callId: 'x'.repeat(251) }],
    ['no direction', { ...newCall, direction: undefined }],
    ['a wrong direction', { ...newCall, direction: 'inbound' }],
    ['a long number', { ...newCall, from: '1'.repeat(121) }],
    ['an object as a number', { ...newCall, from: {} }],
  ])('refuses %s and records nothing', async (_name, body) => {
    const line = await open()
    const seq = line.core.lastSeq()
    expect(await line.push(body as Record<string, unknown>)).toMatchObject({ status: 422, body: { error: 'invalid' } })
    expect(line.core.lastSeq()).toBe(seq)
  })
})
