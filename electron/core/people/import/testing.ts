import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Argument, ImportMapping, ParsedArgument, Value } from '@shared/contract/index.ts'
import type { Core } from '../../core.ts'
import type { Caller } from '../../handlers.ts'
import { importHandlers } from './commands.ts'

/** What the import tests share: calls as a window makes them, and whole tables to compare. */

export const ana: Caller = { window: 1, actor: 'ana', staffId: 'ana' }

export const syntheaCsv = readFileSync(join(import.meta.dirname, '../../../../tests/fixtures/patients-synthea.csv'))

export async function call<N extends keyof typeof importHandlers>(core: Core, name: N, argument: Argument<N>, caller = ana): Promise<Value<N>> {
  const handler = importHandlers[name] as (core: Core, argument: ParsedArgument<N>, caller: Caller) => Value<N> | Promise<Value<N>>
  return handler(core, argument as ParsedArgument<N>, caller)
}

export async function stage(core: Core, file: string | Uint8Array, fileName = 'patients.csv'): Promise<Extract<Value<'imports.stage'>, { kind: 'list' }>> {
  const staged = await call(core, 'imports.stage', { files: [{ fileName, bytes: new Uint8Array(typeof file === 'string' ? Buffer.from(file) : file) }] })
  if (staged.kind !== 'list') throw new Error('not read as a list')
  return staged
}

export async function plan(core: Core, file: string | Uint8Array, mapping: Partial<ImportMapping> = {}): Promise<Value<'imports.plan'>> {
  const staged = await stage(core, file)
  return call(core, 'imports.plan', { stageId: staged.stageId, mapping: { ...staged.mapping, ...mapping } })
}

/** Imports a file as it is guessed, to the end. */
export async function importFile(core: Core, file: string | Uint8Array, mapping: Partial<ImportMapping> = {}): Promise<string> {
  const staged = await stage(core, file)
  const { importId } = await call(core, 'imports.apply', { stageId: staged.stageId, mapping: { ...staged.mapping, ...mapping } })
  await core.imports.idle()
  return importId
}

/** Every row of the tables an import writes, without what only counts. */
export function peopleTablesOf(core: Core): Record<string, unknown[]> {
  const all = (table: string, order: string): unknown[] => core.db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all()
  return {
    patients: all('patients', 'id'),
    phones: all('phones', 'patient_id, position'),
    visits: all('visits', 'id'),
    words: core.db.prepare('SELECT rowid FROM people_words').all(),
    digits: core.db.prepare('SELECT rowid FROM people_digits').all(),
  }
}
