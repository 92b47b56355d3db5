import type { LineFact } from '../line.ts'
import { newCall, type Call } from './call.ts'
import { given, givenName, isChannel, isInner, isPhoneLeg } from './channels.ts'
import { phoneRings } from './dialling.ts'
import type { Block } from './reader.ts'
import { callId, callOf, join, type State } from './state.ts'
import type { Trunks } from './trunks.ts'

/** How a call begins: the channel whose Uniqueid is its Linkedid, and where it came from. */
type Known = { state: State; trunks: Trunks }

export function newChannel(it: Known, event: Block, at: number): void {
  const { state } = it
  const uniqueid = event.get('Uniqueid')
  const linkedid = event.get('Linkedid')
  const name = event.get('Channel')
  if (uniqueid === '' || linkedid === '' || !isChannel(name) || state.gone.has(uniqueid) || state.channels.has(uniqueid)) return
  if (uniqueid === linkedid && !state.calls.has(linkedid) && !state.over.has(linkedid)) open(it, event, at)
  join(state, state.calls.get(linkedid) ?? null, uniqueid, name)
}

function open(it: Known, event: Block, at: number): void {
  const linkedid = event.get('Linkedid')
  // "Down": Asterisk itself makes the channel, to call somebody.
  const opener = { uniqueid: event.get('Uniqueid'), channel: event.get('Channel'), exten: event.get('Exten'), number: given(event.get('CallerIDNum')), name: givenName(event.get('CallerIDName')), down: event.get('ChannelState') === '0' }
  const call = newCall({ id: callId(it.state.system, linkedid), linkedid, openedAt: at, opener, seen: it.state.connection })
  it.state.calls.set(linkedid, call)
  if (!opener.down) openedFrom(it, call, event)
}

/** A channel rings in by itself: from outside, or from a phone. */
function openedFrom({ trunks }: Known, call: Call, event: Block): void {
  if (!isInner(call.opener.channel) && trunks.opened(call.opener.channel, event.get('Context'), event.get('CallerIDNum'))) comesIn(call, event)
}

/** The call is one from outside. */
export function comesIn(call: Call, event: Block): void {
  call.direction = 'in'
  call.trunk = { uniqueid: call.opener.uniqueid, channel: call.opener.channel }
  // The event may be about a channel further in, which shows a number of its own.
  const isOpener = event.get('Uniqueid') === call.opener.uniqueid
  call.number = isOpener ? given(event.get('CallerIDNum')) : call.opener.number
  call.callerName = isOpener ? givenName(event.get('CallerIDName')) : call.opener.name
}

export function newState(it: Known, event: Block, at: number): LineFact[] {
  const { state } = it
  const call = callOf(state, event)
  const uniqueid = event.get('Uniqueid')
  if (!call || uniqueid === '') return []
  if (call.opener.down && uniqueid === call.opener.uniqueid && event.get('ChannelState') === '4' && call.direction === null) {
    call.opener.down = false
    openedFrom(it, call, event)
    return []
  }
  const rings = state.oldDialect && event.get('ChannelState') === '5' && call.direction === 'in' && uniqueid !== call.trunk?.uniqueid
  return rings && isPhoneLeg(event.get('Channel')) ? phoneRings(call, at) : []
}
