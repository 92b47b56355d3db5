import type { LineFact } from '../line.ts'
import { voicemailOf } from './call.ts'
import type { Block } from './reader.ts'
import { callOf, type State } from './state.ts'

/** Whether a caller reached the answering machine, or left a message there. */
type Known = { state: State }

export function application({ state }: Known, event: Block): void {
  const call = callOf(state, event)
  if (call?.direction !== 'in') return
  const name = event.get('Application').toLowerCase()
  if (name === 'voicemail' || name === 'minivmrecord') call.voicemail = true
  // From the answering machine to a person after all ("press 0").
  if (name === 'dial' || name === 'queue') call.voicemail = false
}

export function messageLeft({ state }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event)
  if (call) {
    call.voicemail = true
    return []
  }
  const id = state.missed.get(event.get('Linkedid'))
  return id === undefined ? [] : [voicemailOf(id, at)]
}

export function messagesWaiting(it: Known, event: Block, at: number): LineFact[] {
  const mailbox = event.get('Mailbox')
  const count = Number.parseInt(event.get('New') || (event.get('Waiting') === '1' ? '1' : '0'), 10) || 0
  const before = it.state.mailboxes.get(mailbox)
  it.state.mailboxes.set(mailbox, count)
  // Somebody who listens to the messages changes their count too, but not upwards.
  return count > 0 && (before === undefined || count > before) && event.get('Linkedid') !== '' ? messageLeft(it, event, at) : []
}
