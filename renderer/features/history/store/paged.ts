import { createStore } from 'zustand/vanilla'
import type { Result } from '@shared/contract/result.ts'

export type PageRead<R> = { rows: R[]; next: string | null; reached: number | null }

export type PagedState<F, R> = {
  filter: F
  rows: R[]
  /** Where further rows begin; null: there are none. */
  next: string | null
  /** How far back was looked, ms UTC. */
  reached: number | null
  /** Being looked for just now. */
  reading: boolean
  /** The rows answer the filter; false before the first answer. */
  answered: boolean
  problem: string | null
  /** The row at the keyboard, by its key. */
  cursor: string | null
}

/** A page may hold few rows or none though there are more: so many are looked for before the list rests. */
const ENOUGH = 50

/**
 * A long list that is read page by page as one scrolls. Only the newest question is answered; the list outlives its screen, so that coming
 * back finds it as it was.
 * @param read one page of the core
 * @param keyOf what tells rows apart: one that was there before, because the list moved on meanwhile, is not shown twice
 */
export function createPaged<F, R>(start: F, read: (filter: F, after: string | null) => Promise<Result<PageRead<R>>>, keyOf: (row: R) => string) {
  const nothing: PagedState<F, R> = { filter: start, rows: [], next: null, reached: null, reading: false, answered: false, problem: null, cursor: null }
  const store = createStore<PagedState<F, R>>(() => nothing)
  let question = 0
  /** Whether somebody read further than the beginning, which then stays as it is. */
  let beginning = true

  /** Reads from `after` on until there is enough; `rows` are what stands before. */
  async function look(after: string | null, before: readonly R[]): Promise<void> {
    const asked = ++question
    const { filter } = store.getState()
    store.setState({ reading: true })
    const rows = new Map(before.map((row) => [keyOf(row), row]))
    for (let next = after; ; ) {
      const reply = await read(filter, next)
      // A newer question was asked meanwhile: this answer is to an old one.
      if (asked !== question) return
      if (!reply.ok) return store.setState({ reading: false, problem: reply.error.message })
      for (const row of reply.value.rows) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row)
      next = reply.value.next
      const rests = next === null || rows.size >= before.length + ENOUGH
      // What is found shows at once; an answer that found nothing yet does not empty what is shown.
      store.setState({ rows: [...rows.values()], next, reached: reply.value.reached ?? store.getState().reached, reading: !rests, answered: true, problem: null })
      if (rests) return
    }
  }

  return {
    store,

    /** Another practice file: nothing of the one before stays. */
    forget(): void {
      question += 1
      beginning = true
      store.setState(nothing)
    },

    ask(filter: F): void {
      beginning = true
      store.setState({ filter, cursor: null, reached: null })
      void look(null, [])
    },

    /** The end of the list is near. */
    further(): void {
      const { next, reading, rows, problem } = store.getState()
      if (next === null || reading || problem !== null) return
      beginning = false
      void look(next, rows)
    },

    /** Something happened: the beginning is read again, unless somebody is further back. */
    refresh(): void {
      if (beginning && !(store.getState().answered && store.getState().reading)) void look(null, [])
    },

    moveTo: (cursor: string) => store.setState({ cursor }),
  }
}
