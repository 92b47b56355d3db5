import { copyFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { fillKinds } from '../conversations/fill-kinds.ts'
import { checklistTables, contactKindIndex, contactKinds, contactsByTime, conversationTables, conversationTables20, conversationTables60 } from '../conversations/tables.ts'
import { verificationTables } from '../conversations/verifications.ts'
import { countAll } from '../insights/counting.ts'
import { countedTable, insightIndexes } from '../insights/tables.ts'
import { lineStandingTables, lineTables } from '../lines/tables.ts'
import { cardTables, followUpRuleTables } from '../people/card/tables.ts'
import { learnAll, nameWordTables } from '../people/name-words.ts'
import { peopleTables, peopleTables30, peopleTables60 } from '../people/tables.ts'
import { sourceTables } from '../people/sources/tables.ts'
import { hiddenNamesTables, practiceTables, staffExtensions } from '../practice/tables.ts'
import { repliesTables, repliesTables120 } from '../replies/tables.ts'
import { saidTables } from '../said/tables.ts'
import { journalTables } from './tables.ts'

export type Migration = { version: number; up: (db: Database.Database) => void }

/** Numbered by tens, forward only. Once released, a migration is never edited; a new one is added. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 10,
    up: (db) => {
      for (const tables of [journalTables, practiceTables, peopleTables, conversationTables, repliesTables, lineTables]) db.exec(tables)
    },
  },
  {
    version: 20,
    up: (db) => {
      for (const tables of [lineStandingTables, conversationTables20, staffExtensions]) db.exec(tables)
    },
  },
  { version: 30, up: (db) => void db.exec(peopleTables30) },
  { version: 40, up: (db) => void db.exec(cardTables) },
  { version: 50, up: (db) => void db.exec(sourceTables) },
  {
    version: 60,
    up: (db) => {
      for (const tables of [conversationTables60, peopleTables60]) db.exec(tables)
    },
  },
  {
    version: 70,
    up: (db) => {
      db.exec(nameWordTables)
      db.exec(saidTables)
      learnAll(db)
    },
  },
  { version: 80, up: (db) => void db.exec(verificationTables) },
  {
    version: 90,
    up: (db) => {
      for (const tables of [checklistTables, hiddenNamesTables]) db.exec(tables)
    },
  },
  { version: 110, up: (db) => void db.exec(followUpRuleTables) },
  { version: 120, up: (db) => void db.exec(repliesTables120) },
  { version: 130, up: (db) => void db.exec(insightIndexes) },
  { version: 140, up: (db) => void db.exec(contactsByTime) },
  {
    version: 150,
    up: (db) => {
      for (const tables of [contactKinds, countedTable]) db.exec(tables)
      fillKinds(db)
      for (const rest of [contactKindIndex, countAll]) db.exec(rest)
    },
  },
]

export const newestVersion = MIGRATIONS.at(-1)?.version ?? 0

/**
 * Brings a database to the newest version, each step in one transaction with its `user_version`.
 * A file that already holds data is copied first, beside itself, as `<file>.before-<version>`.
 */
export function migrate(db: Database.Database, file: string, migrations: readonly Migration[]): void {
  const current = Number(db.pragma('user_version', { simple: true }))
  const due = migrations.filter((migration) => migration.version > current)
  if (due.length === 0) return
  if (current > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(file, `${file}.before-${due.at(-1)?.version}`)
  }
  for (const migration of due) {
    db.transaction(() => {
      migration.up(db)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  }
}
