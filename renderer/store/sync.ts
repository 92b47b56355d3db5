import type { ChangeSet } from '@shared/contract/views.ts'
import { applyChanges, fromSnapshot } from './apply.ts'
import type { Client } from './client.ts'
import { setUi, type DeskState, type PracticeState, type Store } from './state.ts'

const STALE_REREAD_AFTER = 500

/**
 * Keeps the window's copy at the core's: subscribe first, then snapshot, then change sets in order; a gap makes
 * it ask for what it missed, and so does a restart of the core. Attached once, outside components.
 */
export function keepInSync(client: Client, store: Store): void {
  let catchingUp = false
  let early: ChangeSet[] = []
  /** Whose words and choices this window holds, also while no file is open. */
  let lastOpen: PracticeState['which'] | null = null
  let staleFeed = false
  let staleTimer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<void> {
    const app = await client.call('app.state', {})
    if (!app.ok) return
    store.setState({ app: app.value, connection: 'live' })
    if (app.value.state === 'open') await catchUp().then(tellHidden)
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
    const { now, drafts, which, namesHidden } = snapshot.value
    store.setState((state) => {
      const same = lastOpen === null || lastOpen === which
      return {
        practice: fromSnapshot(snapshot.value, same ? shownIn(state) : { threads: {}, past: null, patients: {} }),
        clockOffset: now - Date.now(),
        ui: {
          ...state.ui,
          // With the names themselves, not after them. What is hidden here stays so: only somebody who asks shows it.
          namesHidden: namesHidden ?? state.ui.namesHidden,
          // What is being typed in this window outranks what was saved of it.
          drafts: { ...Object.fromEntries(drafts.map((draft) => [draft.conversationId, draft])), ...(same ? state.ui.drafts : {}) },
          ...(!same ? { selected: null, found: null, shownBefore: null, patientId: null, walk: null, walkNotBefore: 0 } : {}),
        },
      }
    })
    lastOpen = which
    await refreshShown()
  }

  /** Names were hidden here while the core was away, or another file was open. */
  function tellHidden(): void {
    const { namesHidden } = store.getState().ui
    if (namesHidden !== null) void client.call('desk.hide', { by: namesHidden })
  }

  /** Reads the thread and the cards anew that this window still shows after a snapshot. */
  async function refreshShown(): Promise<void> {
    const { practice } = store.getState()
    const threads = Object.keys(practice?.threads ?? {}).map(async (conversationId) => {
      const page = await client.call('conversations.thread', { conversationId })
      if (!page.ok) return
      const thread = { contacts: Object.fromEntries(page.value.contacts.map((contact) => [contact.id, contact])), more: page.value.more }
      store.setState((state) => (state.practice && state.practice.which === practice?.which ? { practice: { ...state.practice, threads: { ...state.practice.threads, [conversationId]: thread } } } : {}))
    })
    const cards = Object.keys(practice?.patients ?? {}).map(async (patientId) => {
      const card = await client.call('people.card', { patientId })
      store.setState((state) => (state.practice && state.practice.which === practice?.which && card.ok ? { practice: { ...state.practice, patients: { ...state.practice.patients, [patientId]: card.value } } } : {}))
    })
    await Promise.all([...threads, ...cards])
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
    if (changes.stale.length > 0) refreshStale(changes)
  }

  /** During an import: the feed's names and the shown cards are read anew, at most once in a while. */
  function refreshStale({ stale }: ChangeSet): void {
    if (stale.includes('conversation')) staleFeed = true
    staleTimer ??= setTimeout(() => {
      staleTimer = undefined
      void (staleFeed ? reload() : refreshShown())
      staleFeed = false
    }, STALE_REREAD_AFTER)
  }

  client.on('changes', receive)
  client.on('appState', (app) => {
    // What came before is of the file that was open then, or in the snapshot to come; its numbers mean nothing in another file.
    early = []
    store.setState({ app })
    if (app.state === 'open') void catchUp().then(tellHidden)
    else store.setState({ practice: null })
  })
  client.on('lineStatus', ({ lineId, ...status }) => {
    store.setState((state) => {
      const line = state.practice?.lines[lineId]
      return state.practice && line ? { practice: { ...state.practice, lines: { ...state.practice.lines, [lineId]: { ...line, status } } } } : {}
    })
  })
  client.on('recordsStatus', ({ id, status }) => {
    store.setState((state) => {
      const source = state.practice?.records[id]
      return state.practice && source ? { practice: { ...state.practice, records: { ...state.practice.records, [id]: { ...source, status } } } } : {}
    })
  })
  client.on('walking', (walking) => store.setState(({ practice }) => (practice ? { practice: { ...practice, walking } } : {})))
  client.on('writing', (writing) => store.setState(({ practice }) => (practice ? { practice: { ...practice, writing } } : {})))
  client.on('atDesk', ({ staffId }) => store.setState(({ practice }) => (practice ? { practice: { ...practice, me: staffId } } : {})))
  client.on('namesHidden', ({ by }) => setUi(store, { namesHidden: by, revealProblem: null }))
  client.on('importProgress', ({ importId, done, total }) => setUi(store, (ui) => ({ importProgress: { ...ui.importProgress, [importId]: { done, total } } })))
  client.onConnection((connected) => {
    if (connected) void start()
    else store.setState({ connection: 'restarting' })
  })
}

/** The thread and cards on screen; the others this window held are read again when they are opened. */
function shownIn({ practice, ui }: DeskState): Pick<PracticeState, 'threads' | 'past' | 'patients'> {
  const conversation = ui.selected ? practice?.conversations[ui.selected] : undefined
  const thread = ui.selected ? practice?.threads[ui.selected] : undefined
  const people = [ui.patientId, conversation?.who.kind === 'patient' ? conversation.who.patientId : null]
  const cards = people.flatMap((id) => (id ? (practice?.patients[id] ?? []) : []))
  return { past: practice?.past ?? null, threads: ui.selected && thread ? { [ui.selected]: thread } : {}, patients: Object.fromEntries(cards.map((card) => [card.id, card])) }
}
