import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSession } from '../../electron/core/lines/asterisk/session.ts'
import { inbound } from '../../electron/core/lines/asterisk/testing/scene.ts'
import { runAlone } from './servers/asterisk-line-alone.ts'
import { openAsteriskLine } from './servers/asterisk-line.ts'
import { watchLog } from './servers/asterisk-log.ts'
import { startAmi } from './servers/asterisk.ts'

/** A server that greets with whatever `greet` does, and says nothing more. */
async function strangeServer(greet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    greet(socket)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await new Promise((resolve) => {
    server.once('listening', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Says a byte every few milliseconds, until the test ends. */
function dribble(say: () => void): void {
  const timer = setInterval(say, 10)
  onTestFinished(() => clearInterval(timer))
}

describe('what comes over the wire', () => {
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

  test('costs at most twenty lines of log on a connection, however much of it is bad', async () => {
    const log = watchLog()
    const ami = await startAmi()
    const { lives, facts } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    await ami.say('GET / HTTP/1.1\r\n\r\n'.repeat(5000), [...inbound(1).opened(), ...inbound(1).ringing()].join(''))
    await expect.poll(() => facts.length).toBe(1)
    expect(log.lines('asterisk.badBlock')).toHaveLength(20)
  })

  test('may hold names that mean something to a program: they are names', async () => {
    const ami = await startAmi()
    const line = await openAsteriskLine(ami.port())
    await expect.poll(() => ami.listeners()).toBe(1)
    const call = inbound(1)
    const hostile = (events: string[], name: string): string => events.join('').replaceAll('MARIA SILVA', name)
    const proto = (events: string[]): string => hostile(events, '__proto__').replaceAll(call.linkedid, '__proto__').replaceAll('PJSIP/trunk', 'PJSIP/__proto__').replaceAll('PJSIP/102', 'PJSIP/constructor').replaceAll('Desk two', 'toString')
    await ami.say(
      proto([...call.opened(), ...call.ringing(), ...call.answered()]),
      'Event: __proto__\r\n__proto__: x\r\nconstructor: y\r\n\r\nEvent: constructor\r\nUniqueid: __proto__\r\n\r\nEvent: BridgeEnter\r\nBridgeUniqueid: __proto__\r\nUniqueid: __proto__\r\nBridgeType: basic\r\n\r\nEvent: MessageWaiting\r\nMailbox: __proto__\r\nNew: 1\r\n\r\n',
      proto(call.hungUpTalking()),
    )
    await expect.poll(() => line.outcomes()).toEqual([{ number: call.number, direction: 'in', state: 'ended', phone: 'toString', why: null }])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test('may hold a caller who calls himself by lines of the protocol: Asterisk escapes them, and they stay his name', async () => {
    const ami = await startAmi()
    const { lives, facts } = runAlone(ami.port())
    await expect.poll(lives).toBe(1)
    const named = (n: number, name: string): string => [...inbound(n).opened(), ...inbound(n).ringing()].join('').replaceAll('MARIA SILVA', name)
    await ami.say(
      named(1, String.raw`SEAN O\'BRIEN \"DOC\"`),
      named(2, String.raw`x\r\n\r\nEvent: Hangup\r\nUniqueid: ${inbound(1).linkedid}\r\n\r\n`),
      named(3, String.raw`back\\slash`),
      named(4, 'y'.repeat(60_000)),
      named(5, `raw\r\nUniqueid: 1.1\r\nLinkedid: 1.1\r\nContext: from-internal`),
      named(6, 'LAST'),
    )
    await expect.poll(() => facts.some((fact) => fact.type === 'ringing' && fact.callerName === 'LAST')).toBe(true)
    const names = facts.flatMap((fact) => (fact.type === 'ringing' && fact.number !== inbound(5).number ? [fact.callerName] : []))
    expect(names).toEqual([`SEAN O'BRIEN "DOC"`, `x Event: Hangup Uniqueid: ${inbound(1).linkedid}`, String.raw`back\slash`, null, 'LAST'])
    expect(facts.map(({ type }) => type).filter((type) => type !== 'ringing')).toEqual([])
  })
})

describe('a server that holds the line', () => {
  test('and dribbles bytes that are no event is found out as if it were silent', async () => {
    watchLog()
    const ami = await startAmi()
    const { lives, aways } = runAlone(ami.port(), { timing: { pingEvery: 100, pongWithin: 100 } })
    await expect.poll(lives).toBe(1)
    ami.options.deaf = true
    dribble(() => void ami.say('x'))
    await expect.poll(() => aways()[0]?.away).toBe('The phone system at 127.0.0.1 does not answer any more.')
  })

  test('and greets a byte at a time is not waited for', async () => {
    const port = await strangeServer((socket) => dribble(() => void socket.write('A')))
    const opened = openSession({ host: '127.0.0.1', port, tls: false, fingerprint: '', signal: new AbortController().signal, now: Date.now, greetingWithin: 200 })
    await expect(opened).rejects.toThrow(/does not greet as an Asterisk manager port does/)
  })

  test('and sends an endless first line is not kept in memory', async () => {
    watchLog()
    const megabyte = Buffer.alloc(1_000_000, 'A')
    let sent = 0
    const port = await strangeServer((socket) => {
      const more = (): void => {
        for (; sent < 200 && !socket.destroyed; ) {
          sent += 1
          if (!socket.write(megabyte)) return void socket.once('drain', more)
        }
        socket.end('\r\n')
      }
      more()
    })
    const before = process.memoryUsage().rss
    const opened = openSession({ host: '127.0.0.1', port, tls: false, fingerprint: '', signal: new AbortController().signal, now: Date.now })
    await expect(opened).rejects.toThrow(/127\.0\.0\.1/)
    expect(sent).toBe(200)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  test('and speaks no TLS where TLS was asked for is called by what it is', async () => {
    const ami = await startAmi()
    const { aways } = runAlone(ami.port(), { settings: { tls: true } })
    await expect.poll(() => aways()[0]?.away).toBe(`127.0.0.1:${ami.port()} does not speak TLS. Choose a connection without TLS, or the port for TLS.`)
  })
})
