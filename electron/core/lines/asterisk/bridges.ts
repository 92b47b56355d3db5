import type { LineFact } from '../line.ts'
import { answer } from './call.ts'
import { isPhoneLeg } from './channels.ts'
import { whoIs } from './dialling.ts'
import type { Block } from './reader.ts'
import { callOf, MOST_OF_ONE, type State } from './state.ts'
import type { Trunks } from './trunks.ts'

/** Channels that are put together, and those that take another's place: transfers, parking, a call picked up for another phone. */
type Known = { state: State; trunks: Trunks }

/** The live channel of a call may be swapped for another that takes its name ("masquerade", as in transfers of old). */
export function renamed({ state }: Known, event: Block): void {
  const uniqueid = event.get('Uniqueid')
  const name = event.get('Newname')
  const channel = state.channels.get(uniqueid)
  if (channel) channel.name = name
  const call = callOf(state, event) ?? state.channels.get(uniqueid)?.call
  if (call?.trunk && call.trunk.channel === name && uniqueid !== '') {
    call.trunk = { uniqueid, channel: name }
    call.channels.add(uniqueid)
    state.channels.set(uniqueid, { name, call, bridge: channel?.bridge ?? null })
  }
}

export function bridged(it: Known, event: Block, at: number): LineFact[] {
  const { state } = it
  const bridge = event.get('BridgeUniqueid')
  const uniqueid = event.get('Uniqueid')
  const channel = state.channels.get(uniqueid)
  if (bridge === '' || !channel) return []
  const members = state.bridges.get(bridge) ?? new Set()
  if (members.size >= MOST_OF_ONE) return []
  members.add(uniqueid)
  state.bridges.set(bridge, members)
  channel.bridge = bridge
  callOf(state, event)
  // In a bridge of two a caller and a phone talk, however they came together: picked up for another phone, or out of parking.
  return event.get('BridgeType') === 'basic' ? [...members].flatMap((member) => together(it, member, members, at)) : []
}

function together({ state, trunks }: Known, member: string, members: Set<string>, at: number): LineFact[] {
  const call = state.channels.get(member)?.call
  if (call?.direction !== 'in' || call.answeredAt !== null || call.trunk?.uniqueid !== member) return []
  for (const other of members) {
    const name = state.channels.get(other)?.name ?? ''
    if (other !== member && isPhoneLeg(name) && !trunks.isTrunk(name, '')) return answer(call, at, whoIs(trunks, name, '', '', ''))
  }
  return []
}

export function unbridged({ state }: Known, event: Block): void {
  const members = state.bridges.get(event.get('BridgeUniqueid'))
  members?.delete(event.get('Uniqueid'))
  if (members?.size === 0) state.bridges.delete(event.get('BridgeUniqueid'))
}
