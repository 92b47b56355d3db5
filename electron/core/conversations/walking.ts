import type { Walking } from '@shared/contract/views.ts'

/** Who is walking with whom at the close of the day. Nothing of it is kept: a window that goes leaves its person to the others. */
export type WalkingNow = {
  /** The first of `keys` that no other window is with; it is this window's from now on, instead of the one before. Null where none is left. */
  take: (window: number, staffId: string | null, keys: readonly string[]) => string | null
  all: () => Walking[]
}

export function createWalking(changed: (all: Walking[]) => void): WalkingNow {
  const byWindow = new Map<number, Walking>()
  const all = (): Walking[] => [...byWindow.values()]
  return {
    all,
    take(window, staffId, keys) {
      const others = new Set(all().flatMap((one) => (one.window === window ? [] : [one.key])))
      const key = keys.find((candidate) => !others.has(candidate)) ?? null
      const before = byWindow.get(window)
      if ((before?.key ?? null) === key) return key
      if (key === null) byWindow.delete(window)
      else byWindow.set(window, { window, staffId, key })
      changed(all())
      return key
    },
  }
}
