import { beforeEach, describe, expect, it } from 'vitest'
import type { PatientRow } from '@shared/contract/views.ts'
import type { Client } from '@renderer/store/client.ts'
import { createPatientList, extentOf, PAGE, rowAt, type PatientList } from './patient-list.ts'

type Asked = { words: string; offset: number; answer: (found: number) => void; refuse: () => void }

let asked: Asked[]
let list: PatientList

const row = (id: string): PatientRow => ({ id, fullName: id, initials: '', birthDate: '', phone: '', language: '' })
const settled = () => new Promise((resolve) => setTimeout(resolve))

/** A core that answers when the test says so; `found` is how many people there are for the words. */
function slowCore(): Pick<Client, 'call'> {
  const call = (_name: string, { words, offset, limit }: { words: string; offset: number; limit: number }) =>
    new Promise((resolve) => {
      asked.push({
        words,
        offset,
        answer: (found) => resolve({ ok: true, value: { rows: Array.from({ length: Math.max(0, Math.min(limit, found - offset)) }, (_, at) => row(`${words}#${offset + at}`)), total: 1000 } }),
        refuse: () => resolve({ ok: false, error: { code: 'internal', message: 'It did not work.' } }),
      })
    })
  return { call: call as unknown as Client['call'] }
}

beforeEach(() => {
  asked = []
  list = createPatientList(slowCore())
})

const shown = () => list.store.getState()

describe('the list of patients', () => {
  it('shows only the answer to the newest words, in whatever order answers come', async () => {
    void list.search('a')
    void list.search('al')
    asked[1]?.answer(3)
    asked[0]?.answer(50)
    await settled()
    expect(shown().shown).toBe('al')
    expect(extentOf(shown())).toEqual({ count: 3, whole: true })
  })

  it('keeps the rows that are shown until the next answer is there', async () => {
    void list.search('a')
    asked[0]?.answer(5)
    await settled()
    void list.search('ab')
    expect(shown().shown).toBe('a')
    expect(rowAt(shown().pages, 4)?.id).toBe('a#4')
  })

  it('knows the length of the list of everyone at once, and reads only what comes into view', async () => {
    void list.search('')
    asked[0]?.answer(1000)
    await settled()
    expect(extentOf(shown())).toEqual({ count: 1000, whole: true })
    list.look(705, 720)
    expect(asked.slice(1).map(({ offset }) => offset)).toEqual([700])
    list.look(705, 730)
    expect(asked).toHaveLength(2)
    asked[1]?.answer(1000)
    await settled()
    expect(rowAt(shown().pages, 705)?.id).toBe('#705')
    expect(rowAt(shown().pages, 300)).toBeUndefined()
  })

  it('reads a search further as far as it is looked at, until an answer is short', async () => {
    void list.search('smith')
    asked[0]?.answer(130)
    await settled()
    expect(extentOf(shown())).toEqual({ count: PAGE, whole: false })
    list.look(90, PAGE)
    asked[1]?.answer(130)
    await settled()
    expect(extentOf(shown())).toEqual({ count: 130, whole: true })
  })

  it('ends a search whose last page is full', async () => {
    void list.search('smith')
    asked[0]?.answer(PAGE)
    await settled()
    list.look(90, PAGE)
    asked[1]?.answer(PAGE)
    await settled()
    expect(extentOf(shown())).toEqual({ count: PAGE, whole: true })
  })

  it('reads again what is in view when people change, and drops a page that was under way', async () => {
    void list.search('')
    asked[0]?.answer(1000)
    await settled()
    list.look(250, 320)
    void list.refresh()
    expect(asked.slice(3).map(({ offset }) => offset)).toEqual([200, 300])
    asked[1]?.answer(1000)
    await settled()
    expect(rowAt(shown().pages, 250)).toBeUndefined()
    asked[3]?.answer(999)
    asked[4]?.answer(999)
    await settled()
    expect(rowAt(shown().pages, 250)?.id).toBe('#250')
  })

  it('is answered only when the newest question is, though people changed while it searched', async () => {
    void list.search('a')
    let shownThen: string | null = null
    const opened = list.answered().then(() => (shownThen = shown().shown))
    void list.refresh()
    asked[0]?.answer(1)
    await settled()
    expect(shownThen).toBeNull()
    asked[1]?.answer(1)
    await opened
    expect(shownThen).toBe('a')
  })

  it('says why it could not be read, and forgets that with the next answer', async () => {
    void list.search('a')
    asked[0]?.refuse()
    await settled()
    expect(shown().problem).toBe('It did not work.')
    void list.search('ab')
    asked[1]?.answer(1)
    await settled()
    expect(shown().problem).toBeNull()
  })

  it('keeps nothing of one practice file for the next', async () => {
    void list.search('a')
    asked[0]?.answer(5)
    await settled()
    void list.search('ab')
    list.forget()
    asked[1]?.answer(5)
    await settled()
    expect(shown()).toEqual({ words: '', shown: null, pages: {}, total: 0, problem: null })
  })
})
