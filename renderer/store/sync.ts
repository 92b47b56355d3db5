import type { ChangeSet } from '@shared/contract/views.ts'
import { applyChanges, fromSnapshot } from './apply.ts'
import type { Client } from './client.ts'
import { setUi, type Store } from './state.ts'

/**
 * Keeps the window's copy at the core's: subscribe first, then snapshot, then change sets in order; a gap makes
 * it ask for what it missed, and so does a restart of the core. Attached once, outside components.
 */
export function keepInSync(client: Client, store: Store): void {
  let catchingUp = false
  let early: ChangeSet[] = []

  async function start(): Promise<void> {
    const app = await client.call('app.state', {})
    if (!app.ok) return
    store.setState({ app: app.value, connection: 'live' })
    if (app.value.state === 'open') await catchUp()
  }

  /** From where the window is, or from nothing. Sets that come meanwhile wait their turn. */
  async function catchUp(): Promise<void> {
    if (catchingUp) return
    catchingUp = true
    try {
      const { practice, app } = store.getState()
      const sameFile = practice !== null && app?.state === 'open' && app.which === practice.which
      const missed = sameFile ? await client.call('desk.changes', { since: practice.seq }) : null
      if (missed?.ok && !missed.value.reset) {
        if (missed.value.changes) apply(missed.value.changes)
      } else await reload()
    } finally {
      catchingUp = false
    }
    const waited = early
    early = []
    waited.forEach(receive)
  }

  async function reload(): Promise<void> {
    const snapshot = await client.call('desk.snapshot', {})
    if (!snapshot.ok) return
    const { now, drafts } = snapshot.value
    store.setState((state) => ({
      practice: fromSnapshot(snapshot.value),
      clockOffset: now - Date.now(),
      ui: {
        ...state.ui,
        // What is being typed in this window outranks what was saved of it.
        drafts: { ...Object.fromEntries(drafts.map((draft) => [draft.conversationId, draft])), ...(state.practice?.which === snapshot.value.which ? state.ui.drafts : {}) },
        ...(state.practice && state.practice.which !== snapshot.value.which ? { selected: null, patientId: null } : {}),
      },
    }))
  }

  function receive(changes: ChangeSet): void {
    const { practice } = store.getState()
    if (catchingUp || !practice) {
      early.push(changes)
      return
    }
    if (changes.seq <= practice.seq) return
    if (changes.from > practice.seq) {
      early.push(changes)
      void catchUp()
      return
    }
    apply(changes)
  }

  function apply(changes: ChangeSet): void {
    store.setState((state) => (state.practice ? { practice: applyChanges(state.practice, changes) } : {}))
    if (changes.stale.length > 0) void refreshStale(changes)
  }

  /** After an import: the feed's names and the cards that are shown are read anew. */
  async function refreshStale({ stale }: ChangeSet): Promise<void> {
    if (stale.includes('conversation')) await reload()
    if (!stale.includes('patient')) return
    for (const patientId of Object.keys(store.getState().practice?.patients ?? {})) {
      const card = await client.call('people.card', { patientId })
      store.setState((state) =>
        state.practice && card.ok ? { practice: { ...state.practice, patients: { ...state.practice.patients, [patientId]: card.value } } } : {},
      )
    }
  }

  client.on('changes', receive)
  client.on('appState', (app) => {
    store.setState({ app })
    if (app.state === 'open') void catchUp()
    else store.setState({ practice: null })
  })
  client.on('lineStatus', ({ lineId, ...status }) => {
    store.setState((state) => {
      const line = state.practice?.lines[lineId]
      return state.practice && line ? { practice: { ...state.practice, lines: { ...state.practice.lines, [lineId]: { ...line, status } } } } : {}
    })
  })
  client.on('importProgress', ({ importId, done, total }) => setUi(store, (ui) => ({ importProgress: { ...ui.importProgress, [importId]: { done, total } } })))
  client.onConnection((connected) => {
    if (connected) void start()
    else store.setState({ connection: 'restarting' })
  })
}
