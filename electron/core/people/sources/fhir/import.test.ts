import { describe, expect, it } from 'vitest'
import type { Core } from '../../../core.ts'
import { temporaryPractice, testClock, type Announced } from '../../../testing/practice.ts'
import { ana as atDesk, call, peopleTablesOf } from '../../import/testing.ts'
import { patientCard } from '../../queries.ts'
import { searchPeople } from '../../search.ts'
import { fhirHandlers } from './commands.ts'
import { ana, bulkFile, ndjson } from './testing.ts'
import { startFhirServer } from './testing-server.ts'

const now = testClock().now

const bulk10 = (): Record<string, Uint8Array<ArrayBuffer>> => Object.fromEntries(['Encounter', 'Patient', 'Practitioner', 'PractitionerRole'].map((type) => [`${type}.ndjson`, new Uint8Array(bulkFile(`bulk-10/${type}.000.ndjson`))]))

let reading = 0

/** Feeds files as the window does and has them staged. */
async function stage(core: Core, files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<string> {
  const readId = `reading ${(reading += 1)}`
  for (const [fileName, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    await fhirHandlers['imports.feed'](core, { readId, fileName, bytes, last: true }, atDesk)
  }
  return (await fhirHandlers['imports.fed'](core, { readId, name: 'export' }, atDesk)).stageId
}

async function apply(core: Core, stageId: string): Promise<string> {
  const { importId } = await call(core, 'imports.apply', { stageId, mapping: null })
  await core.imports.idle()
  return importId
}

const visit = { resourceType: 'Appointment', id: 'a', status: 'booked', start: '2026-03-20T14:00:00Z', participant: [{ actor: { reference: 'Patient/ana' } }] }

describe('FHIR records', () => {
  it('come in with their visits after a dry run that writes nothing, a second time change nothing, and are undone whole', async () => {
    const { core } = await temporaryPractice({ now })
    const empty = peopleTablesOf(core)
    const stageId = await stage(core, bulk10())
    expect(await call(core, 'imports.plan', { stageId, mapping: null })).toMatchObject({ create: 10, skip: 3, change: 0, visits: 48 })
    expect(peopleTablesOf(core)).toEqual(empty)

    const importId = await apply(core, stageId)
    const [found] = searchPeople(core.db, 'schmitt', 5, 0, core.now()).rows
    const card = patientCard(core.db, found?.id ?? '')
    expect(card).toMatchObject({ fullName: 'Denis399 Schmitt836', language: 'en' })
    expect(card?.visits[0]).toMatchObject({ status: 'kept', clinician: expect.stringMatching(/^Dr\. /) as string })

    expect(await call(core, 'imports.plan', { stageId: await stage(core, bulk10()), mapping: null })).toMatchObject({ create: 0, change: 0, differ: 0, unchanged: 10, skip: 3, visits: 0 })
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(peopleTablesOf(core)).toEqual(empty)
  })

  it('bring a moved and a cancelled appointment to whoever has the id, without the Patient beside it', async () => {
    const { core } = await temporaryPractice({ now })
    await apply(core, await stage(core, { 'all.json': JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: visit }, { resource: ana }] }) }))
    const moved = Date.UTC(2026, 2, 21, 15)
    await apply(core, await stage(core, { 'Appointment.ndjson': ndjson({ ...visit, start: '2026-03-21T15:00:00Z' }) }))
    const [found] = searchPeople(core.db, 'Ruiz', 5, 0, core.now()).rows
    expect(patientCard(core.db, found?.id ?? '')?.visits).toMatchObject([{ id: 'fhir:Appointment/a', at: moved, status: 'booked' }])
    await apply(core, await stage(core, { 'Appointment.ndjson': ndjson({ ...visit, start: '2026-03-21T15:00:00Z', status: 'cancelled' }, { ...visit, id: 'b', participant: [{ actor: { reference: 'Patient/nobody' } }] }) }))
    expect(patientCard(core.db, found?.id ?? '')?.visits).toMatchObject([{ id: 'fhir:Appointment/a', status: 'cancelled' }])
  })

  it('that cannot be believed as a whole leave nothing staged', async () => {
    const { core } = await temporaryPractice({ now })
    await expect(stage(core, { 'Patient.ndjson': ndjson(ana), 'b.json': '{"resourceType":"Bundle","entry":[' })).rejects.toThrow('ends in the middle')
    await expect(stage(core, { 'Observation.ndjson': ndjson({ resourceType: 'Observation' }) })).rejects.toThrow('has no patients and no visits')
    await expect(stage(core, { 'x.json': '{"name":"rapport"}' })).rejects.toThrow('holds no FHIR records')
    await expect(stage(core, { 'empty.ndjson': '' })).rejects.toThrow('holds no FHIR records')
  })

  it('come from a server the same way, with word of how far it is and the token nowhere', async () => {
    const { core, announced } = await temporaryPractice({ now })
    const server = await startFhirServer({ resources: [visit, ana], token: 'secret-token' })
    const staged = await fhirHandlers['imports.readServer'](core, { readId: 'r', address: server.address, token: 'secret-token' }, atDesk)
    expect(staged).toMatchObject({ kind: 'records', rows: 1, source: new URL(server.address).host })
    expect(announced.filter(({ name }: Announced) => name === 'importReading').length).toBeGreaterThan(0)
    const importId = await apply(core, staged.stageId)
    expect(importId).not.toBe('')
    const journal = core.db.prepare('SELECT body FROM journal').all().map((row) => JSON.stringify(row)).join('\n')
    expect(journal).toContain('Ruiz')
    expect(journal + JSON.stringify(announced)).not.toContain('secret-token')
  })
})
