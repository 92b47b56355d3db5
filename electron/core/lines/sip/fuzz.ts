import { callerOf } from './caller.ts'
import { readDialogInfo } from './dialog-info.ts'
import { answerChallenge, chooseChallenge } from './digest.ts'
import { createFraming } from './framing.ts'
import { BadMessage, header, headers, rawHeaders, readDatagram, writeMessage, type SipMessage } from './message.ts'
import { endOf } from './reason.ts'
import { readServers } from './targets.ts'
import { hostOf, readNameAddress, readVia } from './values.ts'

const lines = (...text: string[]): string => text.join('\r\n')

const seeds = [
  lines('INVITE sip:desk@127.0.0.1:5060 SIP/2.0', 'v: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK1;rport', 'f: "Ana \\"B\\" <x>" <sip:+15550100199@carrier.test>;tag=1', 't: <sip:desk@practice.test>', 'i: a@b', 'CSeq: 1 INVITE', 'P-Asserted-Identity: <tel:+15550100199>,', ' <sip:a%20b@c>', 'Privacy: id;critical', 'l: 3', '', 'abc'),
  lines('CANCEL sip:desk@[::1]:5060;transport=tcp SIP/2.0', 'Via: SIP/2.0/UDP [::1]:5060;branch=z9hG4bK1, SIP/2.0/UDP a', 'From: <sip:a@b>;tag=1', 'To: <sip:b@c>', 'Call-ID: 1', 'CSeq: 1 CANCEL', 'Reason: SIP;cause=200;text="Call completed elsewhere", Q.850;cause=26', 'Content-Length: 0', '', ''),
  lines('SIP/2.0 401 Unauthorized', 'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1;received=10.0.0.1;rport=5', 'From: <sip:a@b>;tag=1', 'To: <sip:a@b>;tag=2', 'Call-ID: 1', 'CSeq: 1 REGISTER', 'WWW-Authenticate: Digest realm="a, b", nonce="x\\"y", algorithm=SHA-256, qop="auth,auth-int", opaque="", stale=TRUE', 'Contact: <sip:a@b>;expires=60, "c" <sip:d@e;x=y>;expires=3', 'Content-Length: 0', '', '\r\n\r\n'),
  '<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="3" state="full" entity="sip:101@practice.test"><dialog id="a" call-id="b&amp;c" direction="recipient"><state>early</state><remote><identity display="M &#x41;">sip:+15550100199@carrier.test</identity><target uri="sip:x@y"/></remote></dialog></dialog-info>',
]

/** Everything that reads what comes over a SIP line's wire, without the wire. Only `BadMessage` may be thrown inside, and it is caught. */
export const sipFuzz = {
  name: 'sip',
  seeds,
  run(input: Buffer): void {
    const framing = createFraming()
    // In two packets, as they come.
    const half = input.length >> 1
    unlessBad(() => {
      for (const part of [input.subarray(0, half), input.subarray(half)]) {
        for (const framed of framing.push(part)) if (framed.type === 'request' || framed.type === 'response') readAll(framed)
      }
    })
    unlessBad(() => readAll(readDatagram(input)))
    const text = input.toString('utf8')
    unlessBad(() => readDialogInfo(text))
    challenge([text])
    readNameAddress(text)
    readVia(text)
    hostOf(text)
    readServers(text.slice(0, 500))
  },
}

function readAll(message: SipMessage): void {
  callerOf(message)
  endOf(message)
  for (const via of headers(message, 'via')) readVia(via)
  for (const contact of headers(message, 'contact')) readNameAddress(contact)
  challenge(rawHeaders(message, 'www-authenticate'))
  header(message, 'content-type')
  unlessBad(() => readDialogInfo(message.body.toString('utf8')))
  writeMessage(message)
}

function challenge(values: string[]): void {
  const chosen = chooseChallenge(values)
  if (chosen) answerChallenge(chosen, { user: 'a', password: 'b' }, { method: 'REGISTER', uri: 'sip:a', body: Buffer.alloc(0) }, 1, 'c')
}

function unlessBad(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error
  }
}
