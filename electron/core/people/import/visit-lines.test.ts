import { beforeEach, describe, expect, it } from 'vitest'
import type { Core } from '../../core.ts'
import { temporaryPractice, testClock } from '../../testing/practice.ts'
import { call, importFile, plan } from './testing.ts'
import { patientCard } from '../queries.ts'
import { searchPeople } from '../search.ts'

const HEAD = 'Appt ID,Patient ID,First name,Last name,DOB,Appt Date,Appt Time,Provider,Appt Type,Status'
const clock = testClock()
let core: Core

beforeEach(async () => {
  core = (await temporaryPractice({ now: clock.now })).core
  core.record([{ kind: 'practice.changed', body: { timeZone: 'America/Chicago' }, at: clock.at, actor: 'ana' }])
})

const file = (...lines: string[]): string => [HEAD, ...lines, ''].join('\n')
const people = (words = 'grant') => searchPeople(core.db, words, 10, 0).rows.map(({ id }) => id)
const visitsOf = (words = 'grant') => people(words).flatMap((id) => patientCard(core.db, id)?.visits ?? []).map(({ at, status, clinician, reason }) => [new Date(at).toISOString(), status, clinician, reason].join(' '))

describe('a list of appointments', () => {
  it('brings people and all their visits, on the practice’s clock', async () => {
    const lines = ['9001,77,Rosa,Grant,11/30/1954,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled', '9002,77,Rosa,Grant,11/30/1954,1/6/2026,14:00,Dr. Chen,Crown,Completed']
    const planned = await plan(core, file(...lines))
    expect(planned).toMatchObject({ create: 1, change: 1, visits: 2, skip: 0 })
    expect(people()).toEqual([])
    await importFile(core, file(...lines))
    expect(visitsOf()).toEqual(['2026-03-17T14:20:00.000Z booked Dr. Chen Check-up', '2026-01-06T20:00:00.000Z kept Dr. Chen Crown'])
  })

  it('imported again changes nothing; what was moved or called off is the same visit', async () => {
    await importFile(core, file('9001,77,Rosa,Grant,11/30/1954,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled', '9002,77,Rosa,Grant,11/30/1954,3/18/2026,9:20 AM,Dr. Chen,Crown,Scheduled'))
    expect(await plan(core, file('9001,77,Rosa,Grant,11/30/1954,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled'))).toMatchObject({ unchanged: 1, visits: 0 })
    await importFile(core, file('9001,77,Rosa,Grant,11/30/1954,3/20/2026,10:00 AM,Dr. Chen,Check-up,Rescheduled', '9002,77,Rosa,Grant,11/30/1954,3/19/2026,9:20 AM,Dr. Wu,Crown,Confirmed'))
    expect(visitsOf()).toEqual(['2026-03-20T15:00:00.000Z cancelled Dr. Chen Check-up', '2026-03-19T14:20:00.000Z booked Dr. Wu Crown'])
  })

  it('without numbers of visits knows one by whose it is and when', async () => {
    const without = (status: string) => `First name,Last name,DOB,Appointment,Status\nRosa,Grant,11/30/1954,3/17/2026 9:20 AM,${status}\n`
    await importFile(core, without('Scheduled'))
    await importFile(core, without('Scheduled'))
    await importFile(core, without('No show'))
    expect(visitsOf()).toEqual(['2026-03-17T14:20:00.000Z noShow  '])
  })

  it('names people by their id alone where they are known, and says so where they are not', async () => {
    await importFile(core, 'Patient ID,First name,Last name,DOB\n77,Rosa,Grant,11/30/1954\n')
    const list = 'Patient ID,Appt Date,Appt Time\n77,3/17/2026,9:20 AM\n78,3/17/2026,9:40 AM\n'
    const planned = await plan(core, list)
    expect(planned).toMatchObject({ change: 1, skip: 1, create: 0, visits: 1 })
    expect(planned.lines.find(({ outcome }) => outcome === 'skip')?.detail).toContain('nobody here has this id')
    await importFile(core, list)
    expect(visitsOf()).toHaveLength(1)
  })

  it('is never matched by a name or a number alone', async () => {
    await importFile(core, 'First name,Last name,DOB,Phone\nRosa,Grant,11/30/1954,555-010-0119\n')
    expect(await plan(core, 'First name,Last name,Appt Date,Appt Time\nRosa,Grant,3/17/2026,9:20 AM\n')).toMatchObject({ skip: 1, visits: 0 })
    await importFile(core, 'First name,Last name,DOB,Phone,Appt Date,Appt Time\nFelix,Grant,1/9/1956,555-010-0119,3/17/2026,9:20 AM\n')
    expect(visitsOf('rosa grant')).toEqual([])
    expect(visitsOf('felix grant')).toHaveLength(1)
  })

  it.each([
    ['0000-00-00', '9:20 AM', 'Scheduled', 'visit on 0000-00-00 cannot be read'],
    ['3/17/2026', '', 'Scheduled', 'says no time'],
    ['3/17/2026', '99:99', 'Scheduled', 'time 99:99 cannot be read'],
    ['3/17/2026', '9:20 AM', 'Rx pending', 'status “Rx pending” is not known'],
  ])('says which visit was left out: %s %s %s', async (date, time, status, why) => {
    const list = file(`9001,77,Rosa,Grant,11/30/1954,${date},${time},Dr. Chen,Check-up,${status}`, '9002,78,Ana,Good,1/2/1980,3/17/2026,9:40 AM,Dr. Chen,Check-up,Scheduled', '9003,79,Ben,Good,1/2/1981,3/17/2026,9:50 AM,Dr. Chen,Check-up,Scheduled')
    const planned = await plan(core, list)
    expect(planned).toMatchObject({ create: 3, visits: 2 })
    expect(planned.lines.find(({ line }) => line === 2)?.detail).toContain(why)
  })

  it('keeps every visit of somebody whose lines do not agree', async () => {
    await importFile(core, file('9001,77,Rosa,Grant,11/30/1954,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled', '9002,77,Rosa,Grantt,11/30/1954,3/18/2026,9:20 AM,Dr. Chen,Crown,Scheduled'))
    expect(visitsOf()).toHaveLength(2)
  })

  it('is taken back as a whole: what it brought goes, what it changed is as before', async () => {
    await importFile(core, file('9001,77,Rosa,Grant,11/30/1954,3/17/2026,9:20 AM,Dr. Chen,Check-up,Scheduled'))
    const importId = await importFile(core, file('9001,77,Rosa,Grant,11/30/1954,3/20/2026,9:20 AM,Dr. Chen,Check-up,Scheduled', '9003,78,Ana,Good,1/2/1980,3/17/2026,9:40 AM,Dr. Chen,Check-up,Scheduled'))
    expect(people('good')).toHaveLength(1)
    await call(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(visitsOf()).toEqual(['2026-03-17T14:20:00.000Z booked Dr. Chen Check-up'])
    expect(people('good')).toEqual([])
  })
})
