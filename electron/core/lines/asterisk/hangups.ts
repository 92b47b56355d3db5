import type { LineFact } from '../line.ts'
import { end } from './call.ts'
import { isZombie } from './channels.ts'
import type { Block } from './reader.ts'
import { callOf, finish, type State } from './state.ts'

/** The end of channels and of calls, and whether it was the caller who ended one. */
type Known = { state: State }

/** Causes with which a phone system turns a call away: busy, not there, not registered, rejected, out of order, congestion. */
const TURNED_AWAY = new Set(['17', '18', '19', '20', '21', '27', '34', '38', '42'])

export function hangupRequested({ state }: Known, event: Block): void {
  const call = callOf(state, event)
  if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') !== call.trunk?.uniqueid) return
  // We turned it away ourselves, or the last try was over before: then the caller did not end it.
  if (TURNED_AWAY.has(event.get('Cause')) || (call.legs.size === 0 && call.lastStatus !== '' && !call.queued)) return
  call.hungUp = true
}

export function hungUp({ state }: Known, event: Block, at: number): LineFact[] {
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
