import type { IncomingMessage } from 'node:http'
import { eventSchemas } from '@shared/events/index.ts'
import { parseAddress } from '@shared/rules/address.ts'
import { Refused } from '../answers.ts'
import { MAX_ID } from '../fields.ts'
import type { LineFact, SendOutcome } from '../../line.ts'

/** What the fuzz targets of the lines that listen share: a request as Node gives it to them, and what must be true of what is read. */

/** Node refuses longer ones by itself. */
const LONGEST_HEAD = 16 * 1024

export type Wire = Pick<IncomingMessage, 'url' | 'method' | 'headers'> & { body: Buffer }

/** A request written as on the wire. What stands before no empty line is a body alone. */
export function requestIn(input: Buffer): Wire {
  const end = input.subarray(0, LONGEST_HEAD).indexOf('\r\n\r\n')
  if (end < 0) return { url: '/', method: 'POST', headers: {}, body: input }
  const [first = '', ...lines] = input.subarray(0, end).toString('latin1').split('\r\n')
  const [method = '', url = ''] = first.split(' ')
  const headers: IncomingMessage['headers'] = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { url, method, headers, body: input.subarray(end + 4) }
}

/** Does it and lets only a refusal pass. */
export function orRefused<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

/** A fact must fit into the journal, or its sender would be asked to send it again for ever. */
export function checkFact(fact: LineFact): void {
  check(fact.id.length <= MAX_ID && Number.isSafeInteger(fact.at), 'a fact has a short id and a time')
  if ('callId' in fact) check(fact.callId.length <= MAX_ID, 'a call has a short id')
  if (fact.type === 'ringing' || fact.type === 'text') {
    const address = parseAddress(fact.number)
    check(!('display' in address) || eventSchemas['call.ringing'].shape.display.safeParse(address.display).success, 'a number fits')
  }
  if (fact.type === 'text') check(fact.textId.length <= MAX_ID && fact.body.length <= 5000, 'a text fits')
  if (fact.type === 'missed') check((fact.why ?? '').length <= 200, 'why it was missed fits')
  if (fact.type === 'answered') check((fact.phone ?? fact.staff ?? '').length <= 120, 'a phone fits')
  if (fact.type === 'delivery') check((fact.reason ?? '').length <= 300, 'a reason fits')
}

/** What an answer means must fit too, and be plain words. */
export function checkOutcome(outcome: SendOutcome): void {
  if (outcome.outcome === 'sent') check((outcome.providerId ?? '').length <= 200, 'a provider’s id fits')
  else check(outcome.reason.length <= 300 && !/\p{Cc}/u.test(outcome.reason), 'a reason is short and plain')
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`)
}
