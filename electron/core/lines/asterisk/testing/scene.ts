import { createReader, type Block } from '../reader.ts'

/** Events of calls as Asterisk writes them, for tests that need many calls or their parts in another order. */

const STATES: Record<number, string> = { 0: 'Down', 4: 'Ring', 5: 'Ringing', 6: 'Up' }

export type Chan = { channel: string; state: number; number: string; name: string; context: string; exten: string; uniqueid: string; linkedid: string; connected: string; application: string }

function fields(chan: Chan, prefix = ''): string[] {
  return [
    `${prefix}Channel: ${chan.channel}`,
    `${prefix}ChannelState: ${chan.state}`,
    `${prefix}ChannelStateDesc: ${STATES[chan.state] ?? ''}`,
    `${prefix}CallerIDNum: ${chan.number}`,
    `${prefix}CallerIDName: ${chan.name}`,
    `${prefix}ConnectedLineNum: ${chan.connected}`,
    `${prefix}ConnectedLineName: <unknown>`,
    `${prefix}Context: ${chan.context}`,
    `${prefix}Exten: ${chan.exten}`,
    `${prefix}Priority: 1`,
    `${prefix}Uniqueid: ${chan.uniqueid}`,
    `${prefix}Linkedid: ${chan.linkedid}`,
  ]
}

function event(name: string, ...lines: string[]): string {
  return `${[`Event: ${name}`, 'Privilege: call,all', ...lines].join('\r\n')}\r\n\r\n`
}

/** One call coming in over the trunk for the phones 101 and 102, piece by piece. @param n tells it from all others */
export function inbound(n: number, number = `+1555010${String(n % 10_000).padStart(4, '0')}`) {
  const linkedid = `${1_795_400_000 + n}.${n * 10}`
  const chan = (channel: string, at: number, more: Partial<Chan>): Chan => ({
    channel: `${channel}-${(n * 10 + at).toString(16).padStart(8, '0')}`,
    state: 0,
    number,
    name: 'MARIA SILVA',
    context: 'from-internal',
    exten: 's',
    uniqueid: at === 0 ? linkedid : `${1_795_400_000 + n}.${n * 10 + at}`,
    linkedid,
    connected: '<unknown>',
    application: 'AppDial',
    ...more,
  })
  const trunk = chan('PJSIP/trunk', 0, { state: 4, context: 'from-trunk', exten: '+15550100000', application: 'Dial' })
  const phones = [chan('PJSIP/101', 1, { number: '101', name: 'Desk one', connected: number }), chan('PJSIP/102', 2, { number: '102', name: 'Desk two', connected: number })]
  const [one, two] = phones as [Chan, Chan]
  const with_ = (chan_: Chan, state: number): Chan => ({ ...chan_, state })
  return {
    linkedid,
    number,
    opened: () => [event('Newchannel', ...fields(trunk))],
    ringing: () => [
      ...phones.map((phone) => event('Newchannel', ...fields(phone))),
      ...phones.map((phone) => event('DialBegin', ...fields(trunk), ...fields(phone, 'Dest'), `DialString: ${phone.number}`)),
      ...phones.map((phone) => event('Newstate', ...fields(with_(phone, 5)))),
      ...phones.map((phone) => event('DialState', ...fields(trunk), ...fields(with_(phone, 5), 'Dest'), 'DialStatus: RINGING')),
    ],
    answered: () => [
      event('Newstate', ...fields(with_(two, 6))),
      event('DialEnd', ...fields(trunk), ...fields(with_(one, 5), 'Dest'), 'DialStatus: CANCEL'),
      event('DialEnd', ...fields(trunk), ...fields(with_(two, 6), 'Dest'), 'DialStatus: ANSWER'),
      event('Newstate', ...fields(with_(trunk, 6))),
      event('Hangup', ...fields(with_(one, 5)), 'Cause: 26'),
    ],
    hungUpTalking: () => [
      event('HangupRequest', ...fields(with_(trunk, 6)), 'Cause: 16'),
      event('SoftHangupRequest', ...fields(with_(trunk, 6)), 'Cause: 16'),
      event('Hangup', ...fields(with_(trunk, 6)), 'Cause: 16'),
      event('Hangup', ...fields(with_(two, 6)), 'Cause: 16'),
    ],
    timedOut: () => [
      ...phones.map((phone) => event('DialEnd', ...fields(trunk), ...fields(with_(phone, 5), 'Dest'), 'DialStatus: NOANSWER')),
      ...phones.map((phone) => event('Hangup', ...fields(with_(phone, 5)), 'Cause: 0')),
      event('SoftHangupRequest', ...fields(trunk), 'Cause: 16'),
      event('Hangup', ...fields(trunk), 'Cause: 16'),
    ],
    gaveUp: () => [
      event('HangupRequest', ...fields(trunk), 'Cause: 127'),
      ...phones.map((phone) => event('DialEnd', ...fields(trunk), ...fields(with_(phone, 5), 'Dest'), 'DialStatus: CANCEL')),
      ...phones.map((phone) => event('Hangup', ...fields(with_(phone, 5)), 'Cause: 127')),
      event('Hangup', ...fields(trunk), 'Cause: 127'),
    ],
    turnedAwayBusy: () => [
      ...phones.map((phone) => event('DialEnd', ...fields(trunk), ...fields(with_(phone, 5), 'Dest'), 'DialStatus: BUSY')),
      event('HangupRequest', ...fields(trunk), 'Cause: 17'),
      ...phones.map((phone) => event('Hangup', ...fields(with_(phone, 5)), 'Cause: 17')),
      event('Hangup', ...fields(trunk), 'Cause: 17'),
    ],
    leftMessage: () => [
      ...phones.map((phone) => event('DialEnd', ...fields(trunk), ...fields(with_(phone, 5), 'Dest'), 'DialStatus: NOANSWER')),
      ...phones.map((phone) => event('Hangup', ...fields(with_(phone, 5)), 'Cause: 0')),
      event('Newexten', ...fields(with_(trunk, 6)), 'Extension: s', 'Application: VoiceMail', 'AppData: 101@default,u'),
      event('HangupRequest', ...fields(with_(trunk, 6)), 'Cause: 16'),
      event('Hangup', ...fields(with_(trunk, 6)), 'Cause: 16'),
    ],
    /** As CoreShowChannels lists it. @param seconds how long it has been up */
    listed: (what: 'ringing' | 'talking', seconds: number) => {
      const rows = what === 'ringing' ? [trunk, with_(one, 5), with_(two, 5)] : [with_(trunk, 6), with_(two, 6)]
      return rows.map((row) => [...fields(row), `Application: ${row.application}`, 'ApplicationData: ', `Duration: ${duration(seconds)}`, 'BridgeId: '].join('\r\n'))
    },
  }
}

function duration(seconds: number): string {
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0')
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Text as it comes over the wire, as blocks. */
export function blocksOf(text: string): Block[] {
  return createReader(() => undefined).push(Buffer.from(text))
}
