import type Database from 'better-sqlite3'
import { createRandom } from '../../electron/core/lines/demo/random.ts'
import { openDatabase, type ReadableDB } from '../../electron/core/journal/database.ts'
import { patientCard } from '../../electron/core/people/queries.ts'
import { whoIs } from '../../electron/core/people/who.ts'
import { timeFigure, median, round, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { PRACTICE_NOW } from './practice/model.ts'
import { bare, execute, recording, timed } from './recorded.ts'

const SAMPLES = 2000
const WARM_UP = 200

/**
 * (a) From a caller's number to their card, as the core finds it when a call rings. The floor is the same statements
 * with the same parameters, executed bare: no rows turned into views, no rules. Both look up strangers to the cache.
 */
export function measureLookup(practice: Practice): { figure: Figure; also: { singleStatement: number } } {
  const [ours, theirs] = samplesAndPlans(practice)
  const db = openDatabase(practice.file, practice.key)
  try {
    const known = new Map<string, Database.Statement<unknown[]>>()
    const plans = theirs.map((executions) => bare(db, executions, known))
    const single = db.prepare('SELECT p.* FROM phones n JOIN patients p ON p.id = n.patient_id WHERE n.number = ? ORDER BY p.id')
    const samples: number[] = []
    const floors: number[] = []
    const singles: number[] = []
    ours.forEach(({ number, other }, index) => {
      const mine = timed(() => lookUp(db, number))
      const floor = timed(() => execute(plans[index] ?? []))
      const one = timed(() => single.all(other))
      if (index < WARM_UP) return
      samples.push(mine)
      floors.push(floor)
      singles.push(one)
    })
    return { figure: timeFigure(samples, floors, { text: 'ratio <= 2', ratio: 2 }), also: { singleStatement: round(median(singles)) } }
  } finally {
    db.close()
  }
}

function lookUp(db: ReadableDB, number: string): void {
  const who = whoIs(db, number, { chosenId: null, callerName: null, mark: null, now: PRACTICE_NOW, timeZone: 'America/Chicago' })
  if (who.kind !== 'patient') throw new Error('this number should belong to one person')
  patientCard(db, who.patientId)
}

/** Three sets of numbers of one person each; of the second, what the core executes, noted through another connection so that no page is warm. */
function samplesAndPlans(practice: Practice) {
  const db = openDatabase(practice.file, practice.key)
  try {
    const numbers = createRandom(1).shuffle(numbersOfOnePerson(db)).slice(0, 3 * SAMPLES)
    const third = Math.floor(numbers.length / 3)
    const recorder = recording(db)
    const plans = numbers.slice(third, 2 * third).map((number) => {
      lookUp(recorder.db, number)
      return recorder.taken()
    })
    const ours = numbers.slice(0, third).map((number, index) => ({ number, other: numbers[2 * third + index] }))
    return [ours, plans] as const
  } finally {
    db.close()
  }
}

export function numbersOfOnePerson(db: ReadableDB): string[] {
  return db.prepare('SELECT number FROM phones GROUP BY number HAVING count(*) = 1 ORDER BY number').pluck().all() as string[]
}
