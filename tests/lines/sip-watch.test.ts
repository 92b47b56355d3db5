import { describe, expect, test } from 'vitest'
import { runSip } from '../../electron/core/lines/sip/testing/sip-line.ts'
import { sipPeer, type Got, type SipPeer } from './servers/sip-peer.ts'

const SOON = { timeout: 10_000, interval: 20 }

/** A phone system that reports the state of its extensions (RFC 4235), as Asterisk and others do. */
async function reporter() {
  const peer: SipPeer = await sipPeer()
  const subscribed: Got[] = []
  peer.onRequest((request) => {
    peer.answer(request, '200 OK', [`Contact: ${request.method === 'REGISTER' ? request.header('Contact') : `<sip:watch@127.0.0.1:${peer.port}>`}`, `Expires: ${request.header('Expires') || '600'}`])
    if (request.method === 'SUBSCRIBE' && request.header('Expires') !== '0') subscribed.push(request)
  })
  let version = 0
  const newest = (extension: string): Got | undefined => subscribed.findLast((one) => one.text.includes(`<sip:${extension}@practice.test>`))
  return {
    port: peer.port,
    peer,
    subscribed,
    watches: (extension: string) => expect.poll(() => newest(extension) !== undefined, SOON).toBe(true),
    tell(extension: string, dialogs: string, state = 'active;expires=600', full = 'full') {
      const subscription = newest(extension)
      if (!subscription) throw new Error(`nobody watches ${extension}`)
      version += 1
      const body = `<?xml version="1.0"?>\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="${full}" entity="sip:${extension}@practice.test">${dialogs}</dialog-info>`
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(subscription.header('Via'))?.[1])
      peer.send(
        port,
        [
          `NOTIFY sip:x@127.0.0.1:${port} SIP/2.0`, `Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKn${version}`, `From: <sip:${extension}@practice.test>;tag=peer`, `To: ${subscription.header('From')}`,
          `Call-ID: ${subscription.header('Call-ID')}`, `CSeq: ${version} NOTIFY`, 'Event: dialog', `Subscription-State: ${state}`, 'Content-Type: application/dialog-info+xml',
        ],
        body,
      )
      return expect.poll(() => peer.got.some((one) => one.status === 200 && one.header('CSeq') === `${version} NOTIFY`), SOON).toBe(true)
    },
  }
}

const dialog = (id: string, state: string, number: string | null = '+15550100199', more = 'direction="recipient"'): string =>
  `<dialog id="${id}" ${more}><state>${state}</state>${number === null ? '' : `<remote><identity display="MARIA">sip:${number}@carrier.test</identity></remote>`}</dialog>`

describe('watched extensions', () => {
  test('make one call of a group that rings, say which answered, and when it was over', async () => {
    const pbx = await reporter()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, watch: '101, 102' })
    await Promise.all([pbx.watches('101'), pbx.watches('102')])
    await pbx.tell('101', '')
    await pbx.tell('102', '')
    // As Asterisk does: the id is the extension's, call after call.
    await pbx.tell('101', dialog('101', 'early'))
    await pbx.tell('102', dialog('102', 'early'))
    await pbx.tell('102', dialog('102', 'confirmed', null))
    await pbx.tell('101', dialog('101', 'terminated', null))
    expect(line.facts.map((fact) => fact.type)).toEqual(['ringing', 'answered'])
    await pbx.tell('102', dialog('102', 'terminated', null))
    await expect.poll(() => line.facts.map((fact) => [fact.type, 'phone' in fact ? fact.phone : null]), SOON).toEqual([['ringing', null], ['answered', '102'], ['ended', null]])
    expect(line.facts[0]).toMatchObject({ number: '+15550100199', callerName: 'MARIA', direction: 'in' })
    await pbx.tell('101', dialog('101', 'early'))
    // What a full report does not name any more is over.
    await pbx.tell('101', '')
    await expect.poll(() => line.facts.map((fact) => fact.type), SOON).toEqual(['ringing', 'answered', 'ended', 'ringing', 'missed'])
  })

  test('are watched anew when the phone system ends it, and a report that cannot be read costs nothing', async () => {
    const pbx = await reporter()
    const line = await runSip({ server: `127.0.0.1:${pbx.port}`, watch: '101' })
    await pbx.watches('101')
    await pbx.tell('101', '<!DOCTYPE x><boom/>')
    await pbx.tell('101', '', 'terminated;reason=deactivated')
    await expect.poll(() => new Set(pbx.subscribed.map((one) => one.header('Call-ID'))).size, SOON).toBe(2)
    await pbx.tell('101', dialog('a', 'confirmed', '+15550100177', 'call-id="out-1" direction="initiator"'))
    await expect.poll(() => line.facts, SOON).toMatchObject([{ type: 'ringing', direction: 'out', number: '+15550100177' }, { type: 'answered' }])
    await line.stop()
    // Quitting, it asks for no more.
    expect(pbx.peer.got.filter((one) => one.method === 'SUBSCRIBE').at(-1)?.header('Expires')).toBe('0')
  })
})
