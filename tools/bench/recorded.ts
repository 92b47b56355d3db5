import type Database from 'better-sqlite3'
import type { ReadableDB } from '../../electron/core/journal/database.ts'

/** One execution of a statement, as the core did it. */
export type Execution = { text: string; how: 'get' | 'all'; parameters: unknown[] }

/** A handle that reads as `db` does and notes every execution, so that the floor can do the very same bare. */
export function recording(db: ReadableDB): { db: ReadableDB; taken: () => Execution[] } {
  let executions: Execution[] = []
  const prepare = (text: string): unknown => {
    const statement = db.prepare<unknown[]>(text)
    const noted =
      (how: Execution['how']) =>
      (...parameters: unknown[]): unknown => {
        executions.push({ text, how, parameters })
        return statement[how](...parameters)
      }
    return { get: noted('get'), all: noted('all') }
  }
  return {
    db: new Proxy(db, { get: (target, name) => (name === 'prepare' ? prepare : Reflect.get(target, name)) }),
    taken() {
      const done = executions
      executions = []
      return done
    },
  }
}

export type Bare = { statement: Database.Statement<unknown[]>; how: Execution['how']; parameters: unknown[] }

/** The same executions as prepared statements with their parameters, and nothing else. */
export function bare(db: ReadableDB, executions: readonly Execution[], known: Map<string, Database.Statement<unknown[]>>): Bare[] {
  return executions.map(({ text, how, parameters }) => {
    const statement = known.get(text) ?? db.prepare<unknown[]>(text)
    known.set(text, statement)
    return { statement, how, parameters }
  })
}

export function execute(list: readonly Bare[]): void {
  for (const { statement, how, parameters } of list) statement[how](...parameters)
}

export function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}
