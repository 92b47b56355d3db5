import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { now } from '../app.ts'
import { deferred, listening, type Peer, type PeerKind } from './peer.ts'

/** An Asterisk Manager Interface with one trunk and one desk phone; its events are as those of a real one. */

const GREETING = 'Asterisk Call Manager/11.0.0\r\n'
/** Actions whose answer is a list, here always an empty one. */
const LISTS = /^(CoreShowChannels|QueueStatus|QueueSummary|Status|DeviceStateList|ExtensionStateList|PJSIPShowEndpoints|SIPpeers)$/i

type Block = readonly (readonly [name: string, value: string])[]
const write = (blocks: readonly Block[]): string => blocks.map((block) => `${block.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`).join('')

async function openAsterisk(): Promise<Peer> {
  const signedIn = deferred()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    socket.write(GREETING)
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const blocks = (text + chunk).split(/\r?\n\r?\n/)
      text = blocks.pop() ?? ''
      for (const block of blocks) answer(socket, new Map(block.split(/\r?\n/).map((line) => [(/^[^:]*/.exec(line)?.[0] ?? '').toLowerCase(), line.replace(/^[^:]*:\s*/, '')])))
    })
  })
  function answer(socket: Socket, fields: Map<string, string>): void {
    const action = fields.get('action') ?? ''
    const own = fields.has('actionid') ? [['ActionID', fields.get('actionid') ?? ''] as const] : []
    const say = (...block: Block): void => void socket.write(write([block]), 'latin1')
    if (/^Login$/i.test(action)) {
      say(['Response', 'Success'], ...own, ['Message', 'Authentication accepted'])
      say(['Event', 'FullyBooted'], ['Privilege', 'system,all'], ['Uptime', '3600'], ['LastReload', '3600'], ['Status', 'Fully Booted'])
      // A line that asks for no calls under way is connected all the same.
      setTimeout(signedIn.resolve, 2 * SECOND)
    } else if (/^Challenge$/i.test(action)) say(['Response', 'Success'], ...own, ['Challenge', '12345678'])
    else if (/^Ping$/i.test(action)) say(['Response', 'Success'], ...own, ['Ping', 'Pong'], ['Timestamp', stamp()])
    else if (LISTS.test(action)) {
      say(['Response', 'Success'], ...own, ['EventList', 'start'], ['Message', 'The list follows'])
      say(['Event', `${action}Complete`], ...own, ['EventList', 'Complete'], ['ListItems', '0'])
    } else say(['Response', 'Success'], ...own, ['Message', 'Done'])
  }
  const port = await listening(server)

  let serial = 0
  const calls = new Map<string, ReturnType<typeof callOf>>()
  function callOf(number: string) {
    const [first, second] = [(serial += 1), (serial += 1)]
    const began = Math.floor(Date.now() / 1000)
    return { number, trunk: `PJSIP/trunk-${hex(first)}`, phone: `PJSIP/101-${hex(second)}`, linked: `${began}.${first}`, own: `${began}.${second}` }
  }
  function call(id: string, number = ''): ReturnType<typeof callOf> {
    const it = calls.get(id) ?? callOf(number)
    calls.set(id, it)
    return it
  }
  const send = (text: string): void => sockets.forEach((socket) => socket.write(text, 'latin1'))

  return {
    settings: { host: '127.0.0.1', port, user: 'rapport', password: 'x' },
    connected: signedIn.promise,
    ring(number, id) {
      const text = write(ringing(call(id, number)))
      const sentAt = now()
      send(text)
      return Promise.resolve(sentAt)
    },
    finish(_number, id) {
      send(write([dial(call(id), 'DialEnd', ['DialStatus', 'ANSWER']), ...hangups(call(id))]))
      return Promise.resolve()
    },
    async flood(numbers, id) {
      const startedAt = now()
      for (const [index, number] of numbers.entries()) {
        const it = call(`${id}-${index}`, number)
        send(write([...ringing(it), ofTrunk(it, 'HangupRequest'), dial(it, 'DialEnd', ['DialStatus', 'CANCEL']), ...hangups(it)]))
        // What the socket has not taken yet must not pile up here for ever.
        if (index % 50 === 49) await Promise.all([...sockets].filter((socket) => socket.writableNeedDrain).map((socket) => once(socket, 'drain')))
      }
      return startedAt
    },
    async close() {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Call = { number: string; trunk: string; phone: string; linked: string; own: string }

const hex = (serial: number): string => serial.toString(16).padStart(8, '0')
const stamp = (): string => (Date.now() / 1000).toFixed(6)

function channel(name: string, { caller, callerName, connected, context, state, exten }: { caller: string; callerName: string; connected: string; context: string; state: [string, string]; exten: string }, prefix = ''): Block {
  const rows: Block = [['Channel', name], ['ChannelState', state[0]], ['ChannelStateDesc', state[1]], ['CallerIDNum', caller], ['CallerIDName', callerName], ['ConnectedLineNum', connected], ['ConnectedLineName', '<unknown>'], ['Language', 'en'], ['AccountCode', ''], ['Context', context], ['Exten', exten], ['Priority', '1']]
  return rows.map(([key, value]) => [`${prefix}${key}`, value] as const)
}

const trunkOf = ({ trunk, number }: Call): Block => channel(trunk, { caller: number, callerName: '<unknown>', connected: '<unknown>', context: 'from-trunk', state: ['4', 'Ring'], exten: '+15550100000' })
const phoneOf = ({ phone, number }: Call, state: [string, string], prefix = ''): Block => channel(phone, { caller: '101', callerName: 'Desk one', connected: number, context: 'internal', state, exten: '+15550100000' }, prefix)

const head = (event: string): Block => [['Event', event], ['Privilege', 'call,all'], ['Timestamp', stamp()]]
const ofTrunk = (call: Call, event: string, ...more: Block): Block => [...head(event), ...trunkOf(call), ['Uniqueid', call.linked], ['Linkedid', call.linked], ...more]
const ofPhone = (call: Call, event: string, state: [string, string], ...more: Block): Block => [...head(event), ...phoneOf(call, state), ['Uniqueid', call.own], ['Linkedid', call.linked], ...more]
const dial = (call: Call, event: string, ...more: Block): Block => ofTrunk(call, event, ...phoneOf(call, ['5', 'Ringing'], 'Dest'), ['DestUniqueid', call.own], ['DestLinkedid', call.linked], ...more)

function ringing(call: Call): Block[] {
  return [ofTrunk(call, 'Newchannel'), ofPhone(call, 'Newchannel', ['0', 'Down']), dial(call, 'DialBegin', ['DialString', '101']), ofPhone(call, 'Newstate', ['5', 'Ringing']), dial(call, 'DialState', ['DialStatus', 'RINGING'])]
}

function hangups(call: Call): Block[] {
  return [ofPhone(call, 'Hangup', ['5', 'Ringing'], ['Cause', '16'], ['Cause-txt', 'Normal Clearing']), ofTrunk(call, 'Hangup', ['Cause', '16'], ['Cause-txt', 'Normal Clearing'])]
}

export const asteriskPeer: PeerKind = { kind: 'asterisk', way: 'tcp', shows: 'call', rings: 100, open: openAsterisk }
