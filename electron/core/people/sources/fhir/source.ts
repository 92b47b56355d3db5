import type { Incoming, IncomingVisit, PersonValues } from '../../import/incoming.ts'
import type { GiveWay } from '../../import/slices.ts'
import { BATCH, type Source, type SourceRecord } from '../../import/source.ts'
import { personFrom, type Collected, type Problem } from './collected.ts'
import type { ReadVisit } from './visit.ts'

/** The newest visits of a person that are brought in; the card and what it concludes need no more. */
const MOST_VISITS = 100

const NOBODY: PersonValues = { givenName: '', familyName: '', preferredName: '', pronouns: '', birthDate: '', language: '', email: '', externalId: '', otherIds: [], idSource: 'fhir', phones: [] }

/**
 * What was read from FHIR, as a source of records: each person with their visits; then visits of people who are not in what
 * was read, but may be here already; then what could not be taken in.
 */
export async function fhirSource(name: string, collected: Collected, giveWay: GiveWay): Promise<Source> {
  const { people, problems } = collected
  const byPerson = await visitsByPerson(collected, giveWay)
  const related = collected.relatedNotes()
  const strangers = [...byPerson.keys()].filter((key) => !people.has(key))
  const skipped = [...problems.values()].flatMap(reasonsOf)
  return {
    name,
    total: people.size + strangers.length + skipped.length,
    async *batches(giveWay) {
      let line = 0
      const batch = batches()
      for (const [key, kept] of people) {
        const full = batch.add(personWith(collected, key, kept, related.get(key) ?? [], byPerson.get(key) ?? [], (line += 1)))
        if (full) yield full
        await giveWay()
      }
      for (const key of strangers) {
        const theirs = byPerson.get(key) ?? []
        const full = batch.add({ line: (line += 1), name: 'somebody who is not in these records', notes: [], visits: visitsFor(collected, key, theirs), values: { ...NOBODY, otherIds: [key] }, skip: null })
        if (full) yield full
        await giveWay()
      }
      for (const skip of skipped) {
        const full = batch.add({ line: (line += 1), name: '', notes: [], visits: [], values: null, skip })
        if (full) yield full
      }
      const rest = batch.rest()
      if (rest.length > 0) yield rest
    },
  }
}

function batches(): { add: (record: Incoming) => readonly SourceRecord[] | null; rest: () => readonly SourceRecord[] } {
  let ready: SourceRecord[] = []
  const rest = (): readonly SourceRecord[] => {
    const full = ready
    ready = []
    return full
  }
  return {
    rest,
    add(record) {
      ready.push(record)
      return ready.length === BATCH ? rest() : null
    },
  }
}

function personWith(collected: Collected, key: string, kept: string, related: readonly string[], visits: readonly ReadVisit[], line: number): Incoming {
  const person = personFrom(kept)
  const notes = [...person.notes, ...related, ...(visits.length > MOST_VISITS ? [`only the newest ${MOST_VISITS} of ${visits.length} visits`] : [])]
  if (person.values === null) return { line, name: person.name, notes, visits: [], values: null, skip: person.skip }
  return { line, name: person.name, notes, visits: visitsFor(collected, key, visits), values: person.values, skip: null }
}

/** The newest ones, oldest first. */
function visitsFor(collected: Collected, key: string, visits: readonly ReadVisit[]): IncomingVisit[] {
  return visits
    .toSorted((a, b) => a.at - b.at)
    .slice(-MOST_VISITS)
    .map((visit) => ({ visitId: idFor(collected, key, visit), at: visit.at, status: visit.status, clinician: collected.clinicianOf(visit.clinicians), reason: visit.reason }))
}

/** An appointment of several people is a visit of each; the first keeps its name. */
function idFor(collected: Collected, key: string, { visitId, patients }: ReadVisit): string {
  const first = patients.map((pointer) => collected.personOf(pointer)).find((person) => person !== '')
  return first === key ? visitId : `${visitId}#${key}`
}

async function visitsByPerson(collected: Collected, giveWay: GiveWay): Promise<Map<string, ReadVisit[]>> {
  const byPerson = new Map<string, ReadVisit[]>()
  for (const visit of collected.visits.values()) {
    const people = new Set(visit.patients.map((pointer) => collected.personOf(pointer)).filter((key) => key !== ''))
    if (people.size === 0) collected.problem('a visit is of somebody who is not in these records', visit.resource)
    for (const key of people) {
      const theirs = byPerson.get(key)
      if (theirs) theirs.push(visit)
      else byPerson.set(key, [visit])
    }
    await giveWay()
  }
  return byPerson
}

function reasonsOf({ reason, places, count }: Problem): string[] {
  const rest = count - places.length
  return [...places.map((place) => `${place}: ${reason}`), ...(rest > 0 ? [`${rest.toLocaleString('en')} more: ${reason}`] : [])]
}
