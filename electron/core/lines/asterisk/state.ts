import { createHash } from 'node:crypto'
import type { LineFact } from '../line.ts'
import type { Call } from './call.ts'
import type { Block } from './reader.ts'
import { recentMap } from './recent.ts'

const MOST_CALLS = 10_000
const MOST_CHANNELS = 50_000
/** No call of a practice has more channels in its life than this, nor a bridge more members at once. */
export const MOST_OF_ONE = 200

export type Channel = { name: string; call: Call | null; bridge: string | null }

/** What is known of the phone system; every file that follows its events works on it. Bounded, whatever the wire brings. */
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

export function createState(): State {
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
  return state
}

/** The call an event is about. A channel stays with the call it came with, even when it takes over an older call's Linkedid. */
export function callOf(state: State, event: Block, prefix: '' | 'Dest' = ''): Call | null {
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

/** Counts a channel to a call, or to none yet. */
export function join(state: State, call: Call | null, uniqueid: string, name: string): void {
  if (call && call.channels.size >= MOST_OF_ONE) return
  state.channels.set(uniqueid, { name, call, bridge: null })
  call?.channels.add(uniqueid)
}

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
