import { beforeEach, describe, expect, test } from 'vitest'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { NewEvent } from '@shared/events/index.ts'
import type { Argument } from '@shared/contract/index.ts'
import type { Core } from '../../core.ts'
import { deskAt, type Desk } from '../../testing/desk-calls.ts'
import { temporaryPractice } from '../../testing/practice.ts'
import { noFields } from '../phones.ts'

const HOME = '+15550100177'
let core: Core
let desk: Desk

beforeEach(async () => {
  core = (await temporaryPractice()).core
  desk = deskAt(core)
})

const person = async (givenName: string, more: Argument<'people.create'>['fields'] = {}): Promise<string> =>
  (await desk.done('people.create', { conversationId: null, fields: { givenName, familyName: 'Grant', birthDate: '1954-11-30', ...more } })).patientId
const found = async (): Promise<string[][]> => (await desk.done('people.duplicates', {})).pairs.map(({ a, b }) => [a.id, b.id].toSorted())

describe('likely duplicates', () => {
  test('are found by birth date and by number, with why, the surest first', async () => {
    const rosa = await person('Rosa', { phones: [{ number: HOME, label: 'home' }] })
    const again = await person('Rosa', { birthDate: '', phones: [{ number: HOME, label: 'mobile' }] })
    const typo = await person('Rosa', { familyName: 'Grantt' })
    await person('Felix', { phones: [{ number: HOME, label: 'home' }] })
    const { pairs, total } = await desk.done('people.duplicates', {})
    expect(total).toBe(2)
    expect(pairs.map(({ a, b, reasons }) => [[a.id, b.id].toSorted(), reasons])).toEqual([
      [[rosa, again].toSorted(), ['sameName', 'sameNumber']],
      [[rosa, typo].toSorted(), ['sameBirthDate', 'likeName']],
    ])
    expect(pairs[0]?.a).toMatchObject({ fullName: 'Rosa Grant', phone: '(555) 010-0177' })
  })

  test('follow every change: somebody new, corrected, joined, taken apart, told apart, a number that turns out to be a facility’s', async () => {
    expect(await found()).toEqual([])
    const [rosa, again] = [await person('Rosa', { phones: [{ number: HOME, label: 'home' }] }), await person('Rosa')]
    const pair = [rosa, again].toSorted()
    expect(await found()).toEqual([pair])
    await desk.done('people.change', { patientId: again, changes: { birthDate: '1981-02-14' } })
    expect(await found()).toEqual([])
    await desk.done('people.change', { patientId: again, changes: { birthDate: '', phones: [{ number: HOME, label: 'home' }] } })
    expect(await found()).toEqual([pair])
    await desk.done('numbers.mark', { number: HOME, mark: { kind: 'facility', name: 'Sunrise House' } })
    expect(await found()).toEqual([])
    await desk.done('numbers.mark', { number: HOME, mark: null })
    expect(await found()).toEqual([pair])
    await desk.done('people.merge', { from: again, into: rosa, taken: [] })
    expect(await found()).toEqual([])
    await desk.done('people.unmerge', { from: again })
    expect(await found()).toEqual([pair])
    await desk.done('people.tellApart', { a: again, b: rosa, apart: true })
    expect(await found()).toEqual([])
    await desk.done('people.tellApart', { a: rosa, b: again, apart: false })
    expect(await found()).toEqual([pair])
    core.record([{ kind: 'patient.removed', body: { patientId: rosa, importId: null }, at: core.now(), actor: 'ana' }])
    expect(await found()).toEqual([])
  })

  test('of a hundred thousand people are found without holding the core for 50 ms, and a change is followed at once', async () => {
    const PEOPLE = 100_000
    const at = core.now()
    const familyOf = (index: number): string => `${['Smith', 'Garcia', 'Nguyen', 'Okafor', 'Lindqvist', 'Haddad', 'Kowalski'][index % 7]}${String.fromCharCode(97 + (index % 23), 97 + ((index >> 3) % 25))}`
    for (let from = 0; from < PEOPLE; from += 5000) {
      core.record(
        Array.from({ length: 5000 }, (_, offset): NewEvent => {
          const index = from + offset
          // Some two people for each birth date and each number; one in a thousand is entered twice; 3,000 were born on the day that stands for "not known".
          const twice = index % 1000 === 999
          const who = twice ? index - 1 : index
          const born = index % 33 === 0 ? '1900-01-01' : new Date(Date.UTC(1930, 0, 1) + (who % 30_000) * 86_400_000).toISOString().slice(0, 10)
          const number = `+1555${String(2_000_000 + (who >> 1)).padStart(7, '0')}`
          return { kind: 'patient.created', body: { patientId: `p${index}`, fields: { ...noFields, givenName: `Given${who % 997}`, familyName: familyOf(who), birthDate: born, phones: [{ number, display: number, label: 'mobile' }] }, importId: null }, at, actor: 'rule:import' }
        }),
      )
    }
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const started = performance.now()
    const { total } = await desk.done('people.duplicates', {})
    const took = performance.now() - started
    delay.disable()
    const longest = delay.max / 1e6
    expect(total).toBeGreaterThanOrEqual(90)
    const changed = performance.now()
    await desk.done('people.change', { patientId: 'p5', changes: { email: 'x@example.org' } })
    await desk.done('people.duplicates', {})
    const followed = performance.now() - changed
    process.stdout.write(`duplicates: ${total} of ${PEOPLE} in ${Math.round(took)} ms, longest hold ${longest.toFixed(1)} ms, one change followed in ${followed.toFixed(1)} ms\n`)
    expect(longest).toBeLessThan(50)
    expect(followed).toBeLessThan(200)
  }, 120_000)
})
