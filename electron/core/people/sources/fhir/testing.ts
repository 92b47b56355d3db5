import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Incoming } from '../../import/incoming.ts'
import { inSlices } from '../../import/slices.ts'
import { Collected } from './collected.ts'
import type { Reading } from './person.ts'
import { readerOf } from './read.ts'
import { fhirSource } from './source.ts'

/** What the FHIR tests share. */

export const READING: Reading = { country: 'US', timeZone: 'America/New_York', now: Date.UTC(2026, 2, 10, 15), today: '2026-03-10' }

/** A file of the public bulk exports; README.md beside them says where they come from. */
export function bulkFile(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../../../../../tests/fixtures/fhir', name))
}

/** Resources as a bulk export writes them. */
export function ndjson(...resources: readonly object[]): string {
  return resources.map((resource) => `${JSON.stringify(resource)}\n`).join('')
}

/** Reads files in the order given, each in pieces of `piece` bytes. */
export async function collect(files: Readonly<Record<string, string | Uint8Array>>, piece = Infinity): Promise<Collected> {
  const collected = new Collected(READING)
  const giveWay = inSlices()
  for (const [name, content] of Object.entries(files)) {
    const reader = readerOf(name, collected, giveWay)
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    for (let at = 0; at < bytes.length; at += piece) await reader.push(bytes.subarray(at, at + piece))
    await reader.end()
  }
  return collected
}

/** Everything that comes of it, in order. */
export async function recordsOf(collected: Collected): Promise<Incoming[]> {
  const records: Incoming[] = []
  const source = await fhirSource('test', collected, inSlices())
  for await (const batch of source.batches(inSlices())) records.push(...batch)
  return records
}

/** What comes of resources on lines. */
export async function read(...resources: readonly object[]): Promise<Incoming[]> {
  return recordsOf(await collect({ 'all.ndjson': ndjson(...resources) }))
}

export const ana = { resourceType: 'Patient', id: 'ana', name: [{ family: 'Ruiz', given: ['Ana'] }], birthDate: '1980-04-12' }
