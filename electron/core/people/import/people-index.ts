import { fold } from '@shared/rules/fold.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { eventsSince, lastSeq } from '../../journal/journal.ts'
import { statements } from '../../journal/statements.ts'
import type { GiveWay } from './slices.ts'

export const KNOWN_COLUMNS = `p.row, p.id, p.given_name, p.family_name, p.preferred_name, p.birth_date, p.email, p.external_id, p.other_ids, p.id_source,
  (SELECT group_concat(number, char(31)) FROM phones WHERE patient_id = p.id) AS numbers,
  (SELECT json_group_array(json_array(field, before)) FROM patient_changes
    WHERE patient_id = p.id AND field IN ('givenName', 'familyName', 'birthDate', 'phones', 'email') AND by_actor <> 'rule:import') AS former`

const sql = statements({
  page: `SELECT ${KNOWN_COLUMNS} FROM patients p WHERE p.row > ? ORDER BY p.row LIMIT 500`,
  one: `SELECT ${KNOWN_COLUMNS} FROM patients p WHERE p.id = ?`,
})

/** What tells one person from another, folded. `former` is what the desk has since corrected, so that an old list still finds them. */
export type Known = {
  id: string
  given: string
  family: string
  birthDate: string
  email: string
  externalId: string
  /** What kind of source it is from; empty for a list. */
  idSource: string
  /** All of their ids, `externalId` among them. */
  ids: readonly string[]
  /** E.164, or the raw text where unreadable. */
  numbers: readonly string[]
  former: { given: string[]; family: string[]; birthDates: string[]; emails: string[]; numbers: string[] } | null
}

/** More events behind than this, and reading everybody again is quicker. */
const FAR_BEHIND = 5000

/** Everybody, by name and by the practice software's id, in memory: an import asks for each of its lines. */
export class PeopleIndex {
  /** The journal's number up to which this is true. */
  seq = 0
  private readonly byId = new Map<string, Known>()
  private readonly byName = new Map<string, Set<string>>()
  private readonly byAnyId = new Map<string, Set<string>>()

  has(id: string): boolean {
    return this.byId.has(id)
  }

  named(name: string): Known[] {
    return this.all(this.byName.get(name))
  }

  withId(value: string): Known[] {
    return this.all(this.byAnyId.get(value))
  }

  put(known: Known): void {
    this.drop(known.id)
    this.byId.set(known.id, known)
    for (const name of namesOf(known)) entry(this.byName, name).add(known.id)
    for (const value of known.ids) entry(this.byAnyId, value).add(known.id)
  }

  drop(id: string): void {
    const known = this.byId.get(id)
    if (!known) return
    this.byId.delete(id)
    for (const name of namesOf(known)) this.byName.get(name)?.delete(id)
    for (const value of known.ids) this.byAnyId.get(value)?.delete(id)
  }

  /** Everybody, read in pages. What changes meanwhile is caught up with at the end. */
  static async load(db: ReadableDB, giveWay: GiveWay): Promise<PeopleIndex> {
    const index = new PeopleIndex()
    index.seq = lastSeq(db)
    for (let row = 0; ; ) {
      const page = sql(db).page.all(row) as IndexRow[]
      for (const person of page) index.put(toKnown(person))
      await giveWay()
      const last = page.at(-1)
      if (!last) break
      row = last.row
    }
    return index.catchUp(db) ? index : PeopleIndex.load(db, giveWay)
  }

  /** Follows what the desk or a line did since. False when that is too much to follow. */
  catchUp(db: ReadableDB): boolean {
    const seq = lastSeq(db)
    if (seq === this.seq) return true
    if (seq - this.seq > FAR_BEHIND) return false
    for (const event of eventsSince(db, this.seq, FAR_BEHIND)) {
      if (event.kind === 'patient.merged' || event.kind === 'patient.unmerged') for (const id of [event.body.from, event.body.into]) this.readAnew(db, id)
      if (event.kind === 'patient.created' || event.kind === 'patient.changed' || event.kind === 'patient.removed') this.readAnew(db, event.body.patientId)
    }
    this.seq = seq
    return true
  }

  private readAnew(db: ReadableDB, id: string): void {
    const row = sql(db).one.get(id) as IndexRow | undefined
    if (row) this.put(toKnown(row))
    else this.drop(id)
  }

  private all(ids: Set<string> | undefined): Known[] {
    return ids ? [...ids].flatMap((id) => this.byId.get(id) ?? []) : []
  }
}

/** The key two people share when they are called the same, however it is written. */
export function nameKey(given: string, family: string): string {
  return `${given}|${family}`
}

/** Keys of every name somebody has or had. */
export function namesOf({ given, family, former }: Known): string[] {
  if (!former) return [nameKey(given, family)]
  return [given, ...former.given].flatMap((g) => [family, ...former.family].map((f) => nameKey(g, f)))
}

function entry(map: Map<string, Set<string>>, key: string): Set<string> {
  const known = map.get(key)
  if (known) return known
  const made = new Set<string>()
  map.set(key, made)
  return made
}

type IndexRow = {
  row: number
  id: string
  given_name: string
  family_name: string
  preferred_name: string
  birth_date: string
  email: string
  external_id: string
  other_ids: string
  id_source: string
  numbers: string | null
  former: string
}

export function toKnown(row: unknown): Known {
  const r = row as IndexRow
  return {
    id: r.id,
    // The desk may know somebody only by what they go by.
    given: fold(r.given_name || (r.family_name ? '' : r.preferred_name)),
    family: fold(r.family_name),
    birthDate: r.birth_date,
    email: r.email.toLowerCase(),
    externalId: r.external_id,
    idSource: r.id_source,
    ids: [r.external_id, ...(JSON.parse(r.other_ids) as string[])].filter((value) => value !== ''),
    numbers: r.numbers?.split('\u001f') ?? [],
    former: r.former === '[]' ? null : toFormer(JSON.parse(r.former) as [string, string][]),
  }
}

function toFormer(changes: readonly [string, string][]): Known['former'] {
  const before = (field: string): string[] => changes.filter(([one, text]) => one === field && text !== '').map(([, text]) => text)
  return {
    given: before('givenName').map(fold),
    family: before('familyName').map(fold),
    birthDates: before('birthDate'),
    emails: before('email').map((email) => email.toLowerCase()),
    numbers: before('phones').flatMap((displays) => displays.split(', ')),
  }
}
