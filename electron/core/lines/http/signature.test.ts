import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '@shared/time.ts'
import { callById } from '../../conversations/calls.ts'
import { testClock } from '../../testing/practice.ts'
import { form, json, openHttpLine, send } from './testing/http-line.ts'

const at = Date.UTC(2026, 2, 10, 15)
const secret = 'a-secret-of-the-pbx'
const event = JSON.stringify({ type: 'call.ringing', id: '1', call: 'c', from: '+15550100177', name: 'Peña' })
const sign = (body: string, stamp: string | number = at, key = secret): Record<string, string> => ({
  'x-rapport-timestamp': String(stamp),
  'x-rapport-signature': `sha256=${createHmac('sha256', key).update(`${stamp}.${body}`).digest('hex')}`,
})

async function open() {
  const clock = testClock(at)
  const line = await openHttpLine({ now: clock.now, settings: { signingSecret: secret } })
  const post = (headers: Record<string, string>, body = event) => send(line.address(), '/v1/events', { headers: { ...line.bearer, ...json, ...headers }, body })
  return { ...line, clock, post }
}

describe('an http line with a signing secret', () => {
  it.each<[string, number]>([
    ['milliseconds', at],
    ['seconds', at / SECOND],
    ['almost 5 minutes ago', at - 5 * MINUTE + SECOND],
    ['almost 5 minutes ahead', at + 5 * MINUTE - SECOND],
  ])('takes what is signed, in %s', async (_name, stamp) => {
    const line = await open()
    expect(await line.post(sign(event, stamp))).toMatchObject({ status: 200, body: { recorded: 1 } })
  })

  it.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'notSigned'],
    ['only a time', { 'x-rapport-timestamp': String(at) }, 'notSigned'],
    ['another secret', sign(event, at, 'another-secret-of-16'), 'wrongSignature'],
    ['another body', sign(`${event} `), 'wrongSignature'],
    ['another time than the one sent', { ...sign(event), 'x-rapport-timestamp': String(at + 1) }, 'wrongSignature'],
    ['half a signature', { ...sign(event), 'x-rapport-signature': sign(event)['x-rapport-signature']?.slice(0, 39) ?? '' }, 'wrongSignature'],
    ['no hash name', { ...sign(event), 'x-rapport-signature': 'f'.repeat(64) }, 'wrongSignature'],
    ['a time that is none', sign(event, 'now'), 'wrongSignature'],
    ['more than 5 minutes ago', sign(event, at - 5 * MINUTE - 1), 'tooOld'],
    ['more than 5 minutes ahead', sign(event, at + 5 * MINUTE + 1), 'tooOld'],
  ])('refuses a request signed with %s, in words, and records nothing', async (_name, headers, error) => {
    const line = await open()
    const seq = line.core.lastSeq()
    expect(await line.post(headers)).toMatchObject({ status: 401, body: { error, message: expect.stringMatching(/\w+ \w+.*\./) } })
    expect(line.core.lastSeq()).toBe(seq)
  })

  it('changes nothing when a request is played again within the window, and refuses it afterwards', async () => {
    const line = await open()
    const headers = sign(event)
    await line.post(headers)
    const [seq, row] = [line.core.lastSeq(), callById(line.core.db, `${line.lineId}:call:c`)]
    line.clock.at += 4 * MINUTE
    expect(await line.post(headers)).toMatchObject({ status: 200, body: { recorded: 0, known: 1 } })
    line.clock.at += 2 * MINUTE
    expect(await line.post(headers)).toMatchObject({ status: 401, body: { error: 'tooOld' } })
    expect([line.core.lastSeq(), callById(line.core.db, `${line.lineId}:call:c`)]).toEqual([seq, row])
  })

  it('wants a CTI push signed too, whose token stands in the address', async () => {
    const line = await open()
    const body = 'event=newCall&direction=in&callId=1&from=15550100177'
    const push = (headers: Record<string, string>) => send(line.address(), `/v1/cti/${line.token}`, { headers: { ...form, ...headers }, body })
    expect(await push({})).toMatchObject({ status: 401, body: { error: 'notSigned' } })
    expect(await push(sign(body))).toMatchObject({ status: 200, body: { recorded: 1 } })
    expect(await push(sign(body))).toMatchObject({ status: 200, body: { recorded: 0 } })
  })

  it('still wants the token: a signature does not replace it', async () => {
    const line = await open()
    expect(await line.post({ ...sign(event), authorization: 'Bearer wrong' })).toMatchObject({ status: 401, body: { error: 'wrongToken' } })
  })
})

it('an http line wants a signing secret that cannot be guessed', async () => {
  await expect(openHttpLine({ settings: { signingSecret: 'short' } })).rejects.toThrow('The signing secret must be at least 16 characters long.')
})
