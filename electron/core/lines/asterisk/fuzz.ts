import { createClock } from './clock.ts'
import { holdAgain, readKept, writeKept } from './kept.ts'
import { createReader } from './reader.ts'
import { rebuild } from './rebuild.ts'
import { inbound } from './testing/scene.ts'
import { createTracker } from './tracker.ts'
import { createTrunks } from './trunks.ts'

const call = inbound(7)
const GREETING = 'Asterisk Call Manager/11.0.0\r\n'
const NOW = 1_795_400_100_000

/** What a phone system may send, whatever it is: read and followed without a socket or a file. For the fuzz command. */
export const asteriskFuzz: { name: string; seeds: (string | Buffer)[]; run: (input: Buffer) => void } = {
  name: 'asterisk',
  seeds: [
    [GREETING, ...call.opened(), ...call.ringing(), ...call.answered(), ...call.hungUpTalking()].join(''),
    [GREETING, ...call.opened(), ...call.ringing(), ...call.leftMessage()].join(''),
    [...call.opened(), ...call.ringing(), ...call.gaveUp(), ...inbound(8).opened()].join(''),
    `${GREETING}Response: Success\r\nActionID: rapport-1\r\nEventList: start\r\n\r\n${call.listed('talking', 95).map((row) => `Event: CoreShowChannel\r\n${row}\r\n\r\n`).join('')}Event: CoreShowChannelsComplete\r\n\r\n`,
    'Response: Follows\r\nPrivilege: Command\r\nfirst line\r\n\r\nsecond: line\r\n--END COMMAND--\r\n\r\nEvent: Rename\r\nChannel: SIP/a-1\r\nNewname: SIP/a-1<MASQ>\r\nUniqueid: 1.1\r\n\r\n',
    'Event: MessageWaiting\nMailbox: 101@default\nNew: 2\nLinkedid: 1795400007.70\n\nEvent: BridgeEnter\nBridgeUniqueid: b\nBridgeType: basic\nUniqueid: 1795400007.70\n\n',
  ],
  run(input) {
    const reader = createReader(() => undefined)
    const tracker = createTracker({ trunks: createTrunks(['from-trunk'], null), dialPrefix: '9' })
    const clock = createClock(() => NOW)
    const middle = input.length >> 1
    const blocks = [...reader.push(input.subarray(0, middle)), ...reader.push(input.subarray(middle))]
    tracker.state.connection = 1
    for (const block of blocks) tracker.take(block, clock.of(block))
    // A second connection, and what Rapport kept of it over a restart.
    const restarted = createTracker({ trunks: createTrunks(['from-trunk'], tracker.trunks.learnt()), dialPrefix: '9' })
    holdAgain(restarted, readKept(writeKept(tracker, NOW)).calls)
    const listed = blocks.filter((block) => block.get('Event') === 'CoreShowChannel')
    for (const it of [tracker, restarted]) {
      it.state.connection = 2
      rebuild(it, listed, NOW, NOW - 1000)
    }
  },
}
