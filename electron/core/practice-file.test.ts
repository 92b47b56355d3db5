import { readdirSync, readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { NewEvent } from '@shared/events/index.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { asFileFailure, openDatabase, type WritableDB } from './journal/database.ts'
import { eventsSince, rebuild } from './journal/journal.ts'
import { newestBackup, openPractice } from './practice-file.ts'
import { startScript } from './testing/child.ts'
import { deskAt } from './testing/desk-calls.ts'
import { temporaryFolder, temporaryPractice, testClock } from './testing/practice.ts'
import { everyKindOfEvent } from './testing/story.ts'
import { allRows } from './testing/tables.ts'

function note(index: number): NewEvent {
  return { kind: 'staff.saved', body: { staffId: `s${index}`, name: 'x'.repeat(80), initials: 'X' }, at: index, actor: 'desk' }
}

function opened(file: string, key: Buffer): WritableDB {
  const db = openDatabase(file, key)
  onTestFinished(() => void db.close())
  return db
}

describe('a backup', () => {
  test('opens with the same key and no other, and has the same journal and the same rows', async () => {
    const clock = testClock()
    const { core, key } = await temporaryPractice({ now: clock.now })
    core.record(everyKindOfEvent(clock.at))
    const { file, at } = await core.backUp()
    expect(at).toBe(clock.at)
    expect(newestBackup(core.file)?.file).toBe(file)
    expect(() => openDatabase(file, randomBytes(32))).toThrow('damaged')
    const copy = opened(file, key)
    expect(eventsSince(copy, 0, 10_000)).toEqual(eventsSince(core.db, 0, 10_000))
    expect(allRows(copy, ['rosa'])).toEqual(allRows(core.db, ['rosa']))
    expect(copy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  test('taken while calls come in has everything from before, and nothing by halves', async () => {
    const { core, key } = await temporaryPractice()
    for (let index = 0; index < 300; index += 1) core.record(Array.from({ length: 20 }, (_, more) => note(index * 20 + more)))
    const before = core.lastSeq()
    const backup = core.backUp()
    const standing = readFileSync(core.file)
    let during = 0
    // Far more than SQLite keeps in its log unasked: the file must stand still all the same while it is copied.
    for (; during < 3000; during += 2) core.record([note(10_000 + during), note(10_001 + during)])
    expect(readFileSync(core.file).equals(standing)).toBe(true)
    const { file } = await backup
    const copy = opened(file, key)
    const kept = eventsSince(copy, 0, 1_000_000)
    expect(kept).toHaveLength(before)
    expect(kept).toEqual(eventsSince(core.db, 0, before))
    expect(copy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(core.lastSeq()).toBe(before + during)
  })

  test('asked for twice at once is made once', async () => {
    const { core } = await temporaryPractice()
    core.record([note(1)])
    const [one, other] = await Promise.all([core.backUp(), core.backUp()])
    expect(other).toEqual(one)
    expect(readdirSync(dirname(one.file))).toHaveLength(1)
  })

  test('is finished before the file is closed', async () => {
    const { core, close, key } = await temporaryPractice()
    for (let index = 0; index < 2000; index += 20) core.record(Array.from({ length: 20 }, (_, more) => note(index + more)))
    const backup = core.backUp()
    core.record([note(5000)])
    await close()
    const { file } = await backup
    expect(eventsSince(opened(file, key), 0, 10_000)).toHaveLength(2000)
  })
})

describe('a process killed in the middle of its work', () => {
  test('has lost nothing it acknowledged, and holds nothing by halves', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const key = randomBytes(32)
    const file = `${folder}/practice.db`
    let calls = 0
    for (const enough of [5, 40, 90]) {
      const { child, lines, ended } = startScript('write-until-killed.ts', [file, key.toString('hex'), String(calls)])
      let acknowledged = -1
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        acknowledged = Number(line.value)
        if (acknowledged === calls + enough) child.kill('SIGKILL')
      }
      await ended
      const { core, close } = await temporaryPractice({ folder, key })
      const events = eventsSince(core.db, 0, 1_000_000)
      expect(acknowledged).toBeGreaterThanOrEqual(calls + enough)
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
      const known = new Set(events.map((event) => event.sourceKey))
      for (let call = 0; call <= acknowledged; call += 1) expect([known.has(`main:${call}:a`), known.has(`main:${call}:b`)]).toEqual([true, true])
      // A call's two events were one transaction.
      expect(events.length % 2).toBe(0)
      const lived = allRows(core.db)
      rebuild(core.db as WritableDB)
      expect(allRows(core.db)).toEqual(lived)
      calls = events.length / 2
      await close()
    }
  })
})

describe('opening', () => {
  test('frees the file where something after the open failed, so that the next try is not locked out', async () => {
    const folder = temporaryFolder()
    const { file, key, close } = await temporaryPractice({ folder })
    await close()
    const prepare = (): void => {
      throw Object.assign(new Error(), { code: 'SQLITE_FULL' })
    }
    const failure: unknown = await openPractice({ file, key, which: 'practice', now: Date.now, announce: () => undefined, prepare }).then(() => null, (error: unknown) => error)
    expect(asFileFailure(failure)?.code).toBe('diskFull')
    await expect(temporaryPractice({ folder, key })).resolves.toHaveProperty('core')
  })

  test('takes a call whose end was never told as missed, and says why', async () => {
    const clock = testClock()
    const { core, close, folder, key } = await temporaryPractice({ now: clock.now })
    const rangAt = clock.at
    const desk = deskAt(core)
    desk.tell({ type: 'ringing', at: rangAt, callId: 'lost', direction: 'in', number: '+15550100177' })
    desk.tell({ type: 'ringing', at: rangAt + 4 * MINUTE, callId: 'fresh', direction: 'in', number: '+15550100188' })
    await close()
    clock.at += 6 * MINUTE
    const again = deskAt((await temporaryPractice({ folder, key, now: clock.now })).core)
    expect(again.conversation('+15550100177')).toMatchObject({ waitingSince: rangAt, ringing: null, last: { state: 'missed' } })
    expect(again.conversation('+15550100188')).toMatchObject({ waitingSince: null, ringing: { callId: 'main:fresh' } })
  })

  test('ends a call answered hours ago whose end was never told; told late, its true length counts', async () => {
    const clock = testClock()
    const { core, close, folder, key } = await temporaryPractice({ now: clock.now })
    const answeredAt = clock.at
    const desk = deskAt(core)
    for (const [callId, number, at] of [['lost', '+15550100177', answeredAt], ['fresh', '+15550100188', answeredAt + MINUTE]] as const) {
      desk.tell({ type: 'ringing', at, callId, direction: 'in', number })
      desk.tell({ type: 'answered', at, callId })
    }
    await close()
    clock.at += 4 * HOUR
    const again = deskAt((await temporaryPractice({ folder, key, now: clock.now })).core)
    expect(again.conversation('+15550100177')).toMatchObject({ talking: null, waitingSince: null, last: { state: 'ended', talkSeconds: null } })
    expect(again.conversation('+15550100188')).toMatchObject({ talking: { callId: 'main:fresh' } })
    again.tell({ id: 'late', type: 'ended', at: answeredAt + 3 * MINUTE, callId: 'lost' })
    expect(again.conversation('+15550100177')).toMatchObject({ last: { talkSeconds: 180 } })
  })
})
