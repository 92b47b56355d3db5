import type { LineFact } from '../line.ts'
import { answer } from './call.ts'
import { extensionOf, givenName } from './channels.ts'
import type { Block } from './reader.ts'
import { callOf, type State } from './state.ts'

/** Callers who wait in a queue: who took them out of it, and who left. */
type Known = { state: State }

export function queueJoined({ state }: Known, event: Block): void {
  const call = callOf(state, event)
  if (call) call.queued = true
}

export function queueAbandoned({ state }: Known, event: Block): void {
  const call = callOf(state, event)
  if (call) call.leftQueue = true
}

export function queueConnected({ state }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event)
  if (call?.direction !== 'in' || call.answeredAt !== null) return []
  const member = event.get('Interface') || event.get('DestChannel')
  return answer(call, at, { staff: extensionOf(member, ''), phone: givenName(event.get('MemberName')) })
}
