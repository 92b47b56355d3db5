import { createHash } from 'node:crypto'
import type { LineFact } from '../line.ts'
import { answer, end, newCall, renumber, ring, voicemailOf, type Call } from './call.ts'
import { extensionOf, given, isChannel, isInner, isOutsideNumber, isZombie } from './channels.ts'
import type { Block } from './reader.ts'
import { recentMap } from './recent.ts'
import type { Trunks } from './trunks.ts'

const MOST_CALLS = 10_000
const MOST_CHANNELS = 50_000
/** No call of a practice has more channels in its life than this, nor a bridge more members at once. */
const MOST_OF_ONE = 200

export type Channel = { name: string; call: Call | null; bridge: string | null }

/** What the tracker knows; `rebuild.ts` works on it too. */
export type State = {
  /** By each Linkedid it goes by. */
  calls: Map<string, Call>
  channels: Map<string, Channel>
  /** Calls and channels that are over: what comes late begins none anew. */
  over: Map<string, true>
  gone: Map<string, true>
  /** Calls that ended unanswered a moment ago, for a message on the answering machine told after the end. */
  missed: Map<string, string>
  bridges: Map<string, Set<string>>
  mailboxes: Map<string, number>
  /** In front of each call's id: a Linkedid is unique within one run of one Asterisk only. */
  system: string
  /** Before Asterisk 16 nothing says DialState; the state of the ringing channel does. */
  oldDialect: boolean
  /** How many connections there were. */
  connection: number
}

export type Tracker = {
  state: State
  trunks: Trunks
  /**
   * One event, in the order the phone system told them. What it yields depends on nothing but the events before it.
   * Events told twice, or somewhat late, change nothing. @param at ms UTC
   */
  take: (event: Block, at: number) => LineFact[]
}

/** @param dialPrefix what phones dial before an outside number, such as "9" */
export function createTracker({ trunks, dialPrefix = '' }: { trunks: Trunks; dialPrefix?: string }): Tracker {
  const state: State = {
    calls: recentMap(MOST_CALLS, (call: Call) => forget(state, call)),
    channels: recentMap(MOST_CHANNELS),
    over: recentMap(MOST_CALLS),
    gone: recentMap(MOST_CHANNELS),
    missed: recentMap(1000),
    bridges: recentMap(MOST_CALLS),
    mailboxes: recentMap(1000),
    system: '',
    oldDialect: false,
    connection: 0,
  }

  /** The call an event is about. A channel stays with the call it came with, even when it takes over an older call's Linkedid. */
  function callOf(event: Block, prefix: '' | 'Dest' = ''): Call | null {
    const own = state.channels.get(event.get(`${prefix}Uniqueid`))?.call ?? null
    const linkedid = event.get(`${prefix}Linkedid`)
    const linked = state.calls.get(linkedid) ?? null
    const call = own?.direction ? own : (linked ?? own)
    if (!call) return null
    call.seen = state.connection
    if (own === call && linkedid !== '' && linked !== call && !linked?.direction && !state.over.has(linkedid) && call.linkedids.length < 20) {
      call.linkedids.push(linkedid)
      state.calls.set(linkedid, call)
    }
    return call
  }

  function newChannel(event: Block, at: number): void {
    const uniqueid = event.get('Uniqueid')
    const linkedid = event.get('Linkedid')
    const name = event.get('Channel')
    if (uniqueid === '' || linkedid === '' || !isChannel(name) || state.gone.has(uniqueid) || state.channels.has(uniqueid)) return
    if (uniqueid === linkedid && !state.calls.has(linkedid) && !state.over.has(linkedid)) open(event, at)
    join(state.calls.get(linkedid) ?? null, uniqueid, name)
  }

  function join(call: Call | null, uniqueid: string, name: string): void {
    if (call && call.channels.size >= MOST_OF_ONE) return
    state.channels.set(uniqueid, { name, call, bridge: null })
    call?.channels.add(uniqueid)
  }

  function open(event: Block, at: number): void {
    const linkedid = event.get('Linkedid')
    // "Down": Asterisk itself makes the channel, to call somebody.
    const opener = { uniqueid: event.get('Uniqueid'), channel: event.get('Channel'), exten: event.get('Exten'), number: given(event.get('CallerIDNum')), down: event.get('ChannelState') === '0' }
    const call = newCall({ id: callId(state.system, linkedid), linkedid, openedAt: at, opener, seen: state.connection })
    state.calls.set(linkedid, call)
    if (!opener.down) openedFrom(call, event)
  }

  /** A channel rings in by itself: from outside, or from a phone. */
  function openedFrom(call: Call, event: Block): void {
    if (!isInner(call.opener.channel) && trunks.opened(call.opener.channel, event.get('Context'), event.get('CallerIDNum'))) comesIn(call, event)
  }

  function comesIn(call: Call, event: Block): void {
    call.direction = 'in'
    call.trunk = { uniqueid: call.opener.uniqueid, channel: call.opener.channel }
    call.number = given(event.get('CallerIDNum'))
    call.callerName = given(event.get('CallerIDName'))
  }

  function newState(event: Block, at: number): LineFact[] {
    const call = callOf(event)
    const uniqueid = event.get('Uniqueid')
    if (!call || uniqueid === '') return []
    if (call.opener.down && uniqueid === call.opener.uniqueid && event.get('ChannelState') === '4' && call.direction === null) {
      call.opener.down = false
      openedFrom(call, event)
      return []
    }
    const rings = state.oldDialect && event.get('ChannelState') === '5' && call.direction === 'in' && uniqueid !== call.trunk?.uniqueid
    return rings && isPhoneLeg(event.get('Channel')) ? phoneRings(call, at) : []
  }

  function isPhoneLeg(name: string): boolean {
    return isChannel(name) && !isInner(name)
  }

  function phoneRings(call: Call, at: number): LineFact[] {
    call.reached = true
    return ring(call, at)
  }

  function dialBegins(event: Block, at: number): LineFact[] {
    const call = callOf(event) ?? callOf(event, 'Dest')
    const to = event.get('DestChannel')
    const uniqueid = event.get('DestUniqueid')
    // Without a caller's channel it is Asterisk itself that calls a phone, to connect it when it is picked up.
    if (!call || !isPhoneLeg(to) || uniqueid === '' || state.gone.has(uniqueid)) return []
    if (!call.channels.has(uniqueid)) join(call, uniqueid, to)
    if (event.get('Channel') === '' || !call.channels.has(uniqueid)) return []
    if (call.direction === null && trunks.looksOutside(call.opener.channel, event.get('CallerIDNum'), to) && !call.opener.down) comesIn(call, event)
    if (call.direction === 'in') {
      if (!trunks.isTrunk(to, event.get('DestContext'))) trunks.isPhone(to)
      call.dialled = true
      call.legs.add(uniqueid)
      return []
    }
    const number = dialledNumber(call, event)
    if (call.direction === null && trunks.dialled(to, event.get('DestContext'), number)) {
      call.direction = 'out'
      call.number = number === '' ? null : number
    }
    if (call.direction !== 'out') return []
    call.dialled = true
    call.legs.add(uniqueid)
    return ring(call, at)
  }

  /** What the phone dialled: the extension it asked for, or what was sent to the trunk. */
  function dialledNumber(call: Call, event: Block): string {
    const said = [call.opener.exten, event.get('Exten'), event.get('DestCallerIDNum'), /\+?\d{3,20}/.exec(event.get('DialString'))?.[0] ?? '']
    const number = said.find((text) => isOutsideNumber(text)) ?? said.find((text) => /^\d{3,6}$/.test(text)) ?? ''
    return dialPrefix !== '' && number.startsWith(dialPrefix) && isOutsideNumber(number.slice(dialPrefix.length)) ? number.slice(dialPrefix.length) : number
  }

  function dialState(event: Block, at: number): LineFact[] {
    const call = callOf(event) ?? callOf(event, 'Dest')
    const rings = ['RINGING', 'PROGRESS'].includes(event.get('DialStatus').toUpperCase())
    return call?.direction === 'in' && rings && isPhoneLeg(event.get('DestChannel')) ? phoneRings(call, at) : []
  }

  function dialEnds(event: Block, at: number): LineFact[] {
    const call = callOf(event) ?? callOf(event, 'Dest')
    const to = event.get('DestChannel')
    if (!call?.direction || !isPhoneLeg(to)) return []
    const uniqueid = event.get('DestUniqueid')
    const status = event.get('DialStatus').toUpperCase()
    if (status === 'ANSWER') {
      if (call.direction === 'in') return answer(call, at, whoIs(to, event.get('DestContext'), event.get('DestCallerIDNum'), event.get('DestCallerIDName')))
      // A phone that Asterisk rang first, to dial for it, has answered nobody yet.
      if (!call.legs.has(uniqueid) || call.answeredAt !== null) return []
      call.trunk = { uniqueid, channel: to }
      return answer(call, at, whoIs(call.opener.channel, '', call.opener.number ?? '', ''))
    }
    call.legs.delete(uniqueid)
    // Cancelled: another phone took it, or the caller gave up. That says nothing of its own.
    if (status !== 'CANCEL' && status !== '') call.lastStatus = status
    return []
  }

  function whoIs(channel: string, context: string, number: string, name: string): { staff: string | null; phone: string | null } {
    if (trunks.isTrunk(channel, context)) return { staff: null, phone: 'a phone outside' }
    const staff = extensionOf(channel, number)
    return { staff, phone: given(name) ?? staff }
  }

  function hangupRequested(event: Block): void {
    const call = callOf(event)
    if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') !== call.trunk?.uniqueid) return
    // We turned it away ourselves, or the last try was over before: then the caller did not end it.
    if (TURNED_AWAY.has(event.get('Cause')) || (call.legs.size === 0 && call.lastStatus !== '' && !call.queued)) return
    call.hungUp = true
  }

  function callerId(event: Block, at: number): LineFact[] {
    const call = callOf(event)
    if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') !== call.trunk?.uniqueid) return []
    const number = given(event.get('CallerIDNum'))
    if (/prohib/i.test(event.get('CID-CallingPres'))) {
      if (call.ringingAt === null) call.number = null
      return []
    }
    call.callerName = given(event.get('CallerIDName')) ?? call.callerName
    return number !== null && isOutsideNumber(number) ? renumber(call, number, given(event.get('CallerIDName')), at) : []
  }

  /** The number that a ringing phone shows, where none was known before. */
  function connectedLine(event: Block, at: number): LineFact[] {
    const call = callOf(event)
    const number = event.get('ConnectedLineNum')
    if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') === call.trunk?.uniqueid) return []
    return (call.number === null || !/\d/.test(call.number)) && isOutsideNumber(number) ? renumber(call, number, given(event.get('ConnectedLineName')), at) : []
  }

  /** The live channel of a call may be swapped for another that takes its name ("masquerade", as in transfers of old). */
  function renamed(event: Block): void {
    const uniqueid = event.get('Uniqueid')
    const name = event.get('Newname')
    const channel = state.channels.get(uniqueid)
    if (channel) channel.name = name
    const call = callOf(event) ?? state.channels.get(uniqueid)?.call
    if (call?.trunk && call.trunk.channel === name && uniqueid !== '') {
      call.trunk = { uniqueid, channel: name }
      call.channels.add(uniqueid)
      state.channels.set(uniqueid, { name, call, bridge: channel?.bridge ?? null })
    }
  }

  function bridged(event: Block, at: number): LineFact[] {
    const bridge = event.get('BridgeUniqueid')
    const uniqueid = event.get('Uniqueid')
    const channel = state.channels.get(uniqueid)
    if (bridge === '' || !channel) return []
    const members = state.bridges.get(bridge) ?? new Set()
    if (members.size >= MOST_OF_ONE) return []
    members.add(uniqueid)
    state.bridges.set(bridge, members)
    channel.bridge = bridge
    callOf(event)
    // In a bridge of two a caller and a phone talk, however they came together: picked up for another phone, or out of parking.
    return event.get('BridgeType') === 'basic' ? [...members].flatMap((member) => together(member, members, at)) : []
  }

  function together(member: string, members: Set<string>, at: number): LineFact[] {
    const call = state.channels.get(member)?.call
    if (call?.direction !== 'in' || call.answeredAt !== null || call.trunk?.uniqueid !== member) return []
    for (const other of members) {
      const name = state.channels.get(other)?.name ?? ''
      if (other !== member && isPhoneLeg(name) && !trunks.isTrunk(name, '')) return answer(call, at, whoIs(name, '', '', ''))
    }
    return []
  }

  function unbridged(event: Block): void {
    const members = state.bridges.get(event.get('BridgeUniqueid'))
    members?.delete(event.get('Uniqueid'))
    if (members?.size === 0) state.bridges.delete(event.get('BridgeUniqueid'))
  }

  function queueConnected(event: Block, at: number): LineFact[] {
    const call = callOf(event)
    if (call?.direction !== 'in' || call.answeredAt !== null) return []
    const member = event.get('Interface') || event.get('DestChannel')
    return answer(call, at, { staff: extensionOf(member, ''), phone: given(event.get('MemberName')) })
  }

  function application(event: Block): void {
    const call = callOf(event)
    if (call?.direction !== 'in') return
    const name = event.get('Application').toLowerCase()
    if (name === 'voicemail' || name === 'minivmrecord') call.voicemail = true
    // From the answering machine to a person after all ("press 0").
    if (name === 'dial' || name === 'queue') call.voicemail = false
  }

  function messageLeft(event: Block, at: number): LineFact[] {
    const call = callOf(event)
    if (call) {
      call.voicemail = true
      return []
    }
    const id = state.missed.get(event.get('Linkedid'))
    return id === undefined ? [] : [voicemailOf(id, at)]
  }

  function messagesWaiting(event: Block, at: number): LineFact[] {
    const mailbox = event.get('Mailbox')
    const count = Number.parseInt(event.get('New') || (event.get('Waiting') === '1' ? '1' : '0'), 10) || 0
    const before = state.mailboxes.get(mailbox)
    state.mailboxes.set(mailbox, count)
    // Somebody who listens to the messages changes their count too, but not upwards.
    return count > 0 && (before === undefined || count > before) && event.get('Linkedid') !== '' ? messageLeft(event, at) : []
  }

  function hungUp(event: Block, at: number): LineFact[] {
    const uniqueid = event.get('Uniqueid')
    const channel = state.channels.get(uniqueid)
    const call = channel?.call ?? null
    state.channels.delete(uniqueid)
    if (uniqueid !== '') state.gone.set(uniqueid, true)
    if (channel?.bridge) state.bridges.get(channel.bridge)?.delete(uniqueid)
    if (!call) return []
    call.seen = state.connection
    call.channels.delete(uniqueid)
    call.legs.delete(uniqueid)
    const isEnd = uniqueid === call.trunk?.uniqueid && !isZombie(event.get('Channel'))
    return isEnd || call.channels.size === 0 ? finish(state, call, end(call, at)) : []
  }

  function take(event: Block, at: number): LineFact[] {
    switch (event.get('Event').toLowerCase()) {
      case 'newchannel':
        newChannel(event, at)
        return []
      case 'newstate':
        return newState(event, at)
      case 'dialbegin':
        return dialBegins(event, at)
      case 'dialstate':
        return dialState(event, at)
      case 'dialend':
        return dialEnds(event, at)
      case 'newcallerid':
        return callerId(event, at)
      case 'newconnectedline':
        return connectedLine(event, at)
      case 'rename':
        renamed(event)
        return []
      case 'bridgeenter':
        return bridged(event, at)
      case 'bridgeleave':
        unbridged(event)
        return []
      case 'bridgedestroy':
        state.bridges.delete(event.get('BridgeUniqueid'))
        return []
      case 'queuecallerjoin': {
        const call = callOf(event)
        if (call) call.queued = true
        return []
      }
      case 'queuecallerabandon': {
        const call = callOf(event)
        if (call) call.leftQueue = true
        return []
      }
      case 'agentconnect':
        return queueConnected(event, at)
      case 'newexten':
        application(event)
        return []
      case 'varset':
        return event.get('Variable') === 'VMSTATUS' && event.get('Value') === 'SUCCESS' ? messageLeft(event, at) : []
      case 'userevent':
        return /^voicemail/i.test(event.get('UserEvent')) ? messageLeft(event, at) : []
      case 'messagewaiting':
        return messagesWaiting(event, at)
      case 'hanguprequest':
        hangupRequested(event)
        return []
      case 'hangup':
        return hungUp(event, at)
      default:
        return []
    }
  }

  return { state, trunks, take }
}

/** Causes with which a phone system turns a call away: busy, not there, not registered, rejected, out of order, congestion. */
const TURNED_AWAY = new Set(['17', '18', '19', '20', '21', '27', '34', '38', '42'])

/** Drops a call that is over. */
export function finish(state: State, call: Call, facts: LineFact[]): LineFact[] {
  if (call.direction === 'in' && call.answeredAt === null) state.missed.set(call.linkedids[0] ?? '', call.id)
  forget(state, call)
  for (const linkedid of call.linkedids) state.over.set(linkedid, true)
  return facts
}

export function forget(state: State, call: Call): void {
  for (const linkedid of call.linkedids) if (state.calls.get(linkedid) === call) state.calls.delete(linkedid)
  for (const uniqueid of call.channels) {
    const channel = state.channels.get(uniqueid)
    if (channel?.call === call) channel.call = null
  }
}

/** A call's id in facts: at most 140 characters, with no number in it. */
export function callId(system: string, linkedid: string): string {
  const plain = /^[\w.-]{1,80}$/.test(linkedid) ? linkedid : createHash('sha256').update(linkedid).digest('hex').slice(0, 40)
  return system === '' ? plain : `${system}-${plain}`
}
