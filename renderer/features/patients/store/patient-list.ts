import { createStore } from 'zustand/vanilla'
import type { FoundRow } from '@shared/contract/views.ts'
import type { Client } from '@renderer/store/client.ts'

/** How many rows are asked for at once. */
export const PAGE = 100

export type ListState = {
  /** What stands in the search box. */
  words: string
  /** The words that the rows below answer; null before the first answer. */
  shown: string | null
  /** Rows by page; a page that was not looked at is not there. */
  pages: Record<number, FoundRow[]>
  /** How many patients the practice has in all. */
  total: number
  problem: string | null
}

const NOTHING: ListState = { words: '', shown: null, pages: {}, total: 0, problem: null }

/** How many rows the list has, as far as is known, and whether that is all. Only the list of everyone comes with its count. */
export function extentOf({ shown, pages, total }: Pick<ListState, 'shown' | 'pages' | 'total'>): { count: number; whole: boolean } {
  if (shown === null) return { count: 0, whole: false }
  if (shown.trim() === '') return { count: total, whole: true }
  let page = 0
  while ((pages[page]?.length ?? 0) === PAGE) page += 1
  const last = pages[page]
  return { count: page * PAGE + (last?.length ?? 0), whole: last !== undefined }
}

/** The row at a place in the list, where it has been read. */
export function rowAt(pages: ListState['pages'], index: number): FoundRow | undefined {
  return pages[Math.floor(index / PAGE)]?.[index % PAGE]
}

export type PatientList = ReturnType<typeof createPatientList>

/**
 * The list on the Patients screen: asks at every key, shows only the newest answer, and reads further pages as they come into
 * view. It outlives the screen, so that coming back finds it as it was.
 */
export function createPatientList(client: Pick<Client, 'call'>) {
  const store = createStore<ListState>(() => NOTHING)
  let question = 0
  let newest: Promise<void> = Promise.resolve()
  let seen = { first: 0, last: 0 }
  const underWay = new Set<number>()

  async function read(page: number): Promise<{ rows: FoundRow[]; total: number } | null> {
    const asked = question
    const reply = await client.call('people.search', { words: store.getState().words, limit: PAGE, offset: page * PAGE })
    // A newer question was asked meanwhile: this answer is to an old one.
    if (asked !== question) return null
    if (reply.ok) return reply.value
    store.setState({ problem: reply.error.message })
    return null
  }

  /** Asks anew and replaces what is shown once the answer is there, so that nothing flickers. */
  function replace(wanted: readonly number[]): Promise<void> {
    newest = replaced(wanted)
    return newest
  }

  async function replaced(wanted: readonly number[]): Promise<void> {
    question += 1
    underWay.clear()
    const { words } = store.getState()
    const answers = await Promise.all(wanted.map(read))
    const [first] = answers
    if (!first || answers.includes(null)) return
    const pages = Object.fromEntries(wanted.map((page, at) => [page, answers[at]?.rows ?? []]))
    store.setState({ shown: words, pages, total: first.total, problem: null })
  }

  async function readFurther(page: number): Promise<void> {
    if (underWay.has(page)) return
    underWay.add(page)
    const asked = question
    const answer = await read(page)
    if (asked !== question) return
    underWay.delete(page)
    if (answer) store.setState(({ pages }) => ({ pages: { ...pages, [page]: answer.rows }, total: answer.total, problem: null }))
  }

  function pagesSeen(): number[] {
    const [from, to] = [Math.floor(seen.first / PAGE), Math.floor(seen.last / PAGE)]
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  }

  return {
    store,

    /** Another practice file: nothing of the one before stays. */
    forget(): void {
      question += 1
      underWay.clear()
      store.setState(NOTHING)
    },

    search(words: string): Promise<void> {
      store.setState({ words })
      seen = { first: 0, last: 0 }
      return replace([0])
    },

    /** Until the newest question is answered, also one that was asked meanwhile. */
    async answered(): Promise<void> {
      for (let awaited: Promise<void> | null = null; awaited !== newest; ) await (awaited = newest)
    },

    /** The rows from `first` to `last` are in view: reads what is missing of them. */
    look(first: number, last: number): void {
      const { words, shown, pages } = store.getState()
      if (shown !== words) return
      seen = { first, last }
      for (const page of pagesSeen()) if (!pages[page]) void readFurther(page)
    },

    /** Somebody changed people: what is in view is read again. */
    refresh(): Promise<void> {
      const { words, shown } = store.getState()
      // In a search the pages before tell how long the list is.
      const upTo = pagesSeen().at(-1) ?? 0
      return replace(shown !== words ? [0] : words.trim() === '' ? pagesSeen() : Array.from({ length: upTo + 1 }, (_, page) => page))
    },
  }
}
