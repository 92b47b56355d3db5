import type { Block } from '../../../electron/core/lines/asterisk/reader.ts'

/**
 * The channels that are up, as a phone system's own events tell them: what `CoreShowChannels` would list at that moment.
 * The form of a row is that of the recorded list.
 */
type Row = { fields: Map<string, string>; application: string; since: number; /** Its name before it was renamed. */ before?: string }

const FIELDS = ['Channel', 'ChannelState', 'ChannelStateDesc', 'CallerIDNum', 'CallerIDName', 'ConnectedLineNum', 'ConnectedLineName', 'Language', 'AccountCode', 'Context', 'Exten', 'Priority', 'Uniqueid', 'Linkedid']

export type ChannelTable = {
  hear: (event: Block) => void
  /** Each row a block without its ActionID. @param now ms UTC */
  list: (now: number) => string[]
  /** As when the phone system starts anew. */
  clear: () => void
}

export function channelTable(): ChannelTable {
  const rows = new Map<string, Row>()
  let clock = 0

  function update(event: Block, prefix: '' | 'Dest'): Row | undefined {
    const row = rows.get(event.get(`${prefix}Uniqueid`))
    for (const name of FIELDS) {
      const value = event.get(prefix + name)
      if (row && value !== '') row.fields.set(name, value)
    }
    return row
  }

  /** A channel that takes another's name takes its place, and so its caller ("masquerade"). */
  function rename(row: Row, before: string, name: string): void {
    row.before ??= before
    row.fields.set('Channel', name)
    const was = [...rows.values()].find((other) => other !== row && other.before === name)
    if (was) for (const field of ['ChannelState', 'CallerIDNum', 'CallerIDName', 'ConnectedLineNum', 'ConnectedLineName']) row.fields.set(field, was.fields.get(field) ?? '')
  }

  return {
    hear(event) {
      const name = event.get('Event')
      clock = Math.max(clock, Number(event.get('Timestamp') || 0) * 1000)
      const uniqueid = event.get('Uniqueid')
      if (name === 'Newchannel') rows.set(uniqueid, { fields: new Map(), application: '', since: clock })
      if (name === 'Cdr') return
      const row = update(event, '')
      const called = update(event, 'Dest')
      if (name === 'DialBegin') {
        if (called) called.application = row?.application === 'Queue' ? 'AppQueue' : 'AppDial'
        if (row && row.application !== 'Queue') row.application = 'Dial'
      }
      if (name === 'QueueCallerJoin' && row) row.application = 'Queue'
      if (name === 'Newexten' && row) row.application = event.get('Application')
      if (name === 'Rename' && row) rename(row, event.get('Channel'), event.get('Newname'))
      if (name === 'Hangup') rows.delete(uniqueid)
    },
    list: (now) =>
      [...rows.values()].map(({ fields, application, since }) =>
        [...FIELDS.map((field) => `${field}: ${fields.get(field) ?? ''}`), `Application: ${application}`, 'ApplicationData: ', `Duration: ${duration(since === 0 ? 0 : now - since)}`, 'BridgeId: '].join('\r\n'),
      ),
    clear: () => rows.clear(),
  }
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}
