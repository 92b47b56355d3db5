import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { asteriskLine } from '../../electron/core/lines/asterisk/index.ts'
import { asteriskSettings } from '../../electron/core/lines/asterisk/settings.ts'
import { inbound } from '../../electron/core/lines/asterisk/testing/scene.ts'
import { createIntake } from '../../electron/core/lines/intake.ts'
import { temporaryPractice } from '../../electron/core/testing/practice.ts'
import { callStateOf, type CallRow } from '../../electron/core/conversations/calls.ts'
import { runAlone } from './servers/asterisk-line-alone.ts'
import { openAsteriskLine } from './servers/asterisk-line.ts'
import { startAmi } from './servers/asterisk.ts'
import { has, ownFolder } from './servers/program.ts'

const MINUTE = 60_000

/** Sees what is logged, and keeps it off the screen. */
function watchLog(): { lines: (name: string) => string[] } {
  const lines: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => (lines.push(String(text)), true))
  onTestFinished(() => spy.mockRestore())
  return { lines: (name) => lines.filter((line) => line.includes(name)) }
}

describe('signing in', () => {
  test('proves the password without sending it', async () => {
    const ami = await startAmi()
    const { lives } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    expect(JSON.stringify(ami.actions)).not.toContain('secret-of-rapport')
    expect(ami.actions.map((action) => action['Action'])).toEqual(['Challenge', 'Login', 'Ping', 'CoreStatus', 'Events', 'CoreShowChannels'])
  })

  test('sends it plain to a system on this network that knows no challenge', async () => {
    const ami = await startAmi({ challenge: false })
    const { lives } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    expect(ami.actions.find((action) => action['Action'] === 'Login')?.['Secret']).toBe('secret-of-rapport')
  })

  test('says that it was refused, and after three times waits before it tries again', async () => {
    const ami = await startAmi({ password: 'another' })
    const { sink, aways } = runAlone(ami.port(), { timing: { afterRefusals: MINUTE } })
    for (let refused = 1; refused <= 3; refused += 1) {
      await expect.poll(() => aways().length).toBe(refused)
      sink.wake()
    }
    expect(aways()[0]?.away).toBe('The phone system at 127.0.0.1 refused the user name or password. Enter them again as they stand in its manager user.')
    const logins = (): number => ami.actions.filter((action) => action['Action'] === 'Login').length
    expect(logins()).toBe(3)
    await expect.poll(() => (sink.wake(), logins())).toBe(4)
  })

  test('says so when something else answers at the port', async () => {
    const other = createServer((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await new Promise((resolve) => {
      other.once('listening', resolve)
    })
    const { aways } = runAlone((other.address() as AddressInfo).port)
    await expect.poll(() => aways()[0]?.away).toMatch(/is not the manager port/)
  })

  describe.skipIf(!has('openssl'))('over TLS', () => {
    function certificate(): { key: string; cert: string; fingerprint: string } {
      const folder = ownFolder('ami-tls')
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', '/CN=pbx'], { cwd: folder, stdio: 'ignore' })
      const cert = readFileSync(join(folder, 'cert.pem'), 'utf8')
      return { key: readFileSync(join(folder, 'key.pem'), 'utf8'), cert, fingerprint: new X509Certificate(cert).fingerprint256 }
    }

    test('trusts a system that made its certificate itself by its fingerprint, and no other', async () => {
      const tls = certificate()
      const ami = await startAmi({ tls })
      const { lives } = runAlone(ami.port(), { settings: { tls: true, fingerprint: tls.fingerprint } })
      await expect.poll(lives).toBe(1)
      const wrong = runAlone(ami.port(), { settings: { tls: true, fingerprint: '0'.repeat(64) } })
      await expect.poll(() => wrong.aways()[0]?.away).toMatch(/is not the one entered in Settings/)
      const unpinned = runAlone(ami.port(), { settings: { tls: true } })
      await expect.poll(() => unpinned.aways()[0]?.away).toContain(tls.fingerprint)
    })
  })
})

describe('a connection', () => {
  test('that died without a word is found out and made anew', async () => {
    const ami = await startAmi()
    const { lives, aways, again } = runAlone(ami.port(), { timing: { pingEvery: 100, pongWithin: 100 } })
    await expect.poll(lives).toBe(1)
    ami.options.deaf = true
    await expect.poll(() => aways()[0]?.away).toBe('The phone system at 127.0.0.1 does not answer any more.')
    ami.options.deaf = false
    await again()
    expect(lives()).toBe(2)
  })

  test('is proved at once when the PC wakes', async () => {
    const ami = await startAmi()
    const { lives, sink } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    const pings = (): number => ami.actions.filter((action) => action['Action'] === 'Ping').length
    expect(pings()).toBe(1)
    sink.wake({ asleepSince: 0 })
    await expect.poll(pings).toBe(2)
  })

  test('takes the times of a system whose clock is wrong as this PC would have told them', async () => {
    const ahead = 3 * 60 * MINUTE
    const ami = await startAmi({ now: () => Date.now() + ahead })
    const { lives, facts } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    const call = inbound(1)
    const rangAt = Date.now() - 4000
    const stamp = `Timestamp: ${((rangAt + ahead) / 1000).toFixed(6)}\r\n`
    await ami.say([...call.opened(), ...call.ringing()].map((event) => event.replace('Privilege: call,all\r\n', (text) => text + stamp)).join(''))
    await expect.poll(() => facts.length).toBe(1)
    expect(Math.abs((facts[0]?.at ?? 0) - rangAt)).toBeLessThan(1000)
  })

  test('survives garbage, a block of a megabyte, NUL, another charset and unended lines, at a line of log each', async () => {
    const log = watchLog()
    const ami = await startAmi()
    const { lives, facts } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    const call = inbound(1)
    const [opened = ''] = call.opened()
    await ami.say(
      `Event: Newchannel\r\nChannel: ${'x'.repeat(1_000_000)}\r\n\r\n`,
      Buffer.from([0, 255, 254, 13, 10, 13, 10]),
      'no colon here\r\n\r\n',
      Buffer.from(opened.replace('MARIA SILVA', 'JOS\u00c9\u0000 SILVA'), 'latin1'),
      `${'Event: Newchannel\nUniqueid:\n\n'}${'\r\n'.repeat(5000)}`,
      call.ringing().join(''),
    )
    await expect.poll(() => facts).toEqual([expect.objectContaining({ type: 'ringing', number: call.number, callerName: 'JOS\u00c9 SILVA' })])
    expect(log.lines('asterisk.badBlock')).toHaveLength(3)
    expect(log.lines('SILVA')).toEqual([])
  })
})

describe('what happened while the connection was lost', () => {
  test('is read from the channels that are up, and what cannot be known is said', async () => {
    const ami = await startAmi()
    const { lives, facts, again, sink } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    expect(sink.said[0]).toEqual({ live: { untold: ['calls'], address: `127.0.0.1:${ami.port()}` } })
    const [still, talked, unanswered, began] = [inbound(1), inbound(2), inbound(3), inbound(4)]
    await ami.say([...still.opened(), ...still.ringing(), ...talked.opened(), ...talked.ringing(), ...talked.answered(), ...unanswered.opened(), ...unanswered.ringing()].join(''))
    await expect.poll(() => facts.length).toBe(4)
    await ami.kill()
    ami.channels = [...still.listed('talking', 30), ...began.listed('ringing', 12)]
    await ami.start()
    await again()
    const since = Date.now()
    expect(facts.slice(4).map((fact) => [fact.type, 'callId' in fact && fact.callId.split('-')[1]])).toEqual([
      ['answered', still.linkedid],
      ['ringing', began.linkedid],
      ['ended', talked.linkedid],
      ['missed', unanswered.linkedid],
    ])
    expect(Math.abs((facts[5]?.at ?? 0) - (since - 12_000))).toBeLessThan(3000)
    expect(facts.at(-1)).toMatchObject({ why: 'It ended while the connection to the phone system was lost.' })
  })

  test('is read in the same way when Rapport itself was restarted', async () => {
    const ami = await startAmi()
    const first = runAlone(ami.port())
    await expect.poll(first.lives).toBe(1)
    const [still, talked] = [inbound(1), inbound(2)]
    await ami.say([...still.opened(), ...still.ringing(), ...talked.opened(), ...talked.ringing(), ...talked.answered()].join(''))
    await expect.poll(() => first.facts.length).toBe(3)
    await first.end()
    ami.channels = still.listed('ringing', 9)
    const second = runAlone(ami.port(), { memory: first.memory })
    await expect.poll(second.lives).toBe(1)
    expect(second.facts.map(({ id }) => id)).toEqual([`20261122100332-${talked.linkedid}:ended`])
    await ami.say(still.gaveUp().join(''))
    await expect.poll(() => second.facts.length).toBe(2)
    expect(second.facts[1]).toMatchObject({ id: `20261122100332-${still.linkedid}:missed`, why: 'The caller hung up before anybody answered.' })
  })

  test('its user may not list the channels: it works all the same, and ends nothing by guess', async () => {
    watchLog()
    const ami = await startAmi({ may: { list: false, status: false } })
    const { lives, facts, again } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    const call = inbound(1)
    await ami.say([...call.opened(), ...call.ringing()].join(''))
    await expect.poll(() => facts.length).toBe(1)
    await ami.kill()
    await ami.start()
    await again()
    await ami.say(call.timedOut().join(''))
    await expect.poll(() => facts.map(({ type }) => type)).toEqual(['ringing', 'missed'])
  })
})

test('killed and started again fifty times, the server loses no call that it can still tell, and none is doubled', async () => {
  const { core } = await temporaryPractice()
  const ami = await startAmi()
  core.record([{ kind: 'line.saved', body: { lineId: 'pbx', kind: 'asterisk', name: 'Phones', enabled: false, settings: {} }, at: core.now(), actor: 'test' }])
  const intake = createIntake(core, { lineId: 'pbx', hears: 'phones', heard: () => undefined })
  const { lives, again } = runAlone(ami.port(), { sink: { take: (...facts) => intake.take(facts), now: core.now } })
  const rows = (): CallRow[] => core.db.prepare('SELECT * FROM calls').all() as CallRow[]
  await expect.poll(lives).toBe(1)
  const expected = new Map<string, string>()
  for (let round = 0; round < 50; round += 1) {
    const [before, through, during, after] = [inbound(round * 10 + 1), inbound(round * 10 + 2), inbound(round * 10 + 3), inbound(round * 10 + 4)]
    await ami.say([...before.opened(), ...before.ringing(), ...before.answered(), ...through.opened(), ...through.ringing()].join(''))
    const told = (call: { linkedid: string }, type: string) => (): boolean => core.db.prepare(`SELECT 1 FROM journal WHERE kind = ? AND source_key LIKE ?`).get(`call.${type}`, `%-${call.linkedid}:%`) !== undefined
    await expect.poll(told(through, 'ringing'), { interval: 5 }).toBe(true)
    await ami.kill()
    ami.channels = [...through.listed('talking', 5), ...during.listed('ringing', 2)]
    await ami.start()
    await again()
    ami.channels = []
    await ami.say([...through.hungUpTalking(), ...during.timedOut(), ...after.opened(), ...after.ringing(), ...after.gaveUp()].join(''))
    await expect.poll(told(after, 'missed'), { interval: 5 }).toBe(true)
    for (const [call, state] of [[before, 'ended'], [through, 'ended'], [during, 'missed'], [after, 'missed']] as const) expected.set(`pbx:20261122100332-${call.linkedid}`, state)
  }
  await intake.drain()
  expect(Object.fromEntries(rows().map((row) => [row.id, callStateOf(row)]))).toEqual(Object.fromEntries(expected))
  const keys = core.db.prepare(`SELECT source_key AS key, count(*) AS n FROM journal WHERE kind LIKE 'call.%' GROUP BY source_key HAVING n > 1`).all()
  expect(keys).toEqual([])
  expect(lives()).toBe(51)
})

test('ten thousand events at once lose nothing and hold up nothing', async () => {
  const ami = await startAmi()
  const line = await openAsteriskLine(ami.port())
  await expect.poll(() => ami.listeners()).toBe(1)
  const calls = Array.from({ length: 590 }, (_, n) => inbound(n + 1))
  const events = calls.flatMap((call) => [...call.opened(), ...call.ringing(), ...call.timedOut()])
  const wire = Buffer.from(events.join(''))
  expect(events.length).toBeGreaterThan(8000)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const began = performance.now()
  await ami.say(wire)
  await expect.poll(() => line.rows().filter((row) => row.missed_at !== null).length, { timeout: 30_000, interval: 250 }).toBe(590)
  delay.disable()
  process.stdout.write(`asterisk: ${events.length} events, ${(wire.length / 1e6).toFixed(1)} MB, recorded within ${Math.round(performance.now() - began)} ms; longest pause ${Math.round(delay.max / 1e6)} ms\n`)
})

describe('click to call', () => {
  const dial = (to: string, extension: string | null) => ({ to, extension })

  test('rings the desk phone, which then dials the number in the form the system wants', async () => {
    const ami = await startAmi({ may: { originate: true } })
    const { lives, line } = runAlone(ami.port(), { settings: { dialAs: 'national', dialPrefix: '9' } })
    await expect.poll(lives).toBe(1)
    expect(await line.dial?.(dial('+15550100142', '101'))).toEqual({ dialled: true })
    expect(ami.actions.at(-1)).toMatchObject({ Action: 'Originate', Channel: 'PJSIP/101', Context: 'from-internal', Exten: '95550100142', Priority: '1', CallerID: 'Rapport <101>', Async: 'true' })
    expect(await line.dial?.(dial('+493012345678', '101'))).toEqual({ dialled: true })
    expect(ami.actions.at(-1)).toMatchObject({ Exten: '9011493012345678' })
  })

  test('says why not: not permitted, no extension, a phone that is off, no connection', async () => {
    const ami = await startAmi()
    const { lives, line, aways } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    expect(await line.dial?.(dial('+15550100142', '101'))).toEqual({ dialled: false, reason: 'The phone system does not let Rapport dial. Dial it on your phone; its manager user needs the right "originate" for that.' })
    expect(await line.dial?.(dial('+15550100142', null))).toEqual({ dialled: false, reason: 'Rapport does not know which phone is yours. Enter your extension in Settings, Staff.' })
    expect(await line.dial?.(dial('+15550100142', '101&PJSIP/102'))).toMatchObject({ dialled: false })
    expect(ami.actions.filter((action) => action['Action'] === 'Originate')).toHaveLength(1)
    ami.options.may = { originate: true }
    ami.options.originateFails = '0'
    expect(await line.dial?.(dial('+15550100142', '101'))).toEqual({ dialled: false, reason: 'Your phone (101) could not be reached by the phone system. Check that it is on, and your extension in Settings, Staff.' })
    await ami.kill()
    await expect.poll(() => aways().length).toBeGreaterThan(0)
    expect(await line.dial?.(dial('+15550100142', '101'))).toEqual({ dialled: false, reason: 'The phone system is not connected just now. Dial it on your phone.' })
  })
})

describe('the test in Settings', () => {
  const settings = (port: number, more: Record<string, unknown> = {}) => asteriskSettings.parse({ host: '127.0.0.1', port, user: 'rapport', password: 'secret-of-rapport', ...more })
  const tried = async (port: number, more: Record<string, unknown> = {}) => asteriskLine.health?.(settings(port, more), new AbortController().signal)

  test('says what works and what the user may do', async () => {
    const ami = await startAmi({ may: { originate: true } })
    const steps = await tried(ami.port())
    expect(steps?.map(({ step, ok }) => [step, ok])).toEqual([['reached', true], ['signedIn', true]])
    expect(steps?.[1]?.says).toContain('Rapport may dial for you.')
    ami.options.may = {}
    expect((await tried(ami.port()))?.[1]?.says).toContain('write = reporting,originate')
    ami.options.may = { list: false }
    expect((await tried(ami.port()))?.[1]).toMatchObject({ ok: false, says: expect.stringContaining('write = reporting') as string })
  })

  test('says what to change: the password, the port', async () => {
    const ami = await startAmi()
    expect(await tried(ami.port(), { password: 'wrong' })).toEqual([
      { step: 'reached', ok: true, says: `An Asterisk phone system answers at 127.0.0.1:${ami.port()}.` },
      { step: 'signedIn', ok: false, says: 'The phone system at 127.0.0.1 refused the user name or password. Enter them again as they stand in its manager user.' },
    ])
    const port = ami.port()
    await ami.kill()
    expect(await tried(port)).toEqual([{ step: 'reached', ok: false, says: `Nothing answers at 127.0.0.1:${port}. Check that it is running and that the address and port are right.` }])
  })
})
