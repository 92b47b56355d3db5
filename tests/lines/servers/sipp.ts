import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, ownFolder, startProgram, type Program } from './program.ts'

/** Calls and phones played by sipp. */

const SDP = `v=0
o=user1 53655765 2353687637 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 6004 RTP/AVP 0
a=rtpmap:0 PCMU/8000`

export type Caller = { number?: string; name?: string; /** Hides the number as RFC 3323 and 3325 have it. */ anonymous?: boolean }

function invite({ number = '+15550100199', name = 'MARIA SILVA', anonymous = false }: Caller): string {
  const who = anonymous ? '"Anonymous" <sip:anonymous@anonymous.invalid>' : `"${name}" <sip:${number}@carrier.test>`
  return `INVITE sip:+15550100000@practice.test SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: ${who};tag=[pid]x[call_number]
To: <sip:+15550100000@practice.test>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:trunk@[local_ip]:[local_port]>
${anonymous ? 'Privacy: id' : `P-Asserted-Identity: ${who}`}
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

${SDP}`
}

function scenario(name: string, steps: string): string {
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="${name}">\n${steps}\n</scenario>\n`
}

const send = (message: string, more = ''): string => `<send ${more}><![CDATA[\n${message}\n]]></send>`

/** What a caller does once it rings. */
export type Does = 'hangsUp' | 'waits' | 'talks'

function callerScenario(caller: Caller, does: Does, ringMs: number): string {
  const inDialog = (method: string, cseq: number): string => `${method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[routes]
From: "x" <sip:x@carrier.test>;tag=[pid]x[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Max-Forwards: 70
Content-Length: 0
`
  const rings = '<recv response="100" optional="true"/><recv response="180" rrs="true"/>'
  const begin = send(invite(caller), 'retrans="500"')
  // The From of a CANCEL and of what follows is not looked at beyond its tag.
  if (does === 'hangsUp') {
    const cancel = `CANCEL sip:+15550100000@practice.test SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-4]
[last_From:]
To: <sip:+15550100000@practice.test>
Call-ID: [call_id]
CSeq: 1 CANCEL
Max-Forwards: 70
Content-Length: 0
`
    const ack = `ACK sip:+15550100000@practice.test SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-8]
[last_From:]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0
`
    return scenario('hangs up', `${begin}${rings}<pause milliseconds="${ringMs}"/>${send(cancel)}<recv response="180" optional="true"/><recv response="200"/><recv response="487"/>${send(ack)}`)
  }
  if (does === 'waits') {
    const ack = `ACK sip:+15550100000@practice.test SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-6]
[last_From:]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0
`
    return scenario('waits', `${begin}${rings}<recv response="180" optional="true"/><recv response="603" optional="true" next="1"/><recv response="408" next="1"/><label id="1"/>${send(ack)}`)
  }
  return scenario('talks', `${begin}<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="180" optional="true"/><recv response="180" optional="true"/><recv response="200" rrs="true"/>${send(inDialog('ACK', 1))}<pause milliseconds="${ringMs}"/>${send(inDialog('BYE', 2), 'retrans="500"')}<recv response="200"/>`)
}

/** Calls the practice's main number. @param ringMs how long it rings before `hangsUp`, or is talked in `talks` */
export async function call(proxyPort: number, { caller = {}, does, ringMs = 300, calls = 1, rate = 10 }: { caller?: Caller; does: Does; ringMs?: number; calls?: number; rate?: number }): Promise<Program> {
  const folder = ownFolder('sipp')
  const file = join(folder, 'caller.xml')
  writeFileSync(file, callerScenario(caller, does, ringMs))
  return startProgram('sipp', ['-sf', file, `127.0.0.1:${proxyPort}`, '-i', '127.0.0.1', '-p', String(await freePort()), '-m', String(calls), '-r', String(rate), '-nostdin', '-timeout', '60'], { folder })
}

/** A phone of the group that declines, or rings and says nothing. */
export async function phone(port: number, does: 'declines' | 'rings'): Promise<Program> {
  const folder = ownFolder('sipp')
  const file = join(folder, 'phone.xml')
  const answer = (status: string): string => `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]p[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:phone@[local_ip]:[local_port]>
Content-Length: 0
`
  const end = does === 'declines' ? `<pause milliseconds="300"/>${send(answer('603 Decline'), 'retrans="500"')}<recv request="ACK"/>` : `<recv request="CANCEL"/>${send(answer('200 OK'))}${send(answer('487 Request Terminated').replace('[last_CSeq:]', 'CSeq: 1 INVITE'), 'retrans="500"')}<recv request="ACK"/>`
  writeFileSync(file, scenario(does, `<recv request="INVITE"/>${send(answer('180 Ringing'))}${end}`))
  return startProgram('sipp', ['-sf', file, '-i', '127.0.0.1', '-p', String(port), '-nostdin', '-timeout', '60'], { folder })
}
