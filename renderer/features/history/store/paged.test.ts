import { expect, test } from 'vitest'
import { ok, refuse, type Result } from '@shared/contract/result.ts'
import { createPaged, type PageRead } from './paged.ts'

type Asked = { filter: string; after: string | null; answer: (page: Result<PageRead<number>>) => void }

/** A list whose pages the test answers. */
function list() {
  const asked: Asked[] = []
  const paged = createPaged<string, number>('', (filter, after) => new Promise((answer) => asked.push({ filter, after, answer })), String)
  const reply = async (page: Result<PageRead<number>>): Promise<void> => {
    asked.shift()?.answer(page)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { paged, asked, reply }
}

const page = (rows: number[], next: string | null) => ok({ rows, next, reached: rows.at(-1) ?? null })

test('pages that found little are followed by the next ones by themselves, until there is enough or no more', async () => {
  const { paged, asked, reply } = list()
  paged.ask('rare')
  await reply(page([], 'a'))
  expect(paged.store.getState()).toMatchObject({ rows: [], reading: true, answered: true })
  await reply(page([3], 'b'))
  expect(paged.store.getState()).toMatchObject({ rows: [3], reading: true })
  await reply(page([2], null))
  expect(paged.store.getState()).toMatchObject({ rows: [3, 2], reading: false, next: null })
  expect(asked).toEqual([])
})

test('an answer to an older question is dropped', async () => {
  const { paged, asked, reply } = list()
  paged.ask('old')
  const [old] = asked.splice(0)
  paged.ask('new')
  await reply(page([1], null))
  old?.answer(page([9], null))
  await Promise.resolve()
  expect(paged.store.getState().rows).toEqual([1])
})

test('a row that was there before is not shown twice', async () => {
  const { paged, reply } = list()
  paged.ask('')
  await reply(page(Array.from({ length: 60 }, (_, at) => 100 - at), 'a'))
  paged.further()
  await reply(page([41, 40], null))
  expect(paged.store.getState().rows.slice(-2)).toEqual([41, 40])
  expect(paged.store.getState().rows).toHaveLength(61)
})

test('news change the beginning, and not the place of somebody who is further back', async () => {
  const { paged, asked, reply } = list()
  paged.ask('')
  await reply(page(Array.from({ length: 60 }, (_, at) => 100 - at), 'a'))
  paged.refresh()
  await reply(page(Array.from({ length: 60 }, (_, at) => 101 - at), 'a'))
  expect(paged.store.getState().rows[0]).toBe(101)
  paged.further()
  await reply(page([1], null))
  paged.refresh()
  expect(asked).toEqual([])
})

test('what went wrong is said, and the rows stay', async () => {
  const { paged, asked, reply } = list()
  paged.ask('')
  await reply(page(Array.from({ length: 60 }, (_, at) => 100 - at), 'a'))
  paged.further()
  await reply(refuse('internal', 'It broke.'))
  expect(paged.store.getState()).toMatchObject({ problem: 'It broke.', reading: false })
  expect(paged.store.getState().rows).toHaveLength(60)
  // Not asked again and again by itself.
  paged.further()
  expect(asked).toEqual([])
})
