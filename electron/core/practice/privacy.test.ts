import { beforeEach, describe, expect, test } from 'vitest'
import type { Core } from '../core.ts'
import { eventsSince } from '../journal/journal.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, type Announced } from '../testing/practice.ts'

let core: Core
let announced: Announced[]
let desk: Desk
let staffId: string
let before: number

beforeEach(async () => {
  ;({ core, announced } = await temporaryPractice())
  desk = deskAt(core)
  ;({ staffId } = await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' }))
  await desk.done('desk.iAm', { staffId })
  before = core.lastSeq()
})

const hidden = async (): Promise<unknown> => (await desk.done('desk.snapshot', {})).namesHidden

describe('names hidden on a desk’s screen', () => {
  test('stay so for every window that opens, a restart included, until somebody shows them', async () => {
    expect(await hidden()).toBeNull()
    await desk.done('desk.hide', { by: 'idle' })
    expect(await hidden()).toBe('idle')
    await desk.done('desk.reveal', { hiddenBy: 'idle' })
    expect(await hidden()).toBeNull()
  })

  test('stand once in the journal, whichever windows noticed that nobody was there', async () => {
    await desk.done('desk.hide', { by: 'idle' })
    await desk.done('desk.hide', { by: 'idle' })
    expect(eventsSince(core.db, before, 10).map(({ kind }) => kind)).toEqual(['privacy.hidden'])
  })

  test('leave in the journal who showed them again, when and at which desk', async () => {
    await desk.done('desk.hide', { by: 'hand' })
    await desk.done('desk.reveal', { hiddenBy: 'hand' })
    expect(eventsSince(core.db, before, 10).at(-1)).toMatchObject({ kind: 'privacy.revealed', actor: staffId, desk: core.desk, at: expect.any(Number) as unknown, body: { hiddenBy: 'hand' } })
  })

  test('are told to every window, hidden and shown', async () => {
    await desk.done('desk.hide', { by: 'hand' })
    await desk.done('desk.reveal', { hiddenBy: 'hand' })
    expect(announced.flatMap(({ name, body }) => (name === 'namesHidden' ? [body] : []))).toEqual([{ by: 'hand' }, { by: null }])
  })
})
