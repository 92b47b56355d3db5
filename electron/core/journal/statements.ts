import type Database from 'better-sqlite3'

/**
 * A bare parameter as a limit counts as one that the plan depends on: SQLite then plans the statement anew at each call (sqlite3_prepare_v3, on the values of
 * parameters), which takes many times as long as the few rows it is for. As a sum it is only a number.
 */
const withoutReplanning = (text: string): string => text.replaceAll(/\bLIMIT (\?|@\w+)/g, 'LIMIT ($1 + 0)')

/**
 * Named prepared statements, made once per database. Rows come back as `unknown`: each table has one
 * `toX` function that says what they are.
 * @example const sql = statements({ byId: 'SELECT * FROM patients WHERE id = ?' }); sql(db).byId.get(id)
 */
export function statements<N extends string>(texts: Record<N, string>): (db: Database.Database) => Record<N, Database.Statement<unknown[], unknown>> {
  const perDatabase = new WeakMap<Database.Database, Record<N, Database.Statement<unknown[], unknown>>>()
  return (db) => {
    const known = perDatabase.get(db)
    if (known) return known
    const made = {} as Record<N, Database.Statement<unknown[], unknown>>
    for (const name of Object.keys(texts) as N[]) {
      // Prepared at first use, so that a rebuild may drop and make tables in between.
      let statement: Database.Statement<unknown[], unknown> | undefined
      Object.defineProperty(made, name, { enumerable: true, get: () => (statement ??= db.prepare<unknown[], unknown>(withoutReplanning(texts[name]))) })
    }
    perDatabase.set(db, made)
    return made
  }
}
