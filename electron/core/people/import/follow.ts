import type { NewEvent } from '@shared/events/index.ts'
import type { Core } from '../../core.ts'
import { eventsOfDecision } from './apply.ts'
import { Run, type Decision } from './decide.ts'
import type { Incoming } from './incoming.ts'
import { peopleNow } from './people-now.ts'

/**
 * Takes in records as the practice software tells them, one after the other: each is matched, decided and written at once,
 * as an import would. What the desk entered stays; where it differs, the desk is asked on the card.
 * @param source how differences name it: "HL7"
 * @returns what became of each record, in order
 * @throws what `record` throws; the records before are written
 */
export function takeIn(core: Core, source: string, records: readonly Incoming[]): Decision[] {
  const actor = `rule:${source.toLowerCase()}`
  return records.map((record) => {
    const decision = new Run(core, peopleNow(core.db), () => core.newId()).decide(record)
    const events = eventsOfDecision(decision, { importId: null, source, at: core.now(), actor })
    // Whom a source made, the desk did not enter: what the source says of them later is news, and no difference.
    core.record(events.map((event): NewEvent => (event.kind === 'patient.created' ? { ...event, body: { ...event.body, importId: `live:${source.toLowerCase()}` } } : event)))
    return decision
  })
}
