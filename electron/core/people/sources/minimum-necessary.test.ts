import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../../core.ts'
import { deskAt, type Desk } from '../../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../../testing/practice.ts'

/** Holds docs/data-and-privacy.md, "From the practice software": only what stands there is kept, whatever the sources hold. */

const root = join(import.meta.dirname, '../../../..')
const page = readFileSync(join(root, 'docs', 'data-and-privacy.md'), 'utf8')
const section = /### From the practice software\n([\s\S]*?)\nThe free-text note/.exec(page)?.[1] ?? ''
const bulk = (name: string): string => readFileSync(join(root, 'tests/fixtures/fhir/bulk-10', name), 'utf8')
const hl7Files = readdirSync(join(root, 'tests/fixtures/hl7')).filter((name) => name.endsWith('.hl7')).map((name) => readFileSync(join(root, 'tests/fixtures/hl7', name)))

let core: Core
let desk: Desk

beforeEach(async () => {
  ;({ core } = await temporaryPractice({ now: testClock().now }))
  desk = deskAt(core)
})

const bytesOf = (content: string | Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(content))

async function importFhir(): Promise<void> {
  for (const type of ['Encounter', 'Patient', 'Practitioner', 'PractitionerRole']) await desk.done('imports.feed', { readId: 'r', fileName: `${type}.ndjson`, bytes: bytesOf(bulk(`${type}.000.ndjson`)), last: true })
  await apply((await desk.done('imports.fed', { readId: 'r', name: 'export' })).stageId)
}

async function importHl7(): Promise<void> {
  await apply((await desk.done('imports.stage', { files: hl7Files.map((bytes, at) => ({ fileName: `${at}.hl7`, bytes: bytesOf(bytes) })) })).stageId)
}

async function importList(): Promise<void> {
  const list = 'Patient ID,First name,Last name,Preferred name,DOB,Phone,Email,Language,Pronouns,Street,SSN,Insurance,Diagnosis,Appt ID,Appt Date,Appt Time,Provider,Appt Type,Status\n77,Rosa,Grant,Rosie,11/30/1954,555-010-0119,r@example.org,Spanish,she/her,12 Elm Street,999-81-5679,Acme Health 4711,Gout of the left foot,9001,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled\n'
  const staged = await desk.done('imports.stage', { files: [{ fileName: 'list.csv', bytes: bytesOf(list) }] })
  await apply(staged.stageId, staged.kind === 'list' ? staged.mapping : null)
}

async function apply(stageId: string, mapping: Parameters<typeof desk.done<'imports.apply'>>[1]['mapping'] = null): Promise<void> {
  await desk.done('imports.apply', { stageId, mapping })
  await core.imports.idle()
}

const importAll = async (): Promise<void> => {
  await importFhir()
  await importHl7()
  await importList()
}

type Body = { fields?: object; changes?: object }

/** Fields of people and visits that stand in the journal with something in them. */
function fieldsStored(): string[] {
  const bodies = (core.db.prepare(`SELECT body FROM journal WHERE kind IN ('patient.created', 'patient.changed', 'visit.recorded')`).pluck().all() as string[]).map((body) => JSON.parse(body) as Body)
  const filled = (value: unknown): boolean => value !== '' && value !== null && value !== 'any' && !(Array.isArray(value) && value.length === 0)
  const names = bodies.flatMap(({ fields, changes, ...rest }) => Object.entries({ ...rest, ...fields, ...changes }).filter(([, value]) => filled(value)).map(([name]) => name))
  return [...new Set(names)].toSorted()
}

/** Every word that stands anywhere in the practice's file, the journal included. */
function everythingStored(): string {
  const tables = core.db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`).pluck().all() as string[]
  return tables.map((table) => JSON.stringify(core.db.prepare(`SELECT * FROM "${table}"`).all())).join('\n')
}

type Patient = { address?: { line?: string[]; city?: string; postalCode?: string }[]; identifier: { value: string; type?: { coding: { code: string }[] } }[]; maritalStatus?: { text?: string }; extension?: { extension?: { valueString?: string }[]; valueString?: string }[] }

describe('of what the practice software says', () => {
  it('only fields that docs/data-and-privacy.md names are stored, and all of those are', async () => {
    await importAll()
    const documented = [...section.matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name).filter((name) => name !== undefined)
    const table = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''))
    const ours = ['patientId', 'importId', 'note', 'matter']
    expect(documented).toEqual(expect.arrayContaining(ours))
    expect(fieldsStored().filter((name) => !ours.includes(name))).toEqual(table.toSorted())
  })

  it('no address, number of the state, race or marital status of a FHIR export is anywhere in the file', async () => {
    await importFhir()
    const patients = bulk('Patient.000.ndjson').trim().split('\n').map((line) => JSON.parse(line) as Patient)
    const numbers = patients.flatMap(({ identifier }) => identifier.filter(({ type }) => ['SS', 'DL', 'PPN'].includes(type?.coding[0]?.code ?? '')).map(({ value }) => value))
    const places = patients.flatMap(({ address }) => (address ?? []).flatMap(({ line, postalCode }) => [...(line ?? []), postalCode ?? '']))
    const traits = patients.flatMap(({ maritalStatus, extension }) => [maritalStatus?.text ?? '', ...(extension ?? []).flatMap((one) => [one.valueString ?? '', ...(one.extension ?? []).map(({ valueString }) => valueString ?? '')])])
    const secrets = [...new Set([...numbers, ...places, ...traits])].filter((secret) => secret.length > 4 && secret !== '00000')
    expect(secrets.length).toBeGreaterThan(40)
    const stored = everythingStored()
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([])
  })

  it('no address, account, insurance, allergy, diagnosis or result of an HL7 message is', async () => {
    await importHl7()
    const segments = hl7Files.flatMap((bytes) => bytes.toString('latin1').split(/[\r\n]+/)).map((segment) => segment.split('|'))
    const words = (fields: readonly (string | undefined)[]): string[] => fields.flatMap((field) => (field ?? '').split(/[\^~&]/))
    const clinical = segments.flatMap((fields) => {
      const [segment = ''] = fields
      if (/^(?:DG1|AL1|OBX|IN1|IN2|IN3|GT1|PR1|DRG)/.test(segment)) return fields.slice(2)
      return segment.startsWith('PID') ? [fields[11], fields[18], fields[19], fields[20]] : []
    })
    // A policy holder has the patient's name, an account the number of the visit.
    const kept = new Set(words(segments.flatMap((fields) => (fields[0] === 'PID' ? [fields[5], fields[13]?.replace(/\D/g, '')] : fields[0] === 'PV1' ? [fields[19]] : []))))
    const secrets = [...new Set(words(clinical))].filter((secret) => /[A-Za-z0-9 ]{6,}/.test(secret) && !kept.has(secret))
    expect(secrets.length).toBeGreaterThan(40)
    const stored = everythingStored()
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([])
  })

  it('no column of a list that was left out is', async () => {
    await importList()
    const stored = everythingStored()
    expect(['12 Elm', '999-81-5679', 'Acme Health', '4711', 'Gout'].filter((secret) => stored.includes(secret))).toEqual([])
    expect(stored).toContain('r@example.org')
  })
})
