import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { asteriskLine } from '../../electron/core/lines/asterisk/index.ts'
import { asteriskSettings } from '../../electron/core/lines/asterisk/settings.ts'
import { inbound } from '../../electron/core/lines/asterisk/testing/scene.ts'
import { runAlone } from './servers/asterisk-line-alone.ts'
import { openAsteriskLine } from './servers/asterisk-line.ts'
import { startAmi } from './servers/asterisk.ts'
import { watchLog } from './servers/asterisk-log.ts'
import { has, ownFolder } from './servers/program.ts'

const MINUTE = 60_000

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

test('ten thousand events at once lose nothing and hold up nothing', async () => {
  const ami = await startAmi()
  const line = await openAsteriskLine(ami.port())
  await expect.poll(() => ami.listeners()).toBe(1)
  const calls = Array.from({ length: 700 }, (_, n) => inbound(n + 1))
  const events = calls.flatMap((call) => [...call.opened(), ...call.ringing(), ...call.timedOut()])
  const wire = Buffer.from(events.join(''))
  expect(events.length).toBeGreaterThan(10_000)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const began = performance.now()
  await ami.say(wire)
  await expect.poll(() => line.rows().filter((row) => row.missed_at !== null).length, { timeout: 30_000, interval: 250 }).toBe(700)
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
