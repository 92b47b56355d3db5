import { isIP } from 'node:net'

/** Where the listener listens. */
export type Hl7Settings = { enabled: boolean; port: number; address: string }

/** IANA's port for HL7, and nobody but this PC. */
export const hl7Initial: Hl7Settings = { enabled: false, port: 2575, address: '127.0.0.1' }

/** What is wrong with an address to listen at, in words for the desk; null where nothing is. */
export function addressProblem(address: string): string | null {
  return isIP(address) === 0 ? 'Enter this PC’s own address in numbers, for example 192.168.1.20, or 127.0.0.1 for this PC only.' : null
}
