import type { HiddenBy } from '@shared/contract/views.ts'
import { MINUTE, SECOND } from '@shared/time.ts'
import type { Client } from './client.ts'
import { setUi, type Store } from './state.ts'

/** Minutes without a key or a movement after which names are hidden; 0 is never. */
export const IDLE_CHOICES = [0, 1, 2, 5, 10, 15, 30] as const
const USUAL_MINUTES = 5

/** In the window's own storage: of this PC, shared by its windows, and without a word about anybody. */
const MINUTES_KEY = 'namesHiddenAfter'
const ACTIVE_KEY = 'activeAt'

const LOOK_EVERY = SECOND
const NOTE_EVERY = SECOND
const ACTIVITY = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

type Around = {
  store: Store
  client: Pick<Client, 'call'>
  kept: Pick<Storage, 'getItem' | 'setItem'>
  /** This window's clock, ms: sleep counts as time nobody was here. */
  now: () => number
}

export type Privacy = ReturnType<typeof createPrivacy>

/**
 * Hides the names on the screen, by hand or when nobody was at the desk for a while, in every window of this PC; shows them
 * again when somebody asks, which stands in the journal first. The core keeps whether they are hidden, so neither closing the
 * window nor ending Rapport is a way around it; sync.ts hears of it.
 */
export function createPrivacy({ store, client, kept, now }: Around) {
  let asking = false

  /** This window was opened just now, and that is somebody at the desk. */
  let noted = now()
  kept.setItem(ACTIVE_KEY, String(noted))

  function minutes(): number {
    const read = kept.getItem(MINUTES_KEY)
    return IDLE_CHOICES.find((choice) => String(choice) === read) ?? USUAL_MINUTES
  }

  function hide(by: HiddenBy): void {
    if (store.getState().ui.namesHidden !== null) return
    setUi(store, { namesHidden: by, revealProblem: null })
    // Hidden here at once, whatever the core says; the other windows hear of it from there.
    void client.call('desk.hide', { by })
  }

  return {
    hide: () => hide('hand'),

    /** Shows names again once the journal has who asked for it; says why where it cannot. */
    async reveal(): Promise<void> {
      const hiddenBy = store.getState().ui.namesHidden
      if (hiddenBy === null || asking) return
      asking = true
      const reply = await client.call('desk.reveal', { hiddenBy })
      asking = false
      if (!reply.ok) return setUi(store, { revealProblem: reply.error.message })
      this.active()
      setUi(store, { namesHidden: null, revealProblem: null })
    },

    /** One key does both. */
    toggle(): void {
      if (store.getState().ui.namesHidden === null) hide('hand')
      else void this.reveal()
    },

    minutes,
    setMinutes: (after: number) => kept.setItem(MINUTES_KEY, String(after)),

    /** Somebody is at the desk: noted for all windows of this PC, at most once a second. */
    active(): void {
      const at = now()
      if (at - noted < NOTE_EVERY) return
      noted = at
      kept.setItem(ACTIVE_KEY, String(at))
    },

    /** Hides names when nobody was here for as long as is set. */
    look(): void {
      const after = minutes() * MINUTE
      if (after > 0 && store.getState().ui.namesHidden === null && now() - Number(kept.getItem(ACTIVE_KEY)) >= after) hide('idle')
    },

    /** Listens to one window until `signal` aborts; called once, outside components. */
    watch(window: Window, signal?: AbortSignal): void {
      for (const kind of ACTIVITY) window.addEventListener(kind, () => this.active(), { capture: true, passive: true, signal })
      window.addEventListener('keydown', (event) => this.press(event), { capture: true, signal })
      const timer = window.setInterval(() => this.look(), LOOK_EVERY)
      signal?.addEventListener('abort', () => window.clearInterval(timer))
    },

    /** F8, or mod+Shift+H where F8 plays music: before any field, dialog or menu gets it. */
    press(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'preventDefault' | 'stopImmediatePropagation'>): void {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event
      const mod = ctrlKey || metaKey
      const ours = key === 'F8' ? !mod && !altKey && !shiftKey : mod && shiftKey && !altKey && key.toLowerCase() === 'h'
      if (!ours || store.getState().practice === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!event.repeat) this.toggle()
    },
  }
}
