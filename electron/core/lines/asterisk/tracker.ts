import type { LineFact } from '../line.ts'
import { bridged, renamed, unbridged } from './bridges.ts'
import { LONGEST_NAME } from './channels.ts'
import { dialBegins, dialEnds, dialState } from './dialling.ts'
import { hangupRequested, hungUp } from './hangups.ts'
import { application, messageLeft, messagesWaiting } from './messages.ts'
import { callerId, connectedLine } from './numbers.ts'
import { newChannel, newState } from './opening.ts'
import { queueAbandoned, queueConnected, queueJoined } from './queues.ts'
import type { Block } from './reader.ts'
import { createState, type State } from './state.ts'
import type { Trunks } from './trunks.ts'

export type Tracker = {
  state: State
  trunks: Trunks
  /** What phones dial before an outside number, such as "9". */
  dialPrefix: string
  /**
   * One event, in the order the phone system told them. What it yields depends on nothing but the events before it.
   * Events told twice, or somewhat late, change nothing. @param at ms UTC
   */
  take: (event: Block, at: number) => LineFact[]
}

const NAMES = ['Uniqueid', 'Linkedid', 'Channel', 'DestUniqueid', 'DestLinkedid', 'DestChannel', 'BridgeUniqueid', 'Newname', 'Mailbox', 'Exten', 'Context', 'DestContext', 'DialStatus']

type Follow = (event: Block, at: number) => LineFact[] | void

export function createTracker({ trunks, dialPrefix = '' }: { trunks: Trunks; dialPrefix?: string }): Tracker {
  const state = createState()
  const it = { state, trunks, dialPrefix }
  const follow = new Map<string, Follow>([
    ['newchannel', (event, at) => newChannel(it, event, at)],
    ['newstate', (event, at) => newState(it, event, at)],
    ['dialbegin', (event, at) => dialBegins(it, event, at)],
    ['dialstate', (event, at) => dialState(it, event, at)],
    ['dialend', (event, at) => dialEnds(it, event, at)],
    ['newcallerid', (event, at) => callerId(it, event, at)],
    ['newconnectedline', (event, at) => connectedLine(it, event, at)],
    ['rename', (event) => renamed(it, event)],
    ['bridgeenter', (event, at) => bridged(it, event, at)],
    ['bridgeleave', (event) => unbridged(it, event)],
    ['bridgedestroy', (event) => void state.bridges.delete(event.get('BridgeUniqueid'))],
    ['queuecallerjoin', (event) => queueJoined(it, event)],
    ['queuecallerabandon', (event) => queueAbandoned(it, event)],
    ['agentconnect', (event, at) => queueConnected(it, event, at)],
    ['newexten', (event) => application(it, event)],
    ['varset', (event, at) => (event.get('Variable') === 'VMSTATUS' && event.get('Value') === 'SUCCESS' ? messageLeft(it, event, at) : [])],
    ['userevent', (event, at) => (/^voicemail/i.test(event.get('UserEvent')) ? messageLeft(it, event, at) : [])],
    ['messagewaiting', (event, at) => messagesWaiting(it, event, at)],
    ['hanguprequest', (event) => hangupRequested(it, event)],
    ['hangup', (event, at) => hungUp(it, event, at)],
  ])
  return {
    state,
    trunks,
    dialPrefix,
    take(event, at) {
      // Kept by these names: a flood of ever new ones of 64 kB each would fill the memory before any count did.
      if (NAMES.some((name) => event.get(name).length > LONGEST_NAME)) return []
      return follow.get(event.get('Event').toLowerCase())?.(event, at) ?? []
    },
  }
}
