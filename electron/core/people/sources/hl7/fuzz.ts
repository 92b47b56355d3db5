import { answersTo } from './ack.ts'
import { messagesIn } from './file.ts'
import { createFraming, frame } from './framing.ts'
import { readMessage } from './message.ts'
import { readTold } from './read.ts'

const segments = (...all: string[]): string => `${all.join('\r')}\r`
const framed = (...messages: string[]): Buffer => Buffer.concat(messages.map((message) => frame(Buffer.from(message))))

const patient = 'PID|1||77^^^HOSP&1.2.3&ISO^MR~9^^^LAB^PI||Nu\\X6E\\ez^Rosa^M^^^^L~Nunez^Ro\\T\\sy^^^^^N||19670304120000-0500|F|||1 Elm St^^Town||(555)010-0177^PRN^CP~^NET^Internet^rosa@example.org|^WPN^PH^^1^555^0100103^42|spa^Spanish'
const seeds = [
  framed(segments('MSH|^~\\&|PMS|ELM|RAPPORT|DESK|20260310090000.1234-0500||SIU^S13^SIU_S12|4711|P|2.5.1|||AL|AL||UNICODE UTF-8', 'SCH|P1|F1^NS|||||FOLLOWUP^Knee \\.br\\ check||||^^^20260316143000|||||||||||||Booked', 'TQ1|1||||||20260316143000', patient, 'RGS|1', 'AIS|1|A|X^Y|20260316143000', 'AIP|1||7^Chen^Wei^^^Dr|D||20260316143000', 'AIL|1||R1|C||20260316143000')),
  framed(segments('MSH#*!%+$#PMS#ELM#RAPPORT#DESK#2026##ADT*A04#5#P#2.8#####USA#8859/2', 'EVN#A04#20260310090000', 'PID#1##77***HOSP*MR##O%F%Hara*Ann##00000000', 'PV1#1#O#####7*Chen*Wei***********V1#############20260310090000'), segments('MSH|^~\\&|A|B|C|D|2026||ADT^A40|6|P|2.3|||NE|NE', 'EVN|A40', patient, 'MRG|78^^^HOSP^MR~79', '')),
  Buffer.from(['FHS|^~\\&|A', 'BHS|^~\\&|A', 'MSH|^~\\&|A|B|C|D|2026||ADT^A28|6|P|2.4', patient.replaceAll('\r', ''), 'ZZZ|1', 'BTS|1', 'FTS|1', ''].join('\r\n')),
]

const reading = { country: 'US', timeZone: 'America/Chicago', now: Date.UTC(2026, 2, 10, 15) }

/** Everything that reads what comes over MLLP or from a file of messages, and the writing of the answer. Nothing may be thrown. */
export const hl7Fuzz = {
  name: 'hl7',
  seeds,
  run(input: Buffer): void {
    const framing = createFraming(16 * 1024)
    // In two packets, as they come.
    const half = input.length >> 1
    for (const part of [input.subarray(0, half), input.subarray(half)]) {
      for (const one of framing.push(part)) if (one.type === 'message' || one.type === 'tooLarge') readAll(one.type === 'message' ? one.bytes : one.head)
    }
    for (const { bytes } of messagesIn(input)) {
      const message = readMessage(bytes)
      if ('separators' in message) readTold(message, reading, () => null)
    }
  },
}

function readAll(bytes: Buffer): void {
  const message = readMessage(bytes)
  if ('problem' in message) return void answersTo(null, { code: 'AR', number: 100, says: message.problem }, effects)
  const told = readTold(message, reading, () => null)
  answersTo(message, told.kind === 'refused' ? told : { code: 'AA', number: 0, says: '' }, effects)
}

const effects = { now: reading.now, timeZone: reading.timeZone, controlId: () => 'R1' }
