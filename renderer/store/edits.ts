import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Unsaved edits of one screen by key. At module level, so that they survive going to another item or screen. */
export type Edits<T> = {
  get: (key: string) => T | undefined
  put: (key: string, value: T) => void
  drop: (key: string) => void
  /** All of them, by key; renders again when one changes. */
  useAll: () => Record<string, T>
}

/** Makes an empty set of edits; once per screen, outside components. */
export function createEdits<T>(): Edits<T> {
  const store = createStore<Record<string, T>>(() => ({}))
  return {
    get: (key) => store.getState()[key],
    put: (key, value) => store.setState({ [key]: value }),
    drop(key) {
      const { [key]: _, ...rest } = store.getState()
      store.setState(rest, true)
    },
    useAll: () => useStore(store),
  }
}

export type Edit<T> = { value: T; dirty: boolean; change: (part: Partial<T>) => void; reset: () => void }

/** One thing being edited: its saved value until something is typed, and again once the edit is undone by hand. */
export function useEdit<T extends object>(edits: Edits<T>, key: string, saved: T): Edit<T> {
  const edited = edits.useAll()[key]
  const value = edited ?? saved
  return {
    value,
    dirty: edited !== undefined && !sameValue(edited, saved),
    change(part) {
      // Read anew: two changes may come between two renderings.
      const next = { ...(edits.get(key) ?? saved), ...part }
      if (sameValue(next, saved)) edits.drop(key)
      else edits.put(key, next)
    },
    reset: () => edits.drop(key),
  }
}

/** Whether two plain values (objects, arrays, texts, numbers) say the same; the order of an object's fields does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return left.size === right.size && [...left].every(([field, value]) => right.has(field) && sameValue(value, right.get(field)))
}
