import type { Appointment, Bundle, BundleEntry, Encounter, Patient, Practitioner, PractitionerRole, RelatedPerson, Resource } from 'fhir/r4'
import { Refusal } from '../../../handlers.ts'
import { one, text, type Loose } from './loose.ts'
import { deskIdentifiers, readPatient, relatedNote, updatedAt, type Reading, type ReadPerson } from './person.ts'
import { keysOf, readReference, type Pointer } from './references.ts'
import { practitionerName, practitionerOfRole, readAppointment, readEncounter, type ReadVisit, type VisitRead } from './visit.ts'

/** More than one practice has. What is beyond would fill the memory of the PC. */
export const LIMITS = { people: 500_000, visits: 1_000_000, others: 1_000_000 }

/** How often each reason is told with its place; the rest is only counted. */
const TOLD = 100
/** Bundles within Bundles, as an answer to a batch has them. */
const DEEPEST_BUNDLE = 3

/** Something that could not be taken in, and how often. */
export type Problem = { reason: string; places: string[]; count: number }

/**
 * What has been read so far, in any order: people, visits and who is who among the clinicians, each as small as what the card
 * shows. Nothing else of a record is kept.
 */
export class Collected {
  /** By `Patient/<id>`, as text: a hundred thousand objects would take three times the room. */
  readonly people = new Map<string, string>()
  readonly visits = new Map<string, ReadVisit>()
  readonly problems = new Map<string, Problem>()
  /** FHIR resources that were read, of whatever kind. */
  read = 0
  private readonly reading: Reading
  private readonly updated = new Map<string, number>()
  private readonly aliases = new Map<string, string>()
  private readonly clinicians = new Map<string, string>()
  private readonly roles = new Map<string, Pointer>()
  private readonly related = new Map<string, string[]>()
  private readonly pointers = new Map<string, Pointer>()
  private readonly words = new Map<string, string>()

  constructor(reading: Reading) {
    this.reading = reading
  }

  /**
   * Takes in what one resource says.
   * @param place where it stands, for the report
   * @throws Refusal when there is more than a practice can have
   */
  add({ resource, fullUrl }: Found, place: string): void {
    switch (resource.resourceType) {
      case 'Patient':
        this.addPatient(resource, fullUrl)
        break
      case 'Encounter':
        this.addVisit(readEncounter(resource as Loose<Encounter>, fullUrl, this.reading), place)
        break
      case 'Appointment':
        this.addVisit(readAppointment(resource as Loose<Appointment>, fullUrl, this.reading), place)
        break
      case 'Practitioner': {
        const name = this.word(practitionerName(resource as Loose<Practitioner>, this.reading.now))
        for (const key of keysOf('Practitioner', resource, fullUrl)) this.clinicians.set(key, name)
        break
      }
      case 'PractitionerRole': {
        const pointer = this.pointer(practitionerOfRole(resource as Loose<PractitionerRole>))
        for (const key of keysOf('PractitionerRole', resource, fullUrl)) this.roles.set(key, pointer)
        break
      }
      case 'RelatedPerson':
        this.addRelated(resource as Loose<RelatedPerson>)
        break
      default:
        if (typeof resource.resourceType !== 'string') return this.problem('is not a FHIR record', place)
        // Everything else about a person is none of the desk's business.
        break
    }
    this.read += 1
    if (this.people.size > LIMITS.people) throw tooMuch('people', LIMITS.people)
    if (this.visits.size > LIMITS.visits) throw tooMuch('visits', LIMITS.visits)
    if (this.clinicians.size + this.roles.size + this.related.size > LIMITS.others) throw tooMuch('clinicians and contacts', LIMITS.others)
  }

  problem(reason: string, place: string): void {
    const known = this.problems.get(reason) ?? { reason, places: [], count: 0 }
    known.count += 1
    if (known.places.length < TOLD) known.places.push(place)
    this.problems.set(reason, known)
  }

  /** The one name of a person who is spoken of; empty for somebody unknown who has no id. */
  personOf(pointer: Pointer): string {
    for (const key of pointer.keys) {
      const known = this.people.has(key) ? key : this.aliases.get(key)
      if (known !== undefined) return known
    }
    return pointer.keys.find((key) => key.startsWith('Patient/')) ?? ''
  }

  /** The name of the clinician who is spoken of: their own record's, else what the visit calls them. */
  clinicianOf(pointers: readonly Pointer[]): string {
    const names = pointers.map((pointer) => this.nameOf(pointer))
    return (names.find((name) => name !== '') ?? '').slice(0, 120)
  }

  /** What is told about the people around each patient, whose numbers are not taken. */
  relatedNotes(): Map<string, string[]> {
    const notes = new Map<string, string[]>()
    for (const [key, said] of this.related) {
      const person = this.personOf({ keys: [key], display: '' })
      notes.set(person, [...(notes.get(person) ?? []), ...said])
    }
    return notes
  }

  /** Whether there is anything to bring in. */
  get isEmpty(): boolean {
    return this.people.size === 0 && this.visits.size === 0
  }

  private nameOf(pointer: Pointer): string {
    if (pointer.keys.some((key) => this.people.has(key) || this.aliases.has(key))) return ''
    const direct = pointer.keys.map((key) => this.clinicians.get(key)).find((name) => name !== undefined && name !== '')
    if (direct !== undefined) return direct
    const role = pointer.keys.map((key) => this.roles.get(key)).find((one) => one !== undefined)
    const behind = role?.keys.map((key) => this.clinicians.get(key)).find((name) => name !== undefined && name !== '')
    return behind ?? (pointer.display || (role?.display ?? ''))
  }

  private addPatient(resource: Loose<Resource>, fullUrl: string): void {
    const patient = resource as Loose<Patient>
    const [own = `Patient#${this.people.size}`, ...others] = keysOf('Patient', patient, fullUrl, deskIdentifiers(patient))
    for (const key of others) this.aliases.set(key, own)
    const updated = updatedAt(patient)
    // Of two states of one record the newer one counts, wherever it stands.
    if (this.people.has(own) && updated <= (this.updated.get(own) ?? 0)) return
    if (updated > 0) this.updated.set(own, updated)
    this.people.set(own, JSON.stringify(readPatient(patient, this.reading)))
  }

  private addVisit(read: VisitRead, place: string): void {
    if (read === 'ignored') return
    if ('problem' in read) return this.problem(read.problem, place)
    const { visit } = read
    const kept: ReadVisit = { ...visit, patients: visit.patients.map((one) => this.pointer(one)), clinicians: visit.clinicians.map((one) => this.pointer(one)), reason: this.word(visit.reason) }
    const before = this.visits.get(kept.visitId)
    if (!before) this.visits.set(kept.visitId, kept)
    else if (before.from !== kept.from) this.visits.set(kept.visitId, merged(before, kept))
    else if (before.resource === kept.resource) this.visits.set(kept.visitId, kept.updated > before.updated ? kept : before)
    // Two encounters of one appointment are two visits.
    else this.visits.set(`fhir:${kept.resource}`, { ...kept, visitId: `fhir:${kept.resource}` })
  }

  private addRelated(related: Loose<RelatedPerson>): void {
    const notes = relatedNote(related, this.reading)
    const [key] = readReference(related.patient, 'Patient').keys
    if (key === undefined || notes.length === 0) return
    this.related.set(key, [...(this.related.get(key) ?? []), ...notes].slice(0, 5))
  }

  /** The same object for everybody who is spoken of in the same way. */
  private pointer(pointer: Pointer): Pointer {
    const key = `${pointer.keys.join(' ')} ${pointer.display}`
    const known = this.pointers.get(key)
    if (known) return known
    this.pointers.set(key, pointer)
    return pointer
  }

  private word(word: string): string {
    const known = this.words.get(word)
    if (known !== undefined) return known
    this.words.set(word, word)
    return word
  }
}

/** A person as `Collected` keeps them. */
export function personFrom(kept: string): ReadPerson {
  return JSON.parse(kept) as ReadPerson
}

/** An appointment and the encounter that came of it: one visit, at the time that was agreed, and kept when somebody came. */
function merged(a: ReadVisit, b: ReadVisit): ReadVisit {
  const [appointment, encounter] = a.from === 'Appointment' ? [a, b] : [b, a]
  return {
    ...appointment,
    status: encounter.status === 'kept' ? 'kept' : appointment.status,
    clinicians: [...appointment.clinicians, ...encounter.clinicians],
    reason: appointment.reason || encounter.reason,
  }
}

/** A resource, and what its Bundle calls it. */
export type Found = { resource: Loose<Resource>; fullUrl: string }

/** The resources of a record: itself, or those of a Bundle or of one of its entries. */
export function* resourcesIn(value: unknown, depth = 0): Generator<Found> {
  const resource = one<Resource>(value)
  if (!resource) return yield { resource: {}, fullUrl: '' }
  if (resource.resourceType === 'Bundle') {
    const entries = (resource as Loose<Bundle>).entry
    if (!Array.isArray(entries) || depth >= DEEPEST_BUNDLE) return
    for (const entry of entries) yield* entryIn(entry, depth)
    return
  }
  if (resource.resourceType === undefined && Object.hasOwn(resource, 'resource')) return yield* entryIn(resource, depth)
  yield { resource, fullUrl: '' }
}

function* entryIn(value: unknown, depth: number): Generator<Found> {
  const entry = one<BundleEntry>(value)
  const resource = one<Resource>(entry?.resource)
  // An entry without a resource says what was deleted, or how a request went.
  if (!entry || !resource) return
  if (resource.resourceType === 'Bundle') yield* resourcesIn(resource, depth + 1)
  else yield { resource, fullUrl: text(entry.fullUrl) }
}

function tooMuch(what: string, most: number): Refusal {
  return new Refusal('badArgument', `There are more than ${most.toLocaleString('en')} ${what}, more than Rapport can read at once. Export fewer, for example the active patients and the last two years.`)
}
