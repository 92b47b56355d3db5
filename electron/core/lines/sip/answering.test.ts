import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnswering, type Ringing } from './answering.ts'
import { readHead, type SipRequest } from './message.ts'
import type { Transport } from './transport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function way(reliable: boolean) {
  const sent: string[] = []
  let open = true
  const transport: Transport = {
    name: reliable ? 'tcp' : 'udp', protocol: reliable ? 'TCP' : 'UDP', reliable, local: { host: '127.0.0.1', port: 1 },
    send: (message) => void (open && sent.push(message.toString().split(/ (.*)\r\n/)[1] ?? '')),
    heardAt: () => 0, isOpen: () => open, closed: new Promise(() => undefined), close: () => (open = false),
  }
  return { transport, sent }
}

function asks(method: string, more: { branch?: string; to?: string } = {}): SipRequest {
  const read = readHead([`${method} sip:a SIP/2.0`, `Via: SIP/2.0/UDP a;branch=${more.branch ?? 'z9hG4bK1'}`, 'From: <sip:a@b>;tag=1', `To: <sip:c@d>${more.to ?? ''}`, 'Call-ID: 1', `CSeq: 1 ${method}`].join('\r\n'))
  if (read.type !== 'request') throw new Error('no request')
  return read
}

function open(current: () => Transport | null = () => null) {
  const over: (string | null)[] = []
  const rings: Ringing[] = []
  const answering = createAnswering({ current, contact: () => '<sip:x@y>', newToken: () => 'tag', onRing: (ringing) => rings.push(ringing), onOver: (_ringing, cancel) => over.push(cancel?.method ?? null), onRequest: (_request, answer) => answer(200, 'OK') })
  return { answering, over, rings }
}

test('over UDP the end of a call is said until it is acknowledged, and for 32 s at most', () => {
  const { transport, sent } = way(false)
  const { answering } = open()
  answering.take(asks('INVITE'), transport)
  answering.take(asks('CANCEL'), transport)
  expect(sent).toEqual(['100 Trying', '180 Ringing', '200 OK', '487 Request Terminated'])
  vi.advanceTimersByTime(4000)
  expect(sent.filter((one) => one.startsWith('487'))).toHaveLength(4)
  answering.take(asks('ACK'), transport)
  vi.advanceTimersByTime(40_000)
  expect(sent.filter((one) => one.startsWith('487'))).toHaveLength(4)
  expect(answering.open()).toBe(0)
})

test('a copy of the call that comes after its end rings nobody again', () => {
  const { transport } = way(false)
  const { answering, rings } = open()
  for (const method of ['INVITE', 'INVITE', 'CANCEL', 'CANCEL', 'ACK', 'INVITE']) answering.take(asks(method), transport)
  expect(rings).toHaveLength(1)
})

test('a call whose connection was lost is ended over the next one', () => {
  const [first, second] = [way(true), way(true)]
  const { answering, over } = open(() => second.transport)
  answering.take(asks('INVITE'), first.transport)
  first.transport.close()
  answering.take(asks('CANCEL'), second.transport)
  expect(second.sent).toEqual(['200 OK', '487 Request Terminated'])
  expect(over).toEqual(['CANCEL'])
})

test('ringing is said again each minute, and given up after five', () => {
  const { transport, sent } = way(true)
  const { answering, over } = open()
  answering.take(asks('INVITE'), transport)
  vi.advanceTimersByTime(5 * 60_000)
  expect(sent.filter((one) => one.startsWith('180'))).toHaveLength(5)
  expect(sent.at(-1)).toBe('480 Temporarily Unavailable')
  expect(over).toEqual([null])
})

test('BYE before an answer ends the call; CANCEL or a call inside a call that nobody knows is refused', () => {
  const { transport, sent } = way(true)
  const { answering, over } = open()
  answering.take(asks('INVITE'), transport)
  answering.take(asks('BYE', { branch: 'z9hG4bK2', to: ';tag=tag' }), transport)
  expect(over).toEqual(['BYE'])
  answering.take(asks('CANCEL', { branch: 'z9hG4bK9' }), transport)
  answering.take(asks('INVITE', { branch: 'z9hG4bK8', to: ';tag=other' }), transport)
  expect(sent.slice(-4)).toEqual(['200 OK', '487 Request Terminated', '481 Call/Transaction Does Not Exist', '481 Call/Transaction Does Not Exist'])
})

test('ten thousand calls at once take no more memory than two thousand', () => {
  const { transport } = way(false)
  const { answering } = open()
  for (let count = 0; count < 10_000; count += 1) answering.take(asks('INVITE', { branch: `z9hG4bK${count}` }), transport)
  expect(answering.open()).toBe(2000)
  answering.stop()
  expect(answering.open()).toBe(0)
})
