import type { PatientBody } from '@shared/events/people.ts'
import { fold } from '@shared/rules/fold.ts'
import type { Core } from '../../core.ts'
import { fullNameOf, type PatientRecord } from '../rows.ts'
import { noFields } from '../phones.ts'
import { patientById, phonesOf } from '../queries.ts'
import { whoEntered } from './entered-by.ts'
import { matchLine, type Lookup } from './match.ts'
import { MOST_PHONES } from './phone-cells.ts'
import { PeopleIndex, type Known } from './people-index.ts'
import type { CsvRow } from './read-csv.ts'
import { readLine, short, type LineValues, type Reading, type ReadLine } from './values.ts'

export type Outcome = 'create' | 'change' | 'unchanged' | 'skip'

/** What becomes of one line. `problem` is what the desk should look at in the file; null when the line is fine. */
export type Decision = { line: number; name: string; detail: string; problem: string | null } & (
  | { outcome: 'create'; patientId: string; fields: PatientBody }
  | { outcome: 'change'; patientId: string; changes: Partial<PatientBody> }
  | { outcome: 'unchanged' | 'skip' }
)

type Scalar = Exclude<keyof LineValues, 'phones'>

const WORDS: Readonly<Record<Scalar, string>> = {
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
 * One pass over the lines of a file, in order, deciding for each what becomes of it. The dry run and the import both use it,
 * so they cannot disagree. It remembers whom it met: a person is written at most once per file.
 */
export class Run {
  readonly mine = new PeopleIndex()
  private readonly metAt = new Map<string, CsvRow>()
  private readonly core: Core
  private readonly base: PeopleIndex
  private readonly reading: Reading
  /** Ids that stand on the lines of several people: a household's account, not a person. */
  private readonly sharedIds: ReadonlySet<string>
  /** Names the person a line creates: a new id, or in a dry run anything unique. */
  private readonly newPersonId: (line: number) => string

  constructor(core: Core, base: PeopleIndex, reading: Reading, sharedIds: ReadonlySet<string>, newPersonId: (line: number) => string) {
    this.core = core
    this.base = base
    this.reading = reading
    this.sharedIds = sharedIds
    this.newPersonId = newPersonId
  }

  decide(row: CsvRow): Decision {
    const read = readLine(this.reading, row)
    if (read.values === null) return skipped(read, read.skip)
    const values = this.withoutSharedId(read)
    const lookup: Lookup = { base: this.base, mine: this.mine }
    const match = matchLine(lookup, values, values.externalId)
    switch (match.kind) {
      case 'doubt':
        return skipped(read, match.reason)
      case 'none':
        return this.create(row, read, values, match.sameName)
      case 'onlyAName':
        return this.onlyAName(row, read, values, match.known)
      case 'one':
        return this.metAt.has(match.known.id) ? this.again(read, values, match.known) : this.compare(row, read, values, match.known)
    }
  }

  private withoutSharedId(read: ReadLine & { values: LineValues }): LineValues {
    const { externalId } = read.values
    if (externalId === '' || !this.sharedIds.has(externalId)) return read.values
    read.notes.push(`id ${externalId} stands on lines of several people; left out`)
    return { ...read.values, externalId: '' }
  }

  private create(row: CsvRow, read: ReadLine, values: LineValues, sameName: Known | null): Decision {
    const patientId = this.newPersonId(row.line)
    this.metAt.set(patientId, row)
    this.mine.put(knownFrom(patientId, values))
    const other = sameName?.externalId ? ` (somebody else here has this name and birth date, with id ${sameName.externalId})` : ''
    return { ...told(read, `new: ${read.name}${other}`), outcome: 'create', patientId, fields: { ...noFields, ...values } }
  }

  private onlyAName(row: CsvRow, read: ReadLine, values: LineValues, known: Known): Decision {
    if (this.metAt.has(known.id)) return this.again(read, values, known)
    const record = patientById(this.core.db, known.id)
    const saysMore = record === null || scalarsIn(values).some((field) => !sameValue(field, record[field], values[field]))
    if (saysMore) return skipped(read, `only a name: cannot tell whether this is the ${read.name} who is already here`)
    this.metAt.set(known.id, row)
    return { ...told(read, 'already here'), outcome: 'unchanged' }
  }

  /**
   * A second line about somebody: the first one counts. What it says otherwise is remembered for the rest of the file, so
   * that a third line which agrees with it is about the same person too, and not a new one.
   */
  private again(read: ReadLine, values: LineValues, known: Known): Decision {
    const first = this.metAt.get(known.id)
    const before = first ? readLine(this.reading, first).values : null
    const at = `same person as line ${first?.line}`
    const numbers = new Set(before?.phones.map((phone) => phone.number))
    const addsNothing = before !== null && scalarsIn(values).every((field) => sameValue(field, before[field], values[field])) && values.phones.every((phone) => numbers.has(phone.number))
    if (addsNothing) return { ...told(read, at), outcome: 'unchanged' }
    this.mine.put({ ...known, externalId: known.externalId || values.externalId, former: alsoSaid(known.former, values) })
    return skipped(read, `${at}, with other values; that line counts`)
  }

  private compare(row: CsvRow, read: ReadLine, values: LineValues, known: Known): Decision {
    const record = patientById(this.core.db, known.id)
    if (!record) return skipped(read, 'this person was removed meanwhile')
    this.metAt.set(known.id, row)
    const details: string[] = []
    const changes: Partial<PatientBody> = { ...this.scalarChanges(record, values, details), ...this.phoneChanges(record, values, details) }
    const name = fullNameOf(record)
    const { detail, problem } = told(read, details.join('; ') || 'already here')
    if (Object.keys(changes).length === 0) return { line: read.line, name, detail, problem, outcome: 'unchanged' }
    this.mine.put(knownFrom(known.id, { ...record, phones: phonesOf(this.core.db, known.id), ...changes }, known.former))
    return { line: read.line, name, detail, problem, outcome: 'change', patientId: known.id, changes }
  }

  /** Fills what is empty and replaces what an import wrote; what the desk wrote stays. */
  private scalarChanges(record: PatientRecord, values: LineValues, details: string[]): Partial<PatientBody> {
    const changes: Partial<Record<Scalar, string>> = {}
    for (const field of scalarsIn(values)) {
      const [before, after] = [record[field], values[field]]
      if (sameValue(field, before, after)) continue
      const who = whoEntered(this.core.db, record, field)
      if (who !== null) {
        details.push(before === '' ? `${WORDS[field]}: stays empty, as ${who} left it (the file has “${said(field, after)}”)` : `${WORDS[field]}: kept “${said(field, before)}”, which ${who} entered (the file has “${said(field, after)}”)`)
        continue
      }
      changes[field] = after
      details.push(before === '' ? `${WORDS[field]}: adds ${said(field, after)}` : `${WORDS[field]}: ${said(field, before)} → ${said(field, after)}`)
    }
    return changes
  }

  /** Numbers are only ever added; one the desk took away is not brought back. */
  private phoneChanges(record: PatientRecord, values: LineValues, details: string[]): Partial<PatientBody> {
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

function told(read: ReadLine, what: string): { line: number; name: string; detail: string; problem: string | null } {
  const notes = read.notes.join('; ')
  return { line: read.line, name: read.name, detail: notes ? `${what}; ${notes}` : what, problem: notes || null }
}

function skipped(read: ReadLine, reason: string): Decision {
  return { line: read.line, name: read.name, detail: `skipped: ${reason}`, problem: `skipped: ${reason}`, outcome: 'skip' }
}

function scalarsIn(values: LineValues): Scalar[] {
  return (Object.keys(WORDS) as Scalar[]).filter((field) => values[field] !== '')
}

/** Letter case and accents make no other name; case makes no other e-mail address. */
function sameValue(field: Scalar, before: string, after: string): boolean {
  if (field === 'givenName' || field === 'familyName' || field === 'preferredName' || field === 'pronouns') return fold(before) === fold(after)
  return field === 'email' ? before.toLowerCase() === after.toLowerCase() : before === after
}

function said(field: Scalar, value: string): string {
  return field === 'language' ? (languageNames.of(value) ?? value) : short(value)
}

function alsoSaid(former: Known['former'], values: LineValues): Known['former'] {
  const { given = [], family = [], birthDates = [], numbers = [], emails = [] } = former ?? {}
  return {
    given,
    family,
    birthDates: values.birthDate ? [...birthDates, values.birthDate] : birthDates,
    numbers: [...numbers, ...values.phones.map((phone) => phone.number)],
    emails: values.email ? [...emails, values.email.toLowerCase()] : emails,
  }
}

function knownFrom(id: string, values: LineValues, former: Known['former'] = null): Known {
  return {
    id,
    given: fold(values.givenName || (values.familyName ? '' : values.preferredName)),
    family: fold(values.familyName),
    birthDate: values.birthDate,
    email: values.email.toLowerCase(),
    externalId: values.externalId,
    numbers: values.phones.map((phone) => phone.number),
    former,
  }
}

/** The ids that stand on lines of different people, read before the first decision. */
export class SharedIds {
  readonly ids = new Set<string>()
  private readonly first = new Map<string, { given: string; family: string; birthDate: string }>()

  look(read: ReadLine): void {
    if (read.values === null || read.values.externalId === '') return
    const { externalId, birthDate } = read.values
    const person = { given: fold(read.values.givenName), family: fold(read.values.familyName), birthDate }
    const first = this.first.get(externalId)
    if (!first) return void this.first.set(externalId, person)
    const same = first.given === person.given && (first.family === person.family || (birthDate !== '' && first.birthDate === birthDate))
    if (!same) this.ids.add(externalId)
  }
}
