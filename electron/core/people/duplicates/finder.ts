import type { DuplicatePair } from '@shared/contract/views.ts'
import { keysOf, likelySame, sureness, told, type Told } from '@shared/rules/duplicates.ts'
import { markOf } from '../../conversations/number-marks.ts'
import type { ReadableDB } from '../../journal/database.ts'
import { eventsSince, lastSeq } from '../../journal/journal.ts'
import { statements } from '../../journal/statements.ts'
import { inSlices, type GiveWay } from '../import/slices.ts'
import { patientsWithNumber } from '../numbers.ts'

const COLUMNS = 'row, id, given_name AS givenName, family_name AS familyName, preferred_name AS preferredName, birth_date AS birthDate'

const sql = statements({
  byBirthDate: `SELECT ${COLUMNS} FROM patients WHERE birth_date <> '' AND birth_date >= @date AND (birth_date > @date OR row > @row) ORDER BY birth_date, row LIMIT 300`,
  byNumber: 'SELECT number, patient_id FROM phones WHERE number >= @number AND (number > @number OR patient_id > @patientId) ORDER BY number, patient_id LIMIT 500',
  born: `SELECT ${COLUMNS} FROM patients WHERE birth_date = ? AND birth_date <> '' LIMIT 500`,
  one: `SELECT ${COLUMNS} FROM patients WHERE id = ?`,
  numbers: 'SELECT number FROM phones WHERE patient_id = ?',
  apart: 'SELECT 1 FROM told_apart WHERE a = ? AND b = ?',
})

type Row = { row: number; id: string; givenName: string; familyName: string; preferredName: string; birthDate: string }
type Person = Told & { id: string }
export type Pair = { a: string; b: string; reasons: DuplicatePair['reasons'] }

/** More events behind than this, and looking at everybody again is quicker. */
const FAR_BEHIND = 2000
/** After a look at everybody, the next one waits this long, ms: an import changes people all the time. */
const REST = 20_000
/** A key that so many of one group have tells nobody apart: a birth date that stands for "not known", a ward's number. */
const TOO_COMMON = 200

/**
 * Records that may be one person, kept in memory. Everybody is looked at once, by the indexes of birth dates and numbers, in slices of
 * a few milliseconds; from then on only whom an event concerns. Nothing of it is practice data: it is found anew after a start.
 */
export class DuplicateFinder {
  private readonly pairs = new Map<string, Pair>()
  private readonly byPerson = new Map<string, Set<string>>()
  private seq: number | null = null
  private lookedAt = -Infinity
  private working: Promise<void> | null = null
  private readonly db: ReadableDB

  constructor(db: ReadableDB) {
    this.db = db
  }

  /** The pairs as the practice is now, the surest first; during an import, as it was a moment ago. */
  async find(): Promise<Pair[]> {
    this.working ??= this.follow(inSlices()).finally(() => (this.working = null))
    await this.working
    return [...this.pairs.values()].sort((x, y) => sureness(y.reasons) - sureness(x.reasons) || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1))
  }

  private async follow(giveWay: GiveWay): Promise<void> {
    while (this.db.open) {
      const seq = lastSeq(this.db)
      if (this.seq === seq) return
      if (this.seq === null || seq - this.seq > FAR_BEHIND) {
        if (performance.now() - this.lookedAt < REST) return
        await this.lookAtEverybody(giveWay)
        this.lookedAt = performance.now()
        this.seq = seq
        continue
      }
      const concerned = new Set<string>()
      for (const event of eventsSince(this.db, this.seq, FAR_BEHIND)) {
        if (event.kind === 'patient.created' || event.kind === 'patient.changed' || event.kind === 'patient.removed') concerned.add(event.body.patientId)
        else if (event.kind === 'patient.merged' || event.kind === 'patient.unmerged') concerned.add(event.body.from).add(event.body.into)
        else if (event.kind === 'patient.toldApart') concerned.add(event.body.a).add(event.body.b)
        else if (event.kind === 'number.marked') for (const id of patientsWithNumber(this.db, event.body.number)) concerned.add(id)
      }
      for (const id of concerned) {
        this.lookAt(id)
        await giveWay()
        if (!this.db.open) return
      }
      this.seq = seq
    }
  }

  private async lookAtEverybody(giveWay: GiveWay): Promise<void> {
    this.pairs.clear()
    this.byPerson.clear()
    let group: Person[] = []
    for (let last: Row | undefined; ; ) {
      const page = sql(this.db).byBirthDate.all({ date: last?.birthDate ?? '', row: last?.row ?? 0 }) as Row[]
      for (const row of page) {
        if (group[0] && group[0].birthDate !== row.birthDate) {
          await this.compare(group, giveWay)
          group = []
        }
        group.push(toPerson(row))
      }
      await giveWay()
      last = page.at(-1)
      if (!last || !this.db.open) break
    }
    await this.compare(group, giveWay)
    let owners: { number: string; ids: string[] } = { number: '', ids: [] }
    for (let last: { number: string; patient_id: string } | undefined; this.db.open; ) {
      const page = sql(this.db).byNumber.all({ number: last?.number ?? '', patientId: last?.patient_id ?? '' }) as { number: string; patient_id: string }[]
      for (const { number, patient_id } of page) {
        if (owners.number !== number) {
          await this.compareOwners(owners, giveWay)
          owners = { number, ids: [] }
        }
        owners.ids.push(patient_id)
      }
      await giveWay()
      last = page.at(-1)
      if (!last) break
    }
    await this.compareOwners(owners, giveWay)
  }

  private async compareOwners({ number, ids }: { number: string; ids: string[] }, giveWay: GiveWay): Promise<void> {
    if (ids.length < 2 || !this.db.open || saysNothing(this.db, number, ids.length)) return
    await this.compare(ids.flatMap((id) => this.person(id) ?? []), giveWay)
  }

  /** Everybody of a group with whom they have a word of the name in common. */
  private async compare(group: readonly Person[], giveWay: GiveWay): Promise<void> {
    if (group.length < 2) return
    const byKey = new Map<string, Person[]>()
    for (const person of group) {
      for (const key of keysOf(person)) {
        const same = byKey.get(key)
        if (same) same.push(person)
        else byKey.set(key, [person])
      }
    }
    for (const same of byKey.values()) {
      if (same.length < 2 || same.length > TOO_COMMON) continue
      for (const [index, one] of same.entries()) {
        for (const other of same.slice(index + 1)) this.consider(one, other)
        await giveWay()
        if (!this.db.open) return
      }
    }
  }

  private lookAt(id: string): void {
    this.forget(id)
    const person = this.person(id)
    if (!person) return
    const keys = new Set(keysOf(person))
    const near = (other: Person): boolean => other.id !== id && keysOf(other).some((key) => keys.has(key))
    const born = person.birthDate === '' ? [] : (sql(this.db).born.all(person.birthDate) as Row[]).map(toPerson)
    for (const other of born.filter(near)) this.consider(person, other)
    for (const number of this.numbersOf(id)) {
      const ids = patientsWithNumber(this.db, number)
      if (!saysNothing(this.db, number, ids.length)) for (const other of ids.flatMap((one) => this.person(one) ?? []).filter(near)) this.consider(person, other)
    }
  }

  private consider(one: Person, other: Person): void {
    const [a, b] = one.id < other.id ? [one, other] : [other, one]
    const key = `${a.id} ${b.id}`
    if (a.id === b.id || this.pairs.has(key)) return
    // Asked without the number first: most pairs of a group are nothing alike, and numbers cost a look at the file.
    if (likelySame(a, b, true) === null) return
    const numbers = this.numbersOf(a.id)
    const common = this.numbersOf(b.id).some((number) => numbers.includes(number) && !saysNothing(this.db, number, 2))
    const reasons = likelySame(a, b, common)
    if (!reasons || sql(this.db).apart.get(a.id, b.id) !== undefined) return
    this.pairs.set(key, { a: a.id, b: b.id, reasons })
    for (const id of [a.id, b.id]) this.byPerson.set(id, (this.byPerson.get(id) ?? new Set()).add(key))
  }

  private forget(id: string): void {
    for (const key of this.byPerson.get(id) ?? []) {
      const pair = this.pairs.get(key)
      this.pairs.delete(key)
      if (pair) this.byPerson.get(pair.a === id ? pair.b : pair.a)?.delete(key)
    }
    this.byPerson.delete(id)
  }

  private person(id: string): Person | null {
    const row = sql(this.db).one.get(id) as Row | undefined
    return row ? toPerson(row) : null
  }

  private numbersOf(id: string): string[] {
    return (sql(this.db).numbers.all(id) as { number: string }[]).map(({ number }) => number)
  }
}

function toPerson(row: Row): Person {
  return { id: row.id, ...told(row) }
}

/** A number that joins nobody: a nursing home's, one of ours, or one that half the town has. */
function saysNothing(db: ReadableDB, number: string, owners: number): boolean {
  const kind = markOf(db, number)?.kind
  return kind === 'facility' || kind === 'internal' || owners > TOO_COMMON
}
