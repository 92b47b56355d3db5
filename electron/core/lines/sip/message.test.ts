import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callerOf } from './caller.ts'
import { createFraming } from './framing.ts'
import { BadMessage, header, headers, MAX_MESSAGE, readDatagram, readHead, writeMessage } from './message.ts'
import { endOf } from './reason.ts'
import { readNameAddress, splitList } from './values.ts'

const head = ['INVITE sip:desk@a SIP/2.0', 'Via: SIP/2.0/TCP a;branch=z9hG4bK1', 'From: <sip:a@b>;tag=1', 'To: <sip:c@d>', 'Call-ID: 1', 'CSeq: 1 INVITE']
const message = (more: string[] = [], body = ''): string => [...head, ...more, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
const request = (...more: string[]) => readHead([...head, ...more].join('\r\n'))

describe('a message', () => {
  test('is read with compact names, folded lines, lists and bare line feeds', () => {
    const read = readHead(['INVITE sip:a SIP/2.0', 'v:SIP/2.0/UDP one;branch=1,', '\tSIP/2.0/UDP two', 'v : SIP/2.0/UDP three', 'f: a', 't: b', 'i: c', 'CSeq:  7   INVITE', 'Subject:', ' x', ''].join('\n'))
    expect(headers(read, 'via')).toEqual(['SIP/2.0/UDP one;branch=1', 'SIP/2.0/UDP two', 'SIP/2.0/UDP three'])
    expect(header(read, 'subject')).toBe('x')
  })

  test('may have headers of any name', () => {
    const read = request('__proto__: a', 'constructor: b', 'toString: c')
    expect(['__proto__', 'constructor', 'tostring'].map((name) => header(read, name))).toEqual(['a', 'b', 'c'])
    expect(readDatagram(writeMessage(read)).headers.slice(0, -1)).toEqual(read.headers)
  })

  test('without what every answer must copy is none', () => {
    for (const line of head) expect(() => readHead(head.filter((one) => one !== line).join('\r\n'))).toThrow(BadMessage)
    expect(() => readDatagram(Buffer.from(message([], 'whole').slice(0, -1)))).toThrow(BadMessage)
  })

  test('cannot end the line it is copied into', () => {
    const read = readHead([...head, 'Subject: a\rVia: x\0y'].join('\r\n'))
    expect(header(read, 'subject')).toBe('a Via: x y')
    expect(writeMessage(read).toString()).not.toMatch(/[^\r]\n|\r[^\n]/)
  })

  test('comes out of a stream the same, wherever its packets are cut', () => {
    const stream = Buffer.from(`\r\n\r\n${message([], 'héllo')}\r\n${message(['Subject: 2'])}\r\n\r\n${message([], '\r\n\r\nINVITE')}`)
    const read = (cuts: readonly number[]): unknown[] => {
      const framing = createFraming()
      const at = [0, ...cuts.map((cut) => cut % stream.length).toSorted((a, b) => a - b), stream.length]
      return at.slice(1).flatMap((end, index) => framing.push(stream.subarray(at[index], end))).filter((one) => one.type === 'request')
    }
    const whole = read([])
    expect(whole).toHaveLength(3)
    expect(read([...stream.keys()])).toEqual(whole)
    fc.assert(fc.property(fc.array(fc.nat()), (cuts) => {
      expect(read(cuts)).toEqual(whole)
    }))
  })

  test('that is bad costs only itself where its length is known, and the connection where it is not, or never ends', () => {
    const framing = createFraming()
    expect(framing.push(Buffer.from(`HELLO\r\nContent-Length: 2\r\n\r\nxx${message()}`)).map((one) => one.type)).toEqual(['bad', 'request'])
    expect(() => createFraming().push(Buffer.from('HELLO\r\n\r\n'))).toThrow(BadMessage)
    expect(() => createFraming().push(Buffer.alloc(MAX_MESSAGE + 1, 'a'))).toThrow(BadMessage)
    expect(() => createFraming().push(Buffer.from(message(['Content-Length: 99999999'])))).toThrow(BadMessage)
  })
})

describe('a header', () => {
  test('is split only outside quotes and brackets', () => {
    expect(splitList('"a, \\"b" <sip:x,y>;q=1, <sip:z>, ')).toEqual(['"a, \\"b" <sip:x,y>;q=1', '<sip:z>'])
    expect(readNameAddress('"A <b> \\"c\\"" <sip:u@h;p=1>;tag=t')).toMatchObject({ display: 'A <b> "c"', uri: 'sip:u@h;p=1' })
    expect(readNameAddress('sip:u@h;tag=t').params.get('tag')).toBe('t')
  })
})

describe('the caller', () => {
  test('is who the phone system vouches for, then who the caller says to be', () => {
    expect(callerOf(request('P-Asserted-Identity: "MARIA" <sip:%2B15550100199;x=1@carrier.test>, <tel:+15550100111>'))).toEqual({ number: '+15550100199', name: 'MARIA' })
    expect(callerOf(request('P-Asserted-Identity: <tel:+15550100111;ext=3>')).number).toBe('tel:+15550100111;ext=3')
    expect(callerOf(readHead(head.join('\r\n').replace('<sip:a@b>', '"X" <sip:5550100177@b>')))).toEqual({ number: '5550100177', name: 'X' })
  })

  test('who hides stays hidden, whatever came along', () => {
    expect(callerOf(request('Privacy: id', 'P-Asserted-Identity: <sip:+15550100199@c>'))).toEqual({ number: null, name: null })
    expect(callerOf(readHead(head.join('\r\n').replace('<sip:a@b>', '"Anonymous" <sip:anonymous@anonymous.invalid>')))).toEqual({ number: null, name: null })
  })

  test('who is a name and no number is passed on whole, so that nobody texts it', () => {
    expect(callerOf(readHead(head.join('\r\n').replace('<sip:a@b>', '<sip:pharmacy@b>'))).number).toBe('sip:pharmacy@b')
  })
})

describe('the end of a call', () => {
  test.each([
    [['SIP;cause=200;text="Call completed elsewhere"'], true],
    [['Q.850;cause=26'], true],
    [['SIP;cause=486', 'q.850 ; cause=26'], true],
    [['SIP;cause=603, SIP;cause=200'], true],
    [[], 'Nobody answered.'],
    [['Q.850;cause=0'], 'Nobody answered.'],
    [['Q.850;cause=127'], 'The caller hung up.'],
    [['SIP;cause=603'], 'The call was declined at another phone.'],
    [['SIP;text="cause=200"'], 'Nobody answered.'],
  ])('%j', (reasons, expected) => {
    const end = endOf(request(...reasons.map((reason) => `Reason: ${reason}`)))
    expect(end.answeredElsewhere ? true : end.why).toBe(expected)
  })
})
