import { describe, expect, test } from 'vitest'
import { callStateOf, type CallRow } from '../../electron/core/conversations/calls.ts'
import type { LineFact } from '../../electron/core/lines/line.ts'
import { openSipLine, runSip, type RunningSip } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { answeringPhone } from './servers/baresip.ts'
import { kamailio } from './servers/kamailio.ts'
import { freePort, has } from './servers/program.ts'
import { requestOf, sipPeer } from './servers/sip-peer.ts'
import { call, phone } from './servers/sipp.ts'

const SOON = { timeout: 15_000, interval: 20 }

const live = (line: RunningSip) => expect.poll(() => line.sink.said.at(-1), SOON).toHaveProperty('live')
const kinds = (facts: readonly LineFact[]): string[] => facts.map((fact) => fact.type)

type Opened = Awaited<ReturnType<typeof openSipLine>>
/** The calls in the journal, as the desk sees them. */
const calls = ({ core }: Opened): (CallRow & { state: string })[] =>
  (core.db.prepare('SELECT * FROM calls ORDER BY ringing_at').all() as CallRow[]).map((row) => ({ ...row, state: callStateOf(row) }))

describe.skipIf(!has('kamailio') || !has('sipp') || !has('baresip'))('a call that rings here, with Kamailio', () => {
  test('is answered at another phone, and is not missed', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const practice = await openSipLine({ server: `127.0.0.1:${pbx.port}` })
    await expect.poll(() => practice.status().state, SOON).toBe('live')
    expect(practice.status().address).toBe(`desk at 127.0.0.1:${pbx.port} over UDP`)
    await answeringPhone(pbx.port)
    await call(pbx.port, { does: 'talks' })
    await expect.poll(() => calls(practice).map(({ state, conversation_id }) => [state, conversation_id]), SOON).toEqual([['ended', '+15550100199']])
  })

  test('is missed when the caller hangs up, when nobody answers, and when another phone declines', async () => {
    const other = await freePort()
    const pbx = await kamailio({ ringFor: 2, phones: [other] })
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, transport: 'tcp' })
    await live(line)
    const silent = await phone(other, 'rings')
    await call(pbx.port, { does: 'hangsUp' })
    await expect.poll(() => line.facts.at(-1), SOON).toMatchObject({ type: 'missed', why: 'Nobody answered.' })
    await call(pbx.port, { does: 'waits' })
    await expect.poll(() => kinds(line.facts), SOON).toEqual(['ringing', 'missed', 'ringing', 'missed'])
    await silent.kill()
    await phone(other, 'declines')
    await call(pbx.port, { does: 'waits' })
    await expect.poll(() => line.facts.at(-1), SOON).toMatchObject({ type: 'missed', why: 'The call was declined at another phone.' })
    expect(kinds(line.facts)).toEqual(['ringing', 'missed', 'ringing', 'missed', 'ringing', 'missed'])
    expect(line.facts[0]).toMatchObject({ number: '+15550100199', callerName: 'MARIA SILVA', direction: 'in' })
  })

  test('has no number where the caller hides it', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}` })
    await live(line)
    await call(pbx.port, { caller: { anonymous: true }, does: 'hangsUp' })
    await expect.poll(() => kinds(line.facts), SOON).toEqual(['ringing', 'missed'])
    expect(line.facts[0]).toMatchObject({ number: null, callerName: null })
  })

  test('is one of two at the same time, each with its own end', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const practice = await openSipLine({ server: `127.0.0.1:${pbx.port}`, transport: 'tcp' })
    await expect.poll(() => practice.status().state, SOON).toBe('live')
    await call(pbx.port, { caller: { number: '+15550100111', name: 'A' }, does: 'hangsUp', ringMs: 2500 })
    await call(pbx.port, { caller: { number: '+15550100122', name: 'B' }, does: 'talks', ringMs: 200 })
    await expect.poll(() => calls(practice).map(({ state }) => state), SOON).toEqual(['ringing', 'ringing'])
    // This phone signs in too late for both: only the next call rings there.
    await expect.poll(() => calls(practice).filter(({ state }) => state === 'missed').map((one) => one.conversation_id), SOON).toEqual(['+15550100111'])
    await answeringPhone(pbx.port)
    await call(pbx.port, { caller: { number: '+15550100133', name: 'C' }, does: 'talks', ringMs: 200 })
    await expect.poll(() => calls(practice).map(({ state, conversation_id }) => [conversation_id, state]), SOON).toContainEqual(['+15550100133', 'ended'])
  })

  test('comes once, however often the network repeats it', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}` })
    await live(line)
    const trunk = await sipPeer()
    const invite = requestOf(trunk, 'INVITE', { call: 'again-1' })
    for (let time = 0; time < 5; time += 1) trunk.send(pbx.port, invite)
    await expect.poll(() => trunk.got.some((one) => one.status === 180), SOON).toBe(true)
    trunk.send(pbx.port, invite)
    const cancel = requestOf(trunk, 'CANCEL', { call: 'again-1', more: ['Reason: SIP;cause=486', 'Reason: Q.850;cause=26;text="elsewhere"'] })
    for (let time = 0; time < 3; time += 1) trunk.send(pbx.port, cancel)
    await expect.poll(() => trunk.got.some((one) => one.status === 487), SOON).toBe(true)
    await expect.poll(() => kinds(line.facts), SOON).toEqual(['ringing', 'answered', 'ended'])
  })

  test('loses none of 50 in ten seconds, and doubles none', async () => {
    const pbx = await kamailio()
    await pbx.start()
    const practice = await openSipLine({ server: `127.0.0.1:${pbx.port}` })
    await expect.poll(() => practice.status().state, SOON).toBe('live')
    await call(pbx.port, { does: 'hangsUp', ringMs: 1000, calls: 50, rate: 5 })
    await expect.poll(() => calls(practice).filter(({ state }) => state === 'missed').length, { timeout: 30_000, interval: 100 }).toBe(50)
    expect(calls(practice)).toHaveLength(50)
  })

  test('that is forked to us twice is one call', async () => {
    // Straight to the line: a registrar that forks to two ways leading to the same phone.
    const registrar = await sipPeer()
    registrar.onRequest((request) => registrar.answer(request, '200 OK', [`Contact: ${request.header('Contact')}`]))
    const line = await runSip({ server: `127.0.0.1:${registrar.port}` })
    await live(line)
    const phonePort = Number(/127\.0\.0\.1:(\d+)/.exec(registrar.got[0]?.header('Contact') ?? '')?.[1])
    registrar.send(phonePort, requestOf(registrar, 'INVITE', { call: 'fork', branch: 'fork.1' }))
    registrar.send(phonePort, requestOf(registrar, 'INVITE', { call: 'fork', branch: 'fork.2' }))
    await expect.poll(() => registrar.got.filter((one) => one.status === 180).length, SOON).toBe(2)
    registrar.send(phonePort, requestOf(registrar, 'CANCEL', { call: 'fork', branch: 'fork.1' }))
    registrar.send(phonePort, requestOf(registrar, 'CANCEL', { call: 'fork', branch: 'fork.2', more: ['Reason: SIP ;cause=200 ;text="Call completed elsewhere"'] }))
    await expect.poll(() => kinds(line.facts), SOON).toEqual(['ringing', 'answered', 'ended'])
    // Never acknowledged, the end is said again (timer G), and nothing is answered with 2xx but CANCEL.
    await expect.poll(() => registrar.got.filter((one) => one.status === 487).length, SOON).toBeGreaterThanOrEqual(4)
    expect(registrar.got.filter((one) => one.status === 200 && one.header('CSeq').includes('INVITE'))).toEqual([])
    registrar.send(phonePort, requestOf(registrar, 'REFER', { call: 'no-such', cseq: 3 }))
    registrar.send(phonePort, requestOf(registrar, 'OPTIONS', { call: 'there', cseq: 3 }))
    registrar.send(phonePort, ['GARBAGE'], 'x')
    await expect.poll(() => registrar.got.filter((one) => one.status === 405 && one.header('CSeq') === '3 REFER').length, SOON).toBe(1)
    await expect.poll(() => registrar.got.filter((one) => one.status === 200 && one.header('CSeq') === '3 OPTIONS').length, SOON).toBe(1)
  })
})
