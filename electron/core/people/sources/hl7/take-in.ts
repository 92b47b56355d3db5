import type { Core } from '../../../core.ts'
import { log } from '../../../log.ts'
import { practiceOf } from '../../../practice/queries.ts'
import { takeIn } from '../../import/follow.ts'
import type { Incoming } from '../../import/incoming.ts'
import { peopleNow } from '../../import/people-now.ts'
import { mergeEvents } from '../../merge.ts'
import { visitById } from '../../queries.ts'
import type { Outcome } from './ack.ts'
import type { Received } from './listener.ts'
import { readMessage, type Message } from './message.ts'
import { readTold, type Told } from './read.ts'

/** From a message to the practice: read, taken in, and what to answer. */

export type TakenIn = { message: Message | null; outcome: Outcome; /** Whether anything of it was kept or could have been. */ kept: boolean }

export function createTakeIn(core: Core): (received: Received) => TakenIn {
  return (received) => {
    const read = readMessage(received.type === 'message' ? received.bytes : received.head)
    if (received.type === 'tooLarge') return refused('problem' in read ? null : read, { code: 'AR', number: 207, says: 'It is larger than 1 MB' })
    if ('problem' in read) return refused(null, { code: 'AR', number: 100, says: read.problem })
    try {
      const { country, timeZone } = practiceOf(core.db)
      const told = readTold(read, { country, timeZone, now: core.now() }, (visitId) => visitById(core.db, visitId))
      return { message: read, ...become(core, told) }
    } catch (error) {
      log.warn('hl7.notSaved', { error })
      return refused(read, { code: 'AE', number: 207, says: 'Rapport could not save this just now; send it again in a moment', again: true })
    }
  }
}

function refused(message: Message | null, outcome: Outcome): TakenIn {
  return { message, outcome, kept: false }
}

function become(core: Core, told: Told): Omit<TakenIn, 'message'> {
  switch (told.kind) {
    case 'refused':
      return { outcome: { code: told.code, number: told.number, says: told.says }, kept: false }
    case 'nothing':
      return { outcome: { code: 'AA', number: 0, says: told.says }, kept: false }
    case 'records':
      return taken(core, told.records)
    case 'merge': {
      for (const { from, into } of told.merges) join(core, from, into)
      return taken(core, told.merges.map(({ record }) => record))
    }
  }
}

function taken(core: Core, records: readonly Incoming[]): Omit<TakenIn, 'message'> {
  const skipped = takeIn(core, 'HL7', records).find(({ outcome }) => outcome === 'skip')
  return { outcome: skipped ? { code: 'AE', number: 204, says: `Not taken in: ${skipped.detail.replace(/^skipped: /, '')}` } : { code: 'AA', number: 0, says: '' }, kept: skipped === undefined }
}

/** Makes one of two records that are both here, as the desk would: what stood on the one that stays is kept. @param from ids as the practice software has them, the most telling first */
function join(core: Core, from: readonly string[], into: readonly string[]): void {
  const find = (ids: readonly string[]): string | undefined => ids.map((id) => peopleNow(core.db).withId(id)).find((found) => found.length === 1)?.[0]?.id
  const [goes, stays] = [find(from), find(into)]
  if (goes !== undefined && stays !== undefined && goes !== stays) core.record(mergeEvents(core, goes, stays, 'rule:hl7'))
}
