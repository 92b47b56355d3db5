import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'
import { inputsOf } from './inputs.ts'
import { discoverTargets, targetsOf } from './target.ts'
import { sound } from './testing/planted.ts'
import { GROWTH } from './watch.ts'

const planted = await targetsOf(join(import.meta.dirname, 'testing', 'planted.ts'))

const run = (name: string, until: number, hangs?: number) => {
  const found = planted.find(({ target }) => target.name === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return fuzz(found, { seed: 1, from: 0, until, hangs })
}

it('finds nothing in a parser without a fault, and does every run', async () => {
  expect(await run('sound', 20_000)).toMatchObject({ done: 20_000, findings: [] })
})

it('finds what is thrown, once, with the run that makes it again', async () => {
  const { findings, done } = await run('throws', 20_000)
  expect(done).toBe(20_000)
  expect(findings).toMatchObject([{ kind: 'threw', says: expect.stringContaining('planted') }])
  const input = inputsOf(sound, 1)(findings[0]?.run ?? 0).toString('latin1')
  expect(input).toMatch(/^Event/)
  expect(input).toContain('price')
})

it('tells a fault that the part before has found no second time', async () => {
  const { findings: before } = await run('throws', 5000)
  const found = planted.find(({ target }) => target.name === 'throws')
  if (!found) throw new Error('It was there before.')
  expect(await fuzz(found, { seed: 1, from: 5000, until: 20_000, before })).toMatchObject({ done: 20_000, findings: [] })
})

it('finds what is thrown after the run that caused it', async () => {
  expect((await run('throwsLate', 5000)).findings).toMatchObject([{ kind: 'threw', says: expect.stringContaining('planted, and late') }])
})

it('finds an input that takes too long each time', async () => {
  expect((await run('slow', 40)).findings).toMatchObject([{ kind: 'slow' }])
})

it('takes one that was slow only once for a busy machine', async () => {
  expect((await run('slowOnce', 200)).findings).toEqual([])
})

it('finds an input that never ends, and goes on behind it', async () => {
  const { findings, done } = await run('hangs', 40, 1500)
  expect(findings).toMatchObject([{ kind: 'hung' }])
  expect(done).toBe(40)
})

it('finds memory that is kept', async () => {
  const { findings, growth } = await run('leaks', 20_000)
  expect(findings).toMatchObject([{ kind: 'leaked', run: null }])
  expect(growth).toBeGreaterThan(GROWTH)
})

it('goes on where it stopped with the very same inputs', () => {
  const [once, again, other] = [inputsOf(sound, 5), inputsOf(sound, 5), inputsOf(sound, 6)]
  const runs = [0, 1, 2, 17, 40_000, 999_999]
  expect(runs.toReversed().map(again).toReversed()).toEqual(runs.map(once))
  expect(runs.slice(2).map(other)).not.toEqual(runs.slice(2).map(once))
})

it('begins with the seeds as they are and never changes them', () => {
  const input = inputsOf(sound, 1)
  for (let number = 0; number < 2000; number += 1) input(number)
  expect(sound.seeds.map((_, number) => input(number))).toEqual(sound.seeds.map((seed) => Buffer.from(seed)))
})

it('makes inputs of every size up to 64 kB, most of them small and most of them different', () => {
  const input = inputsOf(sound, 1)
  const made = Array.from({ length: 5000 }, (_, number) => input(number))
  expect(Math.max(...made.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024)
  expect(made.filter(({ length }) => length > 20_000).length).toBeGreaterThan(5)
  expect(made.filter(({ length }) => length < 1000).length).toBeGreaterThan(4500)
  expect(new Set(made.map((it) => it.toString('latin1'))).size).toBeGreaterThan(4000)
})

it('keeps to the size a target states', () => {
  const input = inputsOf({ ...sound, largest: 200 }, 1)
  for (let number = 2; number < 2000; number += 1) expect(input(number).length).toBeLessThanOrEqual(200)
})

it('takes whatever has the shape of a target, and nothing else', async () => {
  expect(planted.map(({ exported }) => exported).toSorted()).toEqual(['hangs', 'leaks', 'slow', 'slowOnce', 'sound', 'throws', 'throwsLate'])
  expect(await discoverTargets(join(import.meta.dirname, 'testing'))).toEqual([])
})
