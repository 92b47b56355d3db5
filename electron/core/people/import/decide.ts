import type { DifferingField } from '@shared/contract/views.ts'
import type { PatientBody } from '@shared/events/people.ts'
import { fold } from '@shared/rules/fold.ts'
import type { Core } from '../../core.ts'
import { noFields } from '../phones.ts'
import { patientById, phonesOf } from '../queries.ts'
import { fullNameOf, type PatientRecord } from '../rows.ts'
import { knowsDifference } from './differences.ts'
import { deskReplaced, whoEntered } from './entered-by.ts'
import type { Incoming, PersonValues } from './incoming.ts'
import { matchPerson, type Lookup } from './match.ts'
import { MOST_PHONES } from './phone-cells.ts'
import { PeopleIndex, type Known } from './people-index.ts'
import { short } from './values.ts'
import { VisitRun, type VisitChange } from './visits.ts'

/** `differ`: the desk entered something else, which stays; whatever else is news is written all the same. */
export type Outcome = 'create' | 'change' | 'differ' | 'unchanged' | 'skip'

/** A value of the source that stands against one the desk entered. */
export type Difference = { field: DifferingField; ours: string; by: string; theirs: string }

/** What becomes of one record. `problem` is what the desk should look at in the source; null when the record is fine. */
export type Decision = { line: number; name: string; detail: string; problem: string | null } & (
  | { outcome: 'create'; patientId: string; fields: PatientBody; visits: VisitChange[] }
  | { outcome: 'change' | 'differ'; patientId: string; changes: Partial<PatientBody>; differences: Difference[]; visits: VisitChange[] }
  | { outcome: 'unchanged' | 'skip' }
)

const WORDS: Readonly<Record<DifferingField, string>> = {
  givenName: 'first name',
  familyName: 'last name',
  preferredName: 'preferred name',
  pronouns: 'pronouns',
  birthDate: 'birth date',
  language: 'language',
  email: 'e-mail',
  externalId: 'id',
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/**
 * One pass over the records of a source, in order, deciding for each what becomes of it. The dry run, the import and what
 * the practice software tells live all use it, so they cannot disagree. It remembers whom it met: a person is written at
 * most once per pass.
 */
export class Run {
  private readonly mine = new PeopleIndex()
  private readonly met = new Map<string, { line: number; values: PersonValues }>()
  private readonly visits: VisitRun
  private readonly core: Core
  private readonly base: Lookup['base']
  /** Names the person a record creates: a new id, or in a dry run anything unique. */
  private readonly newPersonId: (line: number) => string

  constructor(core: Core, base: Lookup['base'], newPersonId: (line: number) => string) {
    this.core = core
    this.base = base
    this.newPersonId = newPersonId
    this.visits = new VisitRun(core.db)
  }

  decide(read: Incoming): Decision {
    if (read.values === null) return skipped(read, read.skip)
    const { values } = read
    const match = matchPerson({ base: this.base, mine: this.mine }, values)
    switch (match.kind) {
      case 'doubt':
        return skipped(read, match.reason)
      case 'none':
        return hasName(values) ? this.create(read, values, match.sameName) : skipped(read, 'nobody here has this id, and it says no name')
      case 'onlyAName':
        return this.onlyAName(read, values, match.known)
      case 'one':
        return this.met.has(match.known.id) ? this.again(read, values, match.known) : this.compare(read, values, match.known)
    }
  }

  private meet(known: Pick<Known, 'id'>, { line }: Incoming, values: PersonValues): void {
    this.met.set(known.id, { line, values })
  }

  private create(read: Incoming, values: PersonValues, sameName: Known | null): Decision {
    const patientId = this.newPersonId(read.line)
    this.meet({ id: patientId }, read, values)
    this.mine.put(knownFrom(patientId, values))
    const other = sameName?.externalId ? ` (somebody else here has this name and birth date, with id ${sameName.externalId})` : ''
    const visits = this.visits.changes(patientId, read.visits)
    return { ...told(read, [`new: ${read.name}${other}`, ...visitsSaid(visits)].join('; ')), outcome: 'create', patientId, fields: { ...noFields, ...values }, visits }
  }

  private onlyAName(read: Incoming, values: PersonValues, known: Known): Decision {
    if (this.met.has(known.id)) return this.again(read, values, known)
    const record = patientById(this.core.db, known.id)
    const saysMore = read.visits.length > 0 || record === null || scalarsIn(values).some((field) => !sameValue(field, record[field], values[field]))
    if (saysMore) return skipped(read, `only a name: cannot tell whether this is the ${read.name} who is already here`)
    this.meet(known, read, values)
    return { ...told(read, 'already here'), outcome: 'unchanged' }
  }

  /**
   * A second record about somebody: the first one counts. What it says otherwise is remembered for the rest of the pass, so
   * that a third one which agrees with it is about the same person too, and not a new one. Its visits count.
   */
  private again(read: Incoming, values: PersonValues, known: Known): Decision {
    const first = this.met.get(known.id)
    const before = first?.values ?? null
    const at = `same person as line ${first?.line}`
    const numbers = new Set(before?.phones.map((phone) => phone.number))
    const addsNothing = before !== null && scalarsIn(values).every((field) => sameValue(field, before[field], values[field])) && values.phones.every((phone) => numbers.has(phone.number))
    if (!addsNothing) {
      this.mine.put({ ...known, ids: [...new Set([...known.ids, ...idsOf(values)])], externalId: known.externalId || values.externalId, former: alsoSaid(known.former, values) })
      if (read.visits.length === 0) return skipped(read, `${at}, with other values; that line counts`)
    }
    const visits = this.visits.changes(known.id, read.visits)
    const said = addsNothing ? at : `${at}, with other values; that line counts`
    if (visits.length === 0) return { ...told(read, said), outcome: 'unchanged' }
    return { ...told(read, [said, ...visitsSaid(visits)].join('; ')), outcome: 'change', patientId: known.id, changes: {}, differences: [], visits }
  }

  private compare(read: Incoming, values: PersonValues, known: Known): Decision {
    const record = patientById(this.core.db, known.id)
    if (!record) return skipped(read, 'this person was removed meanwhile')
    this.meet(known, read, values)
    const details: string[] = []
    const { changes: scalars, differences } = this.scalarChanges(record, values, details)
    const changes: Partial<PatientBody> = { ...scalars, ...this.idChanges(record, values), ...this.phoneChanges(record, values, details) }
    const visits = this.visits.changes(known.id, read.visits)
    details.push(...visitsSaid(visits))
    const name = fullNameOf(record)
    const { detail, problem } = told(read, details.join('; ') || 'already here')
    const writes = Object.keys(changes).length > 0 || differences.length > 0 || visits.length > 0
    if (!writes) return { line: read.line, name, detail, problem, outcome: 'unchanged' }
    const held = { ...record, phones: phonesOf(this.core.db, known.id), ...changes }
    this.mine.put(knownFrom(known.id, { ...held, otherIds: held.otherIds ?? [], idSource: held.idSource ?? '' }, known.former))
    return { line: read.line, name, detail, problem, outcome: differences.length > 0 ? 'differ' : 'change', patientId: known.id, changes, differences, visits }
  }

  /** Fills what is empty and replaces what an import wrote; what the desk wrote stays, and the difference is shown to it. */
  private scalarChanges(record: PatientRecord, values: PersonValues, details: string[]): { changes: Partial<PatientBody>; differences: Difference[] } {
    const changes: Partial<Record<DifferingField, string>> = {}
    const differences: Difference[] = []
    for (const field of scalarsIn(values)) {
      const [before, after] = [record[field], values[field]]
      if (sameValue(field, before, after)) continue
      // Another kind of source has ids of its own; see `idChanges`.
      if (field === 'externalId' && before !== '' && (record.idSource ?? '') !== values.idSource) continue
      const by = whoEntered(this.core.db, record, field)
      if (by !== null) {
        details.push(before === '' ? `${WORDS[field]}: stays empty, as ${by} left it (the file has “${said(field, after)}”)` : `${WORDS[field]}: kept “${said(field, before)}”, which ${by} entered (the file has “${said(field, after)}”)`)
        const decided = deskReplaced(this.core.db, record.id, field, after) || knowsDifference(this.core.db, record.id, field, after)
        if (!decided) differences.push({ field, ours: before, by, theirs: after })
        continue
      }
      changes[field] = after
      details.push(before === '' ? `${WORDS[field]}: adds ${said(field, after)}` : `${WORDS[field]}: ${said(field, before)} → ${said(field, after)}`)
    }
    return { changes, differences }
  }

  /** Ids are only ever added. */
  private idChanges(record: PatientRecord, values: PersonValues): Partial<PatientBody> {
    const known = record.otherIds ?? []
    const takesPrimary = record.externalId === '' && values.externalId !== ''
    const primary = takesPrimary || record.externalId === values.externalId || (record.idSource ?? '') === values.idSource ? [] : [values.externalId]
    const added = [...primary, ...values.otherIds].filter((value) => value !== '' && value !== record.externalId && !known.includes(value))
    return {
      ...(added.length > 0 ? { otherIds: [...known, ...new Set(added)].slice(0, MOST_IDS) } : {}),
      ...(takesPrimary && values.idSource !== '' ? { idSource: values.idSource } : {}),
    }
  }

  /** Numbers are only ever added; one the desk took away is not brought back. */
  private phoneChanges(record: PatientRecord, values: PersonValues, details: string[]): Partial<PatientBody> {
    const phones = phonesOf(this.core.db, record.id)
    const missing = values.phones.filter((phone) => !phones.some((one) => one.number === phone.number))
    const added: PatientBody['phones'] = []
    for (const phone of missing) {
      const who = whoEntered(this.core.db, record, 'phones', phone.display)
      if (who !== null) details.push(`phone: ${phone.display} stays out, ${who} removed it`)
      else if (phones.length + added.length >= MOST_PHONES) details.push(`phone: ${phone.display} left out, there are ${MOST_PHONES} numbers already`)
      else added.push(phone)
    }
    if (added.length === 0) return {}
    details.push(`phone: adds ${added.map((phone) => phone.display).join(', ')}`)
    return { phones: [...phones, ...added] }
  }
}

/** As many ids as the journal takes. */
const MOST_IDS = 12

function hasName({ givenName, familyName, preferredName }: PersonValues): boolean {
  return givenName !== '' || familyName !== '' || preferredName !== ''
}

function told(read: Incoming, what: string): { line: number; name: string; detail: string; problem: string | null } {
  const notes = read.notes.join('; ')
  return { line: read.line, name: read.name, detail: notes ? `${what}; ${notes}` : what, problem: notes || null }
}

function skipped(read: Incoming, reason: string): Decision {
  return { line: read.line, name: read.name, detail: `skipped: ${reason}`, problem: `skipped: ${reason}`, outcome: 'skip' }
}

function visitsSaid(visits: readonly VisitChange[]): string[] {
  const [added, moved] = [visits.filter(({ before }) => before === null).length, visits.filter(({ before }) => before !== null).length]
  return [...(added > 0 ? [`adds ${added === 1 ? 'a visit' : `${added} visits`}`] : []), ...(moved > 0 ? [`changes ${moved === 1 ? 'a visit' : `${moved} visits`}`] : [])]
}

function scalarsIn(values: PersonValues): DifferingField[] {
  return (Object.keys(WORDS) as DifferingField[]).filter((field) => values[field] !== '')
}

/** Letter case and accents make no other name; case makes no other e-mail address. */
function sameValue(field: DifferingField, before: string, after: string): boolean {
  if (field === 'givenName' || field === 'familyName' || field === 'preferredName' || field === 'pronouns') return fold(before) === fold(after)
  return field === 'email' ? before.toLowerCase() === after.toLowerCase() : before === after
}

function said(field: DifferingField, value: string): string {
  return field === 'language' ? (languageNames.of(value) ?? value) : short(value)
}

function alsoSaid(former: Known['former'], values: PersonValues): Known['former'] {
  const { given = [], family = [], birthDates = [], numbers = [], emails = [] } = former ?? {}
  return {
    given,
    family,
    birthDates: values.birthDate ? [...birthDates, values.birthDate] : birthDates,
    numbers: [...numbers, ...values.phones.map((phone) => phone.number)],
    emails: values.email ? [...emails, values.email.toLowerCase()] : emails,
  }
}

function idsOf({ externalId, otherIds }: PersonValues): string[] {
  return [externalId, ...otherIds].filter((value) => value !== '')
}

function knownFrom(id: string, values: PersonValues, former: Known['former'] = null): Known {
  return {
    id,
    given: fold(values.givenName || (values.familyName ? '' : values.preferredName)),
    family: fold(values.familyName),
    birthDate: values.birthDate,
    email: values.email.toLowerCase(),
    externalId: values.externalId,
    idSource: values.idSource,
    ids: idsOf(values),
    numbers: values.phones.map((phone) => phone.number),
    former,
  }
}
