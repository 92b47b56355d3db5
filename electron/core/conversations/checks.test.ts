import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import type { Core } from '../core.ts'
import { eventsOf } from '../lines/facts.ts'
import type { LineFact } from '../lines/line.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const ROSA = '+15550100177'
let core: Core
let desk: Desk
let clock: ReturnType<typeof testClock>

beforeEach(async () => {
  clock = testClock()
  ;({ core } = await temporaryPractice({ now: clock.now }))
  desk = deskAt(core)
  const { staffId } = await desk.done('staff.save', { staffId: null, name: 'Ana Lopez' })
  await desk.done('desk.iAm', { staffId })
  desk.tell({ type: 'ringing', callId: 'c1', at: clock.at, number: ROSA, direction: 'in' })
  desk.tell({ type: 'answered', callId: 'c1', at: clock.at + 1000, staff: 'Ana Lopez' })
})

const checked = async (): Promise<unknown> => {
  const { contacts } = await desk.done('conversations.thread', { conversationId: ROSA })
  return contacts.flatMap((contact) => (contact.type === 'call' ? [contact.checked] : []))
}
function check(line: string, on = true, callId = 'main:c1'): Promise<unknown> {
  clock.at += 1000
  return desk.done('calls.check', { callId, line, checked: on })
}

describe('a tick of the checklist', () => {
  test('stays with the call after it ended, with who ticked it, and can be taken back', async () => {
    await check('Number right')
    await check('They understood')
    await check('Number right', false)
    desk.tell({ type: 'ended', callId: 'c1', at: clock.at + 5 * MINUTE })
    await check('Next step confirmed')
    expect(await checked()).toEqual([[{ line: 'They understood', by: 'Ana Lopez' }, { line: 'Next step confirmed', by: 'Ana Lopez' }]])
  })

  test('given twice stands once in the journal', async () => {
    await check('Number right')
    const seq = core.lastSeq()
    await check('Number right')
    expect(core.lastSeq()).toBe(seq)
  })

  test('keeps the words of its day when the list is worded anew', async () => {
    await check('Number right')
    await desk.done('practice.change', { checklist: ['Insurance card seen'] })
    expect(desk.conversation(ROSA).last).toMatchObject({ checked: [{ line: 'Number right' }] })
  })

  test('of a call nobody knows is refused', async () => {
    expect(await desk.refused('calls.check', { callId: 'nobody', line: 'Number right', checked: true })).toBe('notFound')
  })

  test('stays with the call when a second line tells of it, by either of its names', async () => {
    const trunk = (fact: object): void => void core.record(eventsOf(core.db, 'trunk', { id: `t${JSON.stringify(fact)}`, callId: 'c2', direction: 'in', ...fact } as LineFact, core.now()) ?? [])
    await check('Number right')
    trunk({ type: 'ringing', at: clock.at + 1000, number: ROSA })
    expect(await checked()).toEqual([[{ line: 'Number right', by: 'Ana Lopez' }]])
    await check('They understood', true, 'trunk:c2')
    await check('Number right', false, 'trunk:c2')
    expect(await checked()).toEqual([[{ line: 'They understood', by: 'Ana Lopez' }]])
  })
})

describe('the checklist', () => {
  test('has up to five short lines, and may be empty', async () => {
    expect((await desk.done('desk.snapshot', {})).practice.checklist).toEqual(['Next step confirmed', 'Number right', 'They understood'])
    expect(await desk.refused('practice.change', { checklist: ['a', 'b', 'c', 'd', 'e', 'f'] })).toBe('badArgument')
    expect(await desk.refused('practice.change', { checklist: ['x'.repeat(61)] })).toBe('badArgument')
    await desk.done('practice.change', { checklist: [] })
    expect((await desk.done('desk.snapshot', {})).practice.checklist).toEqual([])
  })
})
