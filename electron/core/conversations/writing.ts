import type { Writing } from '@shared/contract/views.ts'

/** Who is writing to whom right now. Nothing of it is kept: a window that goes takes its line with it. */
export type WritingNow = {
  /** `conversationId` null: they stopped, or the window is gone. */
  set: (window: number, staffId: string | null, conversationId: string | null) => void
  all: () => Writing[]
}

export function createWriting(changed: (all: Writing[]) => void): WritingNow {
  const byWindow = new Map<number, Writing>()
  const all = (): Writing[] => [...byWindow.values()]
  return {
    all,
    set(window, staffId, conversationId) {
      const before = byWindow.get(window)
      if (before?.conversationId === conversationId && before.staffId === staffId) return
      if (conversationId === null) {
        if (!byWindow.delete(window)) return
      } else byWindow.set(window, { window, staffId, conversationId })
      changed(all())
    },
  }
}
