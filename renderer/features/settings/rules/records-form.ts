import type { RecordsSourceView } from '@shared/contract/views.ts'
import { MINUTE } from '@shared/time.ts'

/** Where the practice software is listened for, as typed. */
export type RecordsForm = { port: string; address: string }

export function toRecordsForm({ port, address }: RecordsSourceView): RecordsForm {
  return { port: String(port), address }
}

/** What keeps the port from being saved. The core says what is wrong with an address. */
export function portProblem(port: string): string | null {
  return /^\d{1,5}$/.test(port.trim()) && Number(port) >= 1 && Number(port) <= 65535 ? null : 'The port is a whole number from 1 to 65535; 2575 is the usual one for HL7.'
}

/** Whether others than this PC can reach it. */
export function reachesOut(address: string): boolean {
  const typed = address.trim()
  return typed !== '' && !typed.startsWith('127.') && typed !== '::1'
}

/** "412 taken in, 3 without anything to keep, 1 refused." Only what there was. */
export function countsInWords({ taken, passedOver, refused, dropped }: RecordsSourceView['status']): string {
  const parts = [
    taken > 0 ? `${number(taken)} taken in` : null,
    passedOver > 0 ? `${number(passedOver)} with nothing to keep` : null,
    refused > 0 ? `${number(refused)} refused` : null,
    dropped > 0 ? `${number(dropped)} ${dropped === 1 ? 'piece' : 'pieces'} that ${dropped === 1 ? 'was' : 'were'} no message` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'No message has come since Rapport was started.' : `Since Rapport was started: ${parts.join(', ')}.`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}

/** Refused a while ago and well since is no news. */
export function refusalIsNews({ lastRefusal, refused, taken, lastAt }: RecordsSourceView['status'], now: number): boolean {
  return lastRefusal !== null && refused > 0 && (now - lastRefusal.at < 60 * MINUTE || lastAt === lastRefusal.at || taken === 0)
}
