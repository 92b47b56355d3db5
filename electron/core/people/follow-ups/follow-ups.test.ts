import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FollowUpRuleFields } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'
import type { Core } from '../../core.ts'
import { snapshotOf } from '../../desk.ts'
import { deskAt } from '../../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../../testing/practice.ts'
import { call as importCall, importFile } from '../import/testing.ts'
import { noFields } from '../phones.ts'
import { searchPeople } from '../search.ts'
import { patientCard } from '../queries.ts'
import { MOST_RULES } from './queries.ts'

const RULE: FollowUpRuleFields = { enabled: true, visitType: 'injection', clinician: 'chen', days: 2, recall: false, what: 'Ask how it feels', templateId: null }
const clock = testClock()
const NOW = clock.at
let practice: Awaited<ReturnType<typeof temporaryPractice>>
let core: Core

beforeEach(async () => {
  clock.at = NOW
  practice = await temporaryPractice({ now: clock.now })
  core = practice.core
  core.record([{ kind: 'patient.created', body: { patientId: 'rosa', fields: { ...noFields, givenName: 'Rosa', familyName: 'Grant' }, importId: null }, at: NOW, actor: 'ana' }])
})

const visit = (visitId: string, at: number, more: { status?: 'kept' | 'booked' | 'cancelled' | 'noShow'; reason?: string; clinician?: string } = {}): NewEvent => ({
  kind: 'visit.recorded',
  body: { visitId, patientId: 'rosa', at, status: 'kept', clinician: 'Dr. Chen', reason: 'Knee injection', note: '', matter: null, ...more },
  at: core.now(),
  actor: 'rule:hl7',
})
const save = (rule: Partial<FollowUpRuleFields> = {}, ruleId: string | null = null) => deskAt(core).done('followUpRules.save', { ruleId, rule: { ...RULE, ...rule } })
const due = (): string[] => snapshotOf(core).followUps.map((one) => `${one.due} ${one.what}`)

describe('a rule on visits', () => {
  it('plans a follow-up as soon as a visit it names is told, once, and says after which visit', async () => {
    await save({ templateId: 'late' })
    for (let time = 0; time < 3; time += 1) core.record([visit('v1', NOW - HOUR), visit('v2', NOW - HOUR, { reason: 'Cough' }), visit('v3', NOW - HOUR, { clinician: 'Dr. Wu' })])
    expect(snapshotOf(core).followUps).toMatchObject([{ due: '2026-03-12', what: 'Ask how it feels', templateId: 'late', by: 'Rapport', visit: { at: NOW - HOUR, reason: 'Knee injection' } }])
  })

  it('also follows up what came before it was written, where its day is not long gone', async () => {
    core.record([visit('v1', NOW - DAY), visit('v2', NOW - 5 * DAY), visit('v3', NOW - 20 * DAY)])
    await save()
    await vi.waitFor(() => expect(due()).toEqual(['2026-03-10 Ask how it feels', '2026-03-11 Ask how it feels']))
  })

  it('switched off, or removed, plans nothing more and leaves what is planned', async () => {
    const { ruleId } = await save()
    core.record([visit('v1', NOW - HOUR)])
    await save({ enabled: false }, ruleId)
    core.record([visit('v2', NOW - HOUR)])
    await deskAt(core).done('followUpRules.remove', { ruleId })
    core.record([visit('v3', NOW - HOUR)])
    expect(due()).toEqual(['2026-03-12 Ask how it feels'])
    expect(snapshotOf(core).followUpRules).toEqual([])
    expect(await deskAt(core).refused('followUpRules.remove', { ruleId })).toBe('notFound')
  })

  it('takes back what it planned for a visit that was called off, and plans it again when that was a mistake', async () => {
    await save()
    core.record([visit('v1', NOW - HOUR)])
    core.record([visit('v1', NOW - HOUR, { status: 'noShow' })])
    expect(due()).toEqual([])
    core.record([visit('v1', NOW - HOUR)])
    expect(due()).toEqual(['2026-03-12 Ask how it feels'])
    core.record([visit('v1', NOW - 25 * HOUR)])
    expect(due()).toEqual(['2026-03-11 Ask how it feels'])
    core.record([{ kind: 'visit.removed', body: { visitId: 'v1', patientId: 'rosa', importId: null }, at: NOW, actor: 'ana' }])
    expect(due()).toEqual([])
  })

  it.each([['at the same time', HOUR], ['on another day', 26 * HOUR]])('goes over to the right person with a visit that was told of the wrong one, %s', async (_when, ago) => {
    core.record([{ kind: 'patient.created', body: { patientId: 'felix', fields: { ...noFields, givenName: 'Felix', familyName: 'Ode' }, importId: null }, at: NOW, actor: 'ana' }])
    await save()
    core.record([visit('v1', NOW - HOUR)])
    const told = visit('v1', NOW - ago) as Extract<NewEvent, { kind: 'visit.recorded' }>
    for (let time = 0; time < 2; time += 1) core.record([{ ...told, body: { ...told.body, patientId: 'felix' } }])
    expect(snapshotOf(core).followUps).toMatchObject([{ patientId: 'felix', what: 'Ask how it feels' }])
  })

  it('takes back what it planned when the visit turns out to have been for something else', async () => {
    await save()
    core.record([visit('v1', NOW - HOUR)])
    core.record([visit('v1', NOW - HOUR, { reason: 'Cough' })])
    expect(due()).toEqual([])
    core.record([visit('v1', NOW - HOUR)])
    expect(due()).toHaveLength(1)
  })

  it('never plans again what the desk did or removed', async () => {
    await save()
    core.record([visit('v1', NOW - HOUR), visit('v2', NOW - 2 * HOUR)])
    const [one, other] = snapshotOf(core).followUps
    await deskAt(core).done('followUps.done', { followUpId: one?.id ?? '', how: 'by text' })
    await deskAt(core).done('followUps.remove', { followUpId: other?.id ?? '' })
    core.record([visit('v1', NOW - 26 * HOUR), visit('v2', NOW - 2 * HOUR)])
    expect(due()).toEqual([])
    core.record([visit('v1', NOW - HOUR, { status: 'cancelled' })])
    await deskAt(core).done('followUps.reopen', { followUpId: one?.id ?? '', patientId: 'rosa' })
    expect(due()).toHaveLength(1)
  })

  it('follows up a booked visit once its time has come, also after a start', async () => {
    await save()
    core.record([visit('v1', NOW + HOUR, { status: 'booked' })])
    expect(due()).toEqual([])
    await practice.close()
    clock.at = NOW + 2 * HOUR
    practice = await temporaryPractice({ now: clock.now, folder: practice.folder, key: practice.key })
    core = practice.core
    await vi.waitFor(() => expect(due()).toEqual(['2026-03-12 Ask how it feels']))
  })

  it('keeps nobody here whose import is undone, and goes with them', async () => {
    const importId = await importFile(core, 'First name,Last name,DOB\nNew,One,1990-01-01\n')
    const patientId = searchPeople(core.db, 'new one', 1, 0).rows[0]?.id ?? ''
    await save()
    const recorded = { ...visit('v1', NOW - HOUR) } as Extract<NewEvent, { kind: 'visit.recorded' }>
    core.record([{ ...recorded, body: { ...recorded.body, patientId, importId } }])
    expect(due()).toHaveLength(1)
    await importCall(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(due()).toEqual([])
    expect(patientCard(core.db, patientId)).toBeNull()
  })

  it('leaves a large import to its end, and takes back at once what that calls off', async () => {
    await save()
    core.record([visit('v0', NOW - HOUR)])
    expect(due()).toHaveLength(1)
    core.record([visit('v0', NOW - HOUR, { status: 'cancelled' }), ...Array.from({ length: 200 }, (_, index) => visit(`v${index + 1}`, NOW - HOUR - index))])
    expect(due()).toEqual([])
    core.record([{ kind: 'import.ended', body: { importId: 'i', state: 'done', created: 0, changed: 1, unchanged: 0, skipped: 0 }, at: NOW, actor: 'ana' }])
    await vi.waitFor(() => expect(due()).toHaveLength(200))
  })

  it('plans for hundreds at once in few transactions', async () => {
    core.record(Array.from({ length: 450 }, (_, index) => visit(`v${index}`, NOW - HOUR - index)))
    const before = practice.announced.length
    await save()
    await vi.waitFor(() => expect(core.db.prepare('SELECT count(*) FROM follow_ups').pluck().get()).toBe(450))
    expect(practice.announced.slice(before).filter(({ name }) => name === 'changes').length).toBeLessThan(15)
  })

  it('is refused where there are too many', async () => {
    for (let at = 0; at < MOST_RULES; at += 1) await save({ enabled: false })
    expect(await deskAt(core).refused('followUpRules.save', { ruleId: null, rule: RULE })).toBe('conflict')
  })
})

describe('a recall', () => {
  const recall = { visitType: 'check', clinician: '', days: 84, recall: true, what: 'Diabetes check-up is due' }
  const check = (visitId: string, at: number) => visit(visitId, at, { reason: 'Diabetes check-up' })

  it('counts from the newest visit, and is over when they come', async () => {
    await save(recall)
    core.record([check('v1', NOW - 80 * DAY), check('v2', NOW - 10 * DAY)])
    expect(due()).toEqual(['2026-05-23 Diabetes check-up is due'])
    core.record([check('v3', NOW - MINUTE)])
    expect(due()).toEqual(['2026-06-02 Diabetes check-up is due'])
  })

  it('counts from the visit before when the newest is called off', async () => {
    await save(recall)
    core.record([check('v1', NOW - 10 * DAY)])
    core.record([check('v2', NOW - MINUTE)])
    core.record([visit('v2', NOW - MINUTE, { reason: 'Diabetes check-up', status: 'noShow' })])
    expect(due()).toEqual(['2026-05-23 Diabetes check-up is due'])
  })

  it('comes again each time it was done without a visit, and not where that is undone', async () => {
    await save(recall)
    core.record([check('v1', NOW - 84 * DAY)])
    const [first] = snapshotOf(core).followUps
    await deskAt(core).done('followUps.done', { followUpId: first?.id ?? '', how: 'by text' })
    expect(due()).toEqual(['2026-06-02 Diabetes check-up is due'])
    await deskAt(core).done('followUps.reopen', { followUpId: first?.id ?? '', patientId: 'rosa' })
    expect(due()).toEqual(['2026-03-10 Diabetes check-up is due'])
  })
})

describe('before a rule is saved', () => {
  it('its writer is told how many visits of the last 30 days it names', async () => {
    core.record([visit('v1', NOW - HOUR), visit('v2', NOW - 3 * DAY), visit('v3', NOW - 40 * DAY), visit('v4', NOW - DAY, { status: 'cancelled' }), visit('v5', NOW - DAY, { reason: 'Cough' })])
    expect(await deskAt(core).done('followUpRules.preview', { visitType: 'injection', clinician: 'chen' })).toEqual({ visits: 2, newest: { at: NOW - HOUR, reason: 'Knee injection', clinician: 'Dr. Chen' } })
  })
})
