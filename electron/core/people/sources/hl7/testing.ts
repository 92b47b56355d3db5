import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMessage, type Message } from './message.ts'
import type { Reading } from './person.ts'
import { readTold, type Told } from './read.ts'
import type { KnownVisit } from './visit.ts'

export const reading: Reading = { country: 'US', timeZone: 'America/Chicago', now: Date.UTC(2026, 2, 10, 15, 0) }

const FIXTURES = join(import.meta.dirname, '../../../../../tests/fixtures/hl7')

/** A public message as it would come over the wire: segments end in CR. */
export function fixture(name: string): Buffer {
  return Buffer.from(readFileSync(join(FIXTURES, `microsoft-${name}.hl7`), 'latin1').replace(/\r?\n/g, '\r'), 'latin1')
}

/** A message of these segments after an MSH; `header` replaces MSH fields by number. */
export function messageOf(type: string, segments: readonly string[], header: Readonly<Record<number, string>> = {}): Buffer {
  const fields = ['MSH', '^~\\&', 'PMS', 'ELM', 'RAPPORT', 'DESK', '20260310090000', '', type, '4711', 'P', '2.5.1', '', '', '', '', '', '']
  for (const [number, value] of Object.entries(header)) fields[Number(number) - 1] = value
  return Buffer.from(`${[fields.join('|'), ...segments].join('\r')}\r`)
}

export function read(bytes: Buffer): Message {
  const message = readMessage(bytes)
  if ('problem' in message) throw new Error(message.problem)
  return message
}

export function told(bytes: Buffer, known: KnownVisit = () => null): Told {
  return readTold(read(bytes), reading, known)
}

export const ROSA = 'PID|1||77^^^HOSP^MR||Núñez^Rosa||19670304|F|||||5550100177^PRN^CP'
export const appointment = (at: string, more = ''): string[] => [`SCH|P1|4711|||||^Knee check||||^^^${at}${more}`, ROSA, 'RGS|1', `AIS|1|A|CHECK|${at}`, 'AIP|1||7^Chen^Wei^^^Dr']
