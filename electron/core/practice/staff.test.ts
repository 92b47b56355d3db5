import { beforeEach, expect, test } from 'vitest'
import type { ChangeSet } from '@shared/contract/views.ts'
import type { Core } from '../core.ts'
import { eventsSince } from '../journal/journal.ts'
import { snapshotOf } from '../desk.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, type Announced } from '../testing/practice.ts'

let core: Core
let announced: Announced[]
let desk: Desk
let ana: string

beforeEach(async () => {
  ;({ core, announced } = await temporaryPractice())
  desk = deskAt(core)
  ana = (await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' })).staffId
})

const atDesk = (): unknown[] => announced.filter(({ name }) => name === 'atDesk').map(({ body }) => body)

test('who works at the desk is told to every window of it', async () => {
  await desk.done('desk.iAm', { staffId: ana })
  await desk.done('desk.iAm', { staffId: null })
  expect(atDesk()).toEqual([{ staffId: ana }, { staffId: null }])
})

test('whoever is taken from the list no longer works at the desk, in one go, and cannot come back to it', async () => {
  await desk.done('desk.iAm', { staffId: ana })
  const before = core.lastSeq()
  let batches = 0
  const record = core.record
  core.record = (events) => ((batches += 1), record(events))
  await desk.done('staff.remove', { staffId: ana })
  expect(batches).toBe(1)
  expect(eventsSince(core.db, before, 10).map(({ kind }) => kind)).toEqual(['staff.removed', 'staff.cameToDesk'])
  expect(snapshotOf(core).me).toBeNull()
  expect(atDesk().at(-1)).toEqual({ staffId: null })
  expect(await desk.refused('desk.iAm', { staffId: ana })).toBe('notFound')
})

test('a new name is read anew wherever the old one stands', async () => {
  await desk.done('staff.save', { staffId: ana, name: 'Ana Kovač' })
  const last = announced.findLast(({ name }) => name === 'changes')?.body as ChangeSet
  expect(last).toMatchObject({ upserts: { staff: [{ name: 'Ana Kovač' }] }, stale: ['conversation'] })
})
