import { copyFileSync, mkdirSync, chmodSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewEvent } from '@shared/events/index.ts'
import { noFields } from '../people/phones.ts'
import { searchPeople } from '../people/search.ts'
import { startScript } from '../testing/child.ts'
import { bytesIn, cannotMount, smallDisk } from '../testing/disk.ts'
import { temporaryFolder, temporaryPractice, testClock } from '../testing/practice.ts'
import { asFileFailure, openDatabase, type FileFailure } from './database.ts'
import { eventsSince } from './journal.ts'

const NAME = 'Quillfeather'
const NUMBER = '+15550100177'

function person(id: string, note = ''): NewEvent {
  const phones = [{ number: NUMBER, display: NUMBER, label: 'mobile' as const }]
  return { kind: 'patient.created', body: { patientId: id, fields: { ...noFields, givenName: 'Maria', familyName: NAME, clinician: note, phones }, importId: null }, at: 1, actor: 'desk' }
}

/** A closed practice file with something in it. */
async function closedPractice(folder = temporaryFolder(), people = 40): Promise<{ file: string; folder: string; key: Buffer }> {
  const practice = await temporaryPractice({ folder })
  for (let index = 0; index < people; index += 1) practice.core.record([person(`p${index}`, 'x'.repeat(100))])
  await practice.close()
  return { file: practice.file, folder, key: practice.key }
}

/** The code an open fails with; the file of a database that opened after all is closed and named. */
function failureOf(file: string, key: Buffer): FileFailure['code'] | 'opened' {
  try {
    openDatabase(file, key).close()
    return 'opened'
  } catch (error) {
    return asFileFailure(error)?.code ?? 'internal'
  }
}

/** How an open is refused, and whether any file of the folder is another than before. */
function refusal(folder: string, file: string, key: Buffer): { code: FileFailure['code'] | 'opened'; bytes: 'as they were' | 'changed' } {
  const before = JSON.stringify(bytesIn(folder))
  const code = failureOf(file, key)
  return { code, bytes: JSON.stringify(bytesIn(folder)) === before ? 'as they were' : 'changed' }
}

describe('a practice file on disk', () => {
  test('holds no name, number or table name that can be read without the key, in the file, its log or a backup', async () => {
    const practice = await temporaryPractice()
    practice.core.record([person('p1')])
    const { file: backup } = await practice.core.backUp()
    practice.core.record([person('p2')])
    const log = readFileSync(`${practice.file}-wal`)
    expect(log.length).toBeGreaterThan(0)
    for (const bytes of [readFileSync(practice.file), log, readFileSync(backup)]) {
      expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
      for (const word of [NAME, NAME.toLowerCase(), NUMBER, NUMBER.slice(1), 'Maria', 'CREATE TABLE', 'patients']) expect(bytes.includes(word)).toBe(false)
    }
  })

  test('is written through to the disk with every commit, so that a power cut loses nothing acknowledged', async () => {
    const { core } = await temporaryPractice()
    const FULL = 2
    expect({ synchronous: core.db.pragma('synchronous', { simple: true }), log: core.db.pragma('journal_mode', { simple: true }) }).toEqual({ synchronous: FULL, log: 'wal' })
  })

  test('keeps nothing of the key beside it but a fingerprint', async () => {
    const { folder, key } = await closedPractice()
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name))
      for (const form of [key, key.toString('hex'), key.toString('base64')]) expect(bytes.includes(form)).toBe(false)
    }
  })

  test('opens again with its key and has what was recorded', async () => {
    const { folder, key } = await closedPractice()
    const { core } = await temporaryPractice({ folder, key })
    expect(core.lastSeq()).toBe(40)
  })
})

describe('an open that is refused leaves every byte as it was', () => {
  test('with another key', async () => {
    const { folder, file } = await closedPractice()
    expect(refusal(folder, file, randomBytes(32))).toEqual({ code: 'wrongKey', bytes: 'as they were' })
  })

  test('with half a key', async () => {
    const { folder, file, key } = await closedPractice()
    expect(refusal(folder, file, key.subarray(0, 16))).toEqual({ code: 'wrongKey', bytes: 'as they were' })
  })

  test('with another key where the fingerprint is gone, even with work still in the log of a crash', async () => {
    const running = await temporaryPractice()
    running.core.record([person('p1')])
    const folder = temporaryFolder()
    const file = join(folder, 'practice.db')
    // What a crash leaves: the file and its log as they are right now.
    for (const end of ['', '-wal']) copyFileSync(`${running.file}${end}`, `${file}${end}`)
    expect(refusal(folder, file, randomBytes(32))).toEqual({ code: 'damaged', bytes: 'as they were' })
    expect(failureOf(file, running.key)).toBe('opened')
  })

  test('says that it may be either, the key or the file, where no fingerprint tells', async () => {
    const { file } = await closedPractice()
    rmSync(`${file}.keycheck`)
    expect(() => openDatabase(file, randomBytes(32))).toThrow(/damaged, or the key here belongs to another file/)
  })

  test('not because the fingerprint beside it was cut off in the middle of being written, which is made anew', async () => {
    for (const half of ['', 'abc']) {
      const { folder, file, key } = await closedPractice()
      const whole = readFileSync(`${file}.keycheck`, 'utf8')
      writeFileSync(`${file}.keycheck`, half)
      expect(refusal(folder, file, randomBytes(32))).toEqual({ code: 'damaged', bytes: 'as they were' })
      expect(failureOf(file, key)).toBe('opened')
      expect(readFileSync(`${file}.keycheck`, 'utf8')).toBe(whole)
    }
  })

  test('when the first page is damaged', async () => {
    const { folder, file, key } = await closedPractice()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 100, 200)
    writeFileSync(file, bytes)
    expect(refusal(folder, file, key)).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when the end of the file is missing', async () => {
    const { folder, file, key } = await closedPractice()
    truncateSync(file, 4096 * 5)
    expect(refusal(folder, file, key)).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when the file was cut within a page', async () => {
    const { folder, file, key } = await closedPractice()
    truncateSync(file, 3000)
    expect(refusal(folder, file, key)).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when the file was emptied', async () => {
    const { folder, file, key } = await closedPractice()
    truncateSync(file, 0)
    expect(refusal(folder, file, key)).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when the file is gone but not what lay beside it, so that no new practice is begun by mistake', async () => {
    const { folder, file, key } = await closedPractice()
    rmSync(file)
    expect(refusal(folder, file, key)).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when the file is something else', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'practice.db')
    writeFileSync(file, 'a letter to the practice\n'.repeat(500))
    expect(refusal(folder, file, randomBytes(32))).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when it is an ordinary SQLite file without encryption', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'practice.db')
    new Database(file).exec('CREATE TABLE patients (name TEXT)').close()
    expect(refusal(folder, file, randomBytes(32))).toEqual({ code: 'damaged', bytes: 'as they were' })
  })

  test('when it was made by a newer Rapport', async () => {
    const { folder, file, key } = await closedPractice()
    const db = openDatabase(file, key)
    db.pragma('user_version = 99990')
    db.close()
    expect(refusal(folder, file, key)).toEqual({ code: 'newer', bytes: 'as they were' })
  })

  test('while another program has it open', async () => {
    const { folder, file, key } = await closedPractice()
    const { lines } = startScript('hold-file.ts', [file, key.toString('hex')])
    expect((await lines.next()).value).toBe('held')
    expect(refusal(folder, file, key)).toEqual({ code: 'locked', bytes: 'as they were' })
  })

  test('when a folder stands in its place', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'practice.db'))
    expect(refusal(folder, join(folder, 'practice.db'), randomBytes(32))).toEqual({ code: 'readOnly', bytes: 'as they were' })
  })
})

describe('damage in the middle of the file', () => {
  test('is refused when it is read, never answered with other words, and changes nothing', async () => {
    const { folder, file, key } = await closedPractice(temporaryFolder(), 400)
    const whole = readFileSync(file)
    const pages = whole.length / 4096
    const answers: unknown[] = []
    for (let page = 2; page < pages; page += Math.ceil(pages / 40)) {
      const bytes = Buffer.from(whole)
      bytes.fill(0x5a, page * 4096 + 1000, page * 4096 + 1020)
      writeFileSync(file, bytes)
      const before = JSON.stringify(bytesIn(folder))
      answers.push(readAll(file, key))
      expect(JSON.stringify(bytesIn(folder))).toBe(before)
    }
    const whatCanBeRead = { events: 400, found: 200 }
    for (const answer of answers) expect(['damaged', whatCanBeRead]).toContainEqual(answer)
    expect(answers.filter((answer) => answer === 'damaged').length).toBeGreaterThan(3)
  })

  function readAll(file: string, key: Buffer): unknown {
    let db: ReturnType<typeof openDatabase> | null = null
    try {
      db = openDatabase(file, key)
      return { events: eventsSince(db, 0, 1000).length, found: searchPeople(db, NAME, 200, 0).rows.length }
    } catch (error) {
      return asFileFailure(error)?.code
    } finally {
      db?.close()
    }
  }
})

describe('a new practice file', () => {
  test('is made where there is none', async () => {
    const { core } = await temporaryPractice()
    expect(core.lastSeq()).toBe(0)
  })

  test('is made where a first start broke off before the first page was written', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'practice.db'), '')
    expect(failureOf(join(folder, 'practice.db'), randomBytes(32))).toBe('opened')
  })
})

const isRoot = process.getuid?.() === 0
const cannotForbid = isRoot ? cannotMount : process.platform === 'win32' ? 'Windows forbids writing by access lists' : null

describe.skipIf(cannotForbid !== null)(`a disk that may not be written${cannotForbid ? ` (${cannotForbid})` : ''}`, () => {
  /** Root may write where permissions forbid it, so there the disk itself is made read-only. */
  async function unwritablePractice(): Promise<Awaited<ReturnType<typeof closedPractice>>> {
    const disk = isRoot ? smallDisk(8) : null
    const practice = await closedPractice(disk?.folder)
    if (disk) {
      disk.readOnly()
      return practice
    }
    for (const name of readdirSync(practice.folder)) chmodSync(join(practice.folder, name), 0o444)
    chmodSync(practice.folder, 0o555)
    onTestFinished(() => chmodSync(practice.folder, 0o755))
    return practice
  }

  test('is told at the open, not when the first call comes in', async () => {
    const { folder, file, key } = await unwritablePractice()
    expect(refusal(folder, file, key)).toEqual({ code: 'readOnly', bytes: 'as they were' })
  })
})

describe.skipIf(cannotMount !== null)(`a full disk${cannotMount ? ` (${cannotMount})` : ''}`, () => {
  /** Records until the disk takes no more. */
  function recordUntilFull(record: (events: NewEvent[]) => unknown): { saved: number; error: unknown } {
    for (let saved = 0; saved < 5000; saved += 1) {
      try {
        record([person(`f${saved}-a`, 'y'.repeat(100)), person(`f${saved}-b`, 'y'.repeat(100))])
      } catch (error) {
        return { saved, error }
      }
    }
    throw new Error('the disk never became full')
  }

  test('refuses what it cannot keep, whole, and takes it once there is space again', async () => {
    const clock = testClock()
    const disk = smallDisk(4)
    const { core, close, key, announced } = await temporaryPractice({ folder: disk.folder, now: clock.now })
    core.record([person('p1')])
    disk.fill()
    const { saved, error } = recordUntilFull(core.record)
    expect(asFileFailure(error)?.code).toBe('diskFull')
    const kept = 1 + 2 * saved
    expect(core.lastSeq()).toBe(kept)
    expect(searchPeople(core.db, NAME, 1, 0).total).toBe(kept)
    const told = announced.filter((it) => it.name === 'changes').length
    expect(told).toBe(1 + saved)

    disk.free()
    core.record([person('after')])
    expect(core.lastSeq()).toBe(kept + 1)
    await close()
    const again = await temporaryPractice({ folder: disk.folder, key })
    expect(again.core.lastSeq()).toBe(kept + 1)
    expect(eventsSince(again.core.db, 0, 10_000)).toHaveLength(kept + 1)
  })

  test('still opens and can be read', async () => {
    const disk = smallDisk(4)
    const { key } = await closedPractice(disk.folder)
    disk.fill()
    const { core } = await temporaryPractice({ folder: disk.folder, key })
    expect(searchPeople(core.db, NAME, 10, 0).total).toBe(40)
    disk.free()
  })

  test('takes no backup, says so and leaves no half one', async () => {
    const disk = smallDisk(4)
    const { core } = await temporaryPractice({ folder: disk.folder })
    for (let index = 0; index < 40; index += 1) core.record([person(`p${index}`)])
    disk.fill()
    const error: unknown = await core.backUp().then(() => null, (reason: unknown) => reason)
    expect(asFileFailure(error)?.code).toBe('diskFull')
    const folder = `${core.file}.backups`
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
    disk.free()
    expect(existsSync((await core.backUp()).file)).toBe(true)
  })

  test('makes no practice and says why', async () => {
    const disk = smallDisk(1)
    disk.fill()
    expect(failureOf(join(disk.folder, 'practice.db'), randomBytes(32))).toBe('diskFull')
    disk.free()
    expect(failureOf(join(disk.folder, 'practice.db'), randomBytes(32))).toBe('opened')
  })
})
