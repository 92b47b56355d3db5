import { describe, expect, it } from 'vitest'
import type { Announced } from '../../testing/practice.ts'
import { temporaryPractice, testClock } from '../../testing/practice.ts'
import { eventsSince, rebuild } from '../../journal/journal.ts'
import type { WritableDB } from '../../journal/database.ts'
import type { Core } from '../../core.ts'
import { peopleHandlers } from '../commands.ts'
import { patientCard } from '../queries.ts'
import { searchPeople } from '../search.ts'
import { importById } from './queries.ts'
import { ana, call, importFile, peopleTablesOf, plan, stage, syntheaCsv } from './testing.ts'

function idOf(core: Core, words: string): string {
  const [row, second] = searchPeople(core.db, words, 5, 0).rows
  if (!row || second) throw new Error(`not exactly one person is found by ${words}`)
  return row.id
}

function staffAna(core: Core): void {
  core.record([{ kind: 'staff.saved', body: { staffId: 'ana', name: 'Ana', initials: 'A' }, at: core.now(), actor: 'desk' }])
}

async function change(core: Core, patientId: string, changes: Parameters<(typeof peopleHandlers)['people.change']>[1]['changes']): Promise<void> {
  await peopleHandlers['people.change'](core, { patientId, changes }, ana)
}

/** `count` people in a file, all different. */
function listOf(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => `Given${String.fromCharCode(65 + (at % 26))},Family${at},19${50 + (at % 50)}-03-0${1 + (at % 9)},(555) 0${10 + (at % 90)}-${String(1000 + at).slice(-4)}`)
  return `First name,Last name,DOB,Phone\n${lines.join('\n')}\n`
}

describe('an import', () => {
  it('reads the Synthea patients, guesses their columns and plans to create each', async () => {
    const { core } = await temporaryPractice()
    const staged = await stage(core, syntheaCsv)
    expect(staged).toMatchObject({ rows: 120, headers: ['Patient ID', 'First name', 'Last name', 'Date of birth', 'Phone', 'Language'] })
    expect(staged.sample).toHaveLength(5)
    expect(staged.mapping).toMatchObject({ hasHeader: true, dateOrder: 'ymd', columns: { externalId: 0, givenName: 1, familyName: 2, birthDate: 3, phone: 4, language: 5 } })
    const planned = await call(core, 'imports.plan', { stageId: staged.stageId, mapping: staged.mapping })
    expect(planned).toMatchObject({ create: 120, change: 0, unchanged: 0, skip: 0 })
    expect(planned.lines[0]).toEqual({ line: 2, outcome: 'create', name: 'Donya787 Mikaela760 Yundt842', detail: 'new: Donya787 Mikaela760 Yundt842' })
    expect(core.lastSeq()).toBe(0)
  })

  it('creates everybody with birth date, number and language, and says who started it', async () => {
    const { core } = await temporaryPractice()
    staffAna(core)
    const importId = await importFile(core, syntheaCsv)
    expect(importById(core.db, importId)).toMatchObject({ state: 'done', by: 'Ana', created: 120, changed: 0, unchanged: 0, skipped: 0 })
    const card = patientCard(core.db, idOf(core, 'donya yundt'))
    expect(card).toMatchObject({ givenName: 'Donya787 Mikaela760', familyName: 'Yundt842', birthDate: '1949-11-14', language: 'en', externalId: '01332066-fca8-cce4-d9b7-75b7fd1e2004' })
    expect(card?.phones).toMatchObject([{ number: '+15559079875', label: 'mobile' }])
  })

  it('changes nothing when the same file comes a second time', async () => {
    const { core } = await temporaryPractice()
    await importFile(core, syntheaCsv)
    const before = peopleTablesOf(core)
    const seq = core.lastSeq()
    const importId = await importFile(core, syntheaCsv)
    expect(importById(core.db, importId)).toMatchObject({ created: 0, changed: 0, unchanged: 120, skipped: 0 })
    expect(eventsSince(core.db, seq, 100).map((event) => event.kind)).toEqual(['import.started', 'import.ended'])
    expect(peopleTablesOf(core)).toEqual(before)
  })

  it('adds a new number and fills what is empty, and undo puts every table back', async () => {
    const { core } = await temporaryPractice()
    await importFile(core, 'First name,Last name,DOB,Phone\nAna,Ruiz,1980-04-12,(555) 010-0100\n')
    const before = peopleTablesOf(core)
    const second = 'First name,Last name,DOB,Cell phone,Language\nANA,Ruiz,1980-04-12,(555) 010-0123,Spanish\nBen,Ruiz,1981-01-02,,\n'
    const planned = await plan(core, second)
    expect(planned.lines).toEqual([
      { line: 2, outcome: 'change', name: 'Ana Ruiz', detail: 'language: adds Spanish; phone: adds (555) 010-0123' },
      { line: 3, outcome: 'create', name: 'Ben Ruiz', detail: 'new: Ben Ruiz' },
    ])
    const importId = await importFile(core, second)
    expect(patientCard(core.db, idOf(core, 'ana ruiz'))).toMatchObject({ language: 'es', phones: [{ number: '+15550100100' }, { number: '+15550100123' }] })
    await call(core, 'imports.undo', { importId })
    expect(importById(core.db, importId)?.state).toBe('undoing')
    await core.imports.idle()
    expect(importById(core.db, importId)).toMatchObject({ state: 'undone', created: 0, changed: 0 })
    expect(peopleTablesOf(core)).toEqual(before)
    expect(searchPeople(core.db, 'ben', 5, 0).rows).toEqual([])
    expect(searchPeople(core.db, '0100123', 5, 0).rows).toEqual([])
    await expect(call(core, 'imports.undo', { importId })).rejects.toThrow('undone already')
  })

  it('undoes 1,000 people to exactly what was there, with progress to the end', async () => {
    const { core, announced } = await temporaryPractice()
    await importFile(core, syntheaCsv)
    const before = peopleTablesOf(core)
    const importId = await importFile(core, listOf(1000))
    expect(importById(core.db, importId)?.created).toBe(1000)
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(peopleTablesOf(core)).toEqual(before)
    expect(progressOf(announced, importId).at(-1)).toEqual({ importId, done: 1000, total: 1000 })
  })

  it('leaves nothing when it is cancelled', async () => {
    const { core, announced } = await temporaryPractice()
    await importFile(core, syntheaCsv)
    const before = peopleTablesOf(core)
    const { stageId, mapping } = await stage(core, listOf(3000))
    const { importId } = await call(core, 'imports.apply', { stageId, mapping })
    await until(() => core.db.prepare('SELECT count(*) AS n FROM patients').pluck().get() !== 120)
    await call(core, 'imports.cancel', { importId })
    await core.imports.idle()
    expect(importById(core.db, importId)).toMatchObject({ state: 'cancelled', created: 0, changed: 0 })
    expect(progressOf(announced, importId).length).toBeGreaterThan(1)
    expect(peopleTablesOf(core)).toEqual(before)
    await expect(call(core, 'imports.cancel', { importId })).rejects.toThrow('no longer running')
  })

  it('leaves nothing half when the practice closes in the middle and opens again', async () => {
    const first = await temporaryPractice()
    await importFile(first.core, syntheaCsv)
    const before = peopleTablesOf(first.core)
    const { stageId, mapping } = await stage(first.core, listOf(3000))
    const { importId } = await call(first.core, 'imports.apply', { stageId, mapping })
    await until(() => first.core.db.prepare('SELECT count(*) AS n FROM patients').pluck().get() !== 120)
    await first.close()
    const { core } = await temporaryPractice({ folder: first.folder, key: first.key })
    expect(importById(core.db, importId)?.state).toBe('running')
    expect(peopleTablesOf(core)['patients']?.length).toBeGreaterThan(120)
    await core.imports.idle()
    expect(importById(core.db, importId)).toMatchObject({ state: 'cancelled', created: 0 })
    expect(peopleTablesOf(core)).toEqual(before)
  })

  it('goes on with an undo that was cut off', async () => {
    const first = await temporaryPractice()
    const before = peopleTablesOf(first.core)
    const importId = await importFile(first.core, listOf(2000))
    await call(first.core, 'imports.undo', { importId })
    await first.close()
    const { core } = await temporaryPractice({ folder: first.folder, key: first.key })
    await core.imports.idle()
    expect(importById(core.db, importId)?.state).toBe('undone')
    expect(peopleTablesOf(core)).toEqual(before)
  })

  it('is taken back whole when a batch cannot be written', async () => {
    const { core } = await temporaryPractice()
    const before = peopleTablesOf(core)
    const { record } = core
    let batches = 0
    core.record = (events) => {
      if ([...events].some((event) => event.kind === 'patient.created') && (batches += 1) === 3) throw Object.assign(new Error('disk'), { code: 'SQLITE_FULL' })
      return record(events)
    }
    const importId = await importFile(core, listOf(1000))
    expect(importById(core.db, importId)).toMatchObject({ state: 'failed', created: 0 })
    expect(peopleTablesOf(core)).toEqual(before)
  })

  it('runs one at a time', async () => {
    const { core } = await temporaryPractice()
    const { stageId, mapping } = await stage(core, listOf(500))
    await call(core, 'imports.apply', { stageId, mapping })
    await expect(call(core, 'imports.apply', { stageId, mapping })).rejects.toThrow('Another import is running')
    await core.imports.idle()
  })

  it('keeps what the desk typed and says so', async () => {
    const { core } = await temporaryPractice({ now: testClock().now })
    staffAna(core)
    const file = 'First name,Last name,DOB,Phone,Language,Email\nAna,Ruiz,1980-04-12,(555) 010-0100 / (555) 010-0199,English,a@example.org\n'
    await importFile(core, file)
    const patientId = idOf(core, 'ana ruiz')
    await change(core, patientId, { language: 'es', familyName: 'Ruiz Soto', email: '', phones: [{ number: '(555) 010-0100', label: 'home' }] })
    const before = peopleTablesOf(core)
    const planned = await plan(core, file)
    expect(planned).toMatchObject({ create: 0, change: 0, unchanged: 1, skip: 0 })
    expect(planned.lines[0]?.detail).toBe(
      'last name: kept “Ruiz Soto”, which Ana entered (the file has “Ruiz”); language: kept “Spanish”, which Ana entered (the file has “English”); ' +
        'e-mail: stays empty, as Ana left it (the file has “a@example.org”); phone: (555) 010-0199 stays out, Ana removed it',
    )
    await importFile(core, file)
    expect(peopleTablesOf(core)).toEqual(before)
  })

  it('undo keeps whom the desk has worked with since, and a field changed again', async () => {
    const { core } = await temporaryPractice()
    await importFile(core, 'First name,Last name,DOB\nOld,Hand,1970-01-01\nOld,Friend,1971-01-01\n')
    const importId = await importFile(
      core,
      'First name,Last name,DOB,Language,Phone\nOld,Hand,1970-01-01,Spanish,(555) 010-0101\nOld,Friend,1971-01-01,Spanish,\nNew,One,1990-01-01,,\nNew,Edited,1991-01-01,,\nNew,Visited,1992-01-01,,\nNew,Chosen,1993-01-01,,(555) 010-0177\n',
    )
    await change(core, idOf(core, 'edited'), { pronouns: 'she/her' })
    await change(core, idOf(core, 'hand'), { language: 'fr' })
    const at = core.now()
    core.record([
      { kind: 'visit.recorded', body: { visitId: 'v', patientId: idOf(core, 'visited'), at, status: 'booked', clinician: '', reason: '', note: '', matter: null }, at, actor: 'ana' },
      { kind: 'call.ringing', body: { callId: 'c', lineId: 'l', conversationId: '+15550100188', display: '(555) 010-0188', direction: 'in', callerName: null, textable: true }, at, actor: 'line:l' },
      { kind: 'conversation.identified', body: { conversationId: '+15550100188', patientId: idOf(core, 'chosen') }, at, actor: 'ana' },
    ])
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(importById(core.db, importId)).toMatchObject({ state: 'undone', created: 3, changed: 1 })
    expect(searchPeople(core.db, 'new', 9, 0).rows.map((row) => row.fullName).toSorted()).toEqual(['New Chosen', 'New Edited', 'New Visited'])
    expect(patientCard(core.db, idOf(core, 'hand'))).toMatchObject({ language: 'fr', phones: [] })
    expect(patientCard(core.db, idOf(core, 'friend'))).toMatchObject({ language: '' })
  })

  it('gives the same tables when the journal is replayed after imports and an undo', async () => {
    const { core } = await temporaryPractice()
    await importFile(core, 'First name,Last name,DOB\nAna,Ruiz,1980-04-12\n')
    const importId = await importFile(core, 'First name,Last name,DOB,Phone\nAna,Ruiz,1980-04-12,(555) 010-0100\nBen,Ruiz,1981-01-01,(555) 010-0100\n')
    await importFile(core, syntheaCsv)
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    const everything = (): unknown => [peopleTablesOf(core), ...['patient_changes', 'import_changes', 'imports'].map((table) => core.db.prepare(`SELECT * FROM ${table}`).all())]
    const live = everything()
    rebuild(core.db as WritableDB)
    expect(everything()).toEqual(live)
  })
})

function progressOf(announced: readonly Announced[], importId: string): unknown[] {
  return announced.filter(({ name, body }) => name === 'importProgress' && (body as { importId: string }).importId === importId).map(({ body }) => body)
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setImmediate(resolve))
}
