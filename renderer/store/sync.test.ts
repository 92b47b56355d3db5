import { describe, expect, it, vi } from 'vitest'
import type { ChangeSet, ConversationView, HiddenBy, Snapshot } from '@shared/contract/views.ts'
import { ok } from '@shared/contract/result.ts'
import type { Client } from './client.ts'
import { createDeskStore, setUi } from './state.ts'
import { keepInSync } from './sync.ts'

/** A core of the test's own: answers by name, and lets the test announce and connect. */
function fakeCore(answers: Record<string, (argument: never) => unknown>) {
  const listeners = new Map<string, (body: never) => void>()
  const asked: string[] = []
  let connected: (is: boolean) => void = () => undefined
  const client = {
    call: async (name: string, argument: never) => {
      asked.push(name)
      return ok(answers[name]?.(argument))
    },
    on: (name: string, listener: (body: never) => void) => {
      listeners.set(name, listener)
      return () => undefined
    },
    onConnection: (listener: (is: boolean) => void) => {
      connected = listener
      return () => undefined
    },
  } as unknown as Client
  return {
    client,
    asked,
    connect: (is: boolean) => connected(is),
    announce: (changes: ChangeSet) => listeners.get('changes')?.(changes as never),
    appState: (app: object) => listeners.get('appState')?.(app as never),
    namesHidden: (by: HiddenBy | null) => listeners.get('namesHidden')?.({ by } as never),
    atDesk: (staffId: string | null) => listeners.get('atDesk')?.({ staffId } as never),
  }
}

const conversation = (id: string, lastAt: number): ConversationView => ({ id, lastAt }) as ConversationView
const changes = (from: number, seq: number, id: string): ChangeSet => ({ from, seq, upserts: { conversation: [conversation(id, seq)] }, removals: [], stale: [] })
const snapshotAt = (seq: number): Snapshot =>
  ({ seq, now: 0, which: 'practice', staff: [], templates: [], lines: [], lineKinds: [], gaps: [], conversations: [conversation('+1', seq)], imports: [], followUps: [], followUpRules: [], records: [], drafts: [], clinicians: [] }) as unknown as Snapshot
const state = { 'app.state': () => ({ state: 'open', which: 'practice' }) }

describe('a window', () => {
  it('applies what came while it was reading the snapshot, and nothing twice', async () => {
    const store = createDeskStore()
    const core = fakeCore({
      ...state,
      'desk.snapshot': () => {
        core.announce(changes(4, 5, '+before'))
        core.announce(changes(5, 6, '+meanwhile'))
        return snapshotAt(5)
      },
    })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(6))
    expect(Object.keys(store.getState().practice?.conversations ?? {})).toEqual(['+1', '+meanwhile'])
  })

  it('asks for what it missed when a change set does not start where it is', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(5), 'desk.changes': () => ({ reset: false, changes: changes(5, 8, '+missed') }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    core.announce(changes(7, 8, '+late'))
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(8))
    expect(store.getState().practice?.conversations).toHaveProperty('+missed')
  })

  it('keeps what it shows while the core is away, and catches up from where it was', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(5), 'desk.changes': ({ since }: { since: number }) => ({ reset: false, changes: changes(since, 9, '+while away') }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    core.connect(false)
    expect(store.getState()).toMatchObject({ connection: 'restarting', practice: { seq: 5 } })
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(9))
    expect(core.asked.filter((name) => name === 'desk.snapshot')).toHaveLength(1)
  })

  it('starts over from a snapshot when it is too far behind', async () => {
    const store = createDeskStore()
    let seq = 5
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(seq), 'desk.changes': () => ({ reset: true, changes: null }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    seq = 9000
    core.connect(false)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(9000))
  })

  it('keeps a reply half typed when it starts over', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(5), 'desk.changes': () => ({ reset: true, changes: null }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    const draft = { conversationId: '+1', body: 'half ty', templateId: null, language: null }
    store.setState((before) => ({ ui: { ...before.ui, drafts: { '+1': draft } } }))
    core.connect(false)
    core.connect(true)
    await vi.waitFor(() => expect(core.asked.filter((name) => name === 'desk.snapshot')).toHaveLength(2))
    expect(store.getState().ui.drafts['+1']).toEqual(draft)
  })

  it('goes to another file without what was told of the first, whose numbers are higher', async () => {
    const store = createDeskStore()
    let which = 'demo'
    const core = fakeCore({ ...state, 'app.state': () => ({ state: 'open', which }), 'desk.snapshot': () => ({ ...snapshotAt(which === 'demo' ? 9000 : 5), which }), 'desk.changes': () => ({ reset: false, changes: null }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(9000))
    store.setState({ app: { state: 'opening' }, practice: null })
    core.announce(changes(9000, 9001, '+demo'))
    which = 'practice'
    core.appState({ state: 'open', which })
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    core.announce(changes(5, 6, '+new'))
    expect(store.getState().practice).toMatchObject({ seq: 6, which: 'practice' })
    expect(core.asked.filter((name) => name === 'desk.changes')).toEqual([])
  })

  it('keeps a reply half typed when its file failed to open and then opened', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(5) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    const draft = { conversationId: '+1', body: 'half ty', templateId: null, language: null }
    store.setState((before) => ({ ui: { ...before.ui, drafts: { '+1': draft } } }))
    core.appState({ state: 'failed', which: 'practice', code: 'locked' })
    expect(store.getState().practice).toBeNull()
    core.appState({ state: 'open', which: 'practice' })
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    expect(store.getState().ui.drafts['+1']).toEqual(draft)
  })

  it('knows who works at its desk, whichever window was told', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => snapshotAt(5) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    core.atDesk('ana')
    expect(store.getState().practice?.me).toBe('ana')
  })
  it('never shows names for a moment that are hidden on this desk', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => ({ ...snapshotAt(5), namesHidden: 'idle' }) })
    const shown: unknown[] = []
    store.subscribe(({ practice, ui }) => practice && shown.push(ui.namesHidden))
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(shown.length).toBeGreaterThan(0))
    expect(new Set(shown)).toEqual(new Set(['idle']))
  })

  it('hides and shows names with the other windows of its desk', async () => {
    const store = createDeskStore()
    const core = fakeCore({ ...state, 'desk.snapshot': () => ({ ...snapshotAt(5), namesHidden: null }) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(store.getState().practice?.seq).toBe(5))
    core.namesHidden('hand')
    expect(store.getState().ui.namesHidden).toBe('hand')
    core.namesHidden(null)
    expect(store.getState().ui.namesHidden).toBeNull()
  })

  it('keeps names hidden when the core comes back without knowing of it, and tells it', async () => {
    const store = createDeskStore()
    setUi(store, { namesHidden: 'hand' })
    const core = fakeCore({ ...state, 'desk.snapshot': () => ({ ...snapshotAt(5), namesHidden: null }), 'desk.hide': () => ({}) })
    keepInSync(core.client, store)
    core.connect(true)
    await vi.waitFor(() => expect(core.asked).toContain('desk.hide'))
    expect(store.getState().ui.namesHidden).toBe('hand')
  })
})
