import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok, refuse, type Result } from '@shared/contract/result.ts'
import type { AppState } from '@shared/contract/views.ts'
import { reducedNumber, reducedWords } from '@shared/rules/privacy.ts'
import { createActions } from './actions.ts'
import type { Client } from './client.ts'
import { createDeskStore, type PracticeState } from './state.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Actions on a core that answers when the test says so. */
function atDesk() {
  const store = createDeskStore()
  const asked: { name: string; argument: unknown; answer: (reply: Result<unknown>) => void }[] = []
  const client = { call: (name: string, argument: unknown) => new Promise((answer) => asked.push({ name, argument, answer })) } as unknown as Client
  return { store, asked, actions: createActions(client, store) }
}

const draft = (body: string) => ({ conversationId: '+1', body, templateId: null, language: null })
const away = refuse('notOpen', 'The core is away.')

describe('a reply half typed', () => {
  it('keeps the newest words when earlier ones were refused while the core restarted', async () => {
    const { store, asked, actions } = atDesk()
    actions.saveDraft(draft('Half typed'))
    await vi.advanceTimersByTimeAsync(300)
    actions.saveDraft(draft('Half typed and more'))
    await vi.advanceTimersByTimeAsync(300)
    asked[0]?.answer(away)
    asked[1]?.answer(away)
    await vi.advanceTimersByTimeAsync(300)
    expect(store.getState().ui.drafts['+1']?.body).toBe('Half typed and more')
    expect(asked.at(-1)?.argument).toEqual(draft('Half typed and more'))
    expect(asked).toHaveLength(3)
  })

  it('is saved once for many letters typed in a row', async () => {
    const { asked, actions } = atDesk()
    for (const body of ['H', 'He', 'Hel']) {
      actions.saveDraft(draft(body))
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.map(({ argument }) => argument)).toEqual([draft('Hel')])
  })
})

describe('a sent text', () => {
  it('comes back to the composer when it is taken back, and what was said of it goes', async () => {
    const { store, asked, actions } = atDesk()
    actions.toast('Sending to Devon', 'plain', () => undefined, 'text-1')
    actions.toast('Resolved: Spam')
    void actions.undoSend('+1', 'text-1')
    asked[0]?.answer(ok({ body: 'See you at 3' }))
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState().ui.drafts['+1']?.body).toBe('See you at 3')
    expect(store.getState().ui.toasts.map(({ text }) => text)).toEqual(['Resolved: Spam'])
  })
})

describe('a reply being sent', () => {
  const sent = ok({ textId: 't', leavesAt: 0 })

  it('goes out once, however often Enter is pressed before the core answers', async () => {
    const { asked, actions } = atDesk()
    actions.saveDraft(draft('See you at 3:00'))
    const sends = [actions.send(draft('See you at 3:00')), actions.send(draft('See you at 3:00'))]
    expect(asked.filter(({ name }) => name === 'replies.send')).toHaveLength(1)
    asked[0]?.answer(sent)
    await Promise.all(sends)
    void actions.send(draft('One thing more'))
    expect(asked.filter(({ name }) => name === 'replies.send')).toHaveLength(2)
  })

  it('leaves what was typed meanwhile', async () => {
    const { store, asked, actions } = atDesk()
    actions.saveDraft(draft('See you at 3:00'))
    const send = actions.send(draft('See you at 3:00'))
    actions.saveDraft(draft('And bring'))
    asked[0]?.answer(sent)
    await send
    expect(store.getState().ui.drafts['+1']?.body).toBe('And bring')
  })

  it('comes back before what was typed since, when it is taken back', async () => {
    const { store, asked, actions } = atDesk()
    actions.saveDraft(draft('And bring'))
    const undo = actions.undoSend('+1', 't')
    asked[0]?.answer(ok({ body: 'See you at 3:00' }))
    await undo
    expect(store.getState().ui.drafts['+1']?.body).toBe('See you at 3:00\nAnd bring')
  })
})

describe('going from one practice to the other', () => {
  const open = (which: 'demo' | 'practice') => ({ app: { state: 'open', which } as AppState, practice: { which, threads: {}, patients: {} } as unknown as PracticeState })

  it('takes no words along, and saves those it could not save once their practice is open again', async () => {
    const { store, asked, actions } = atDesk()
    store.setState(open('demo'))
    actions.saveDraft(draft('to a made-up patient'))
    const going = actions.switchPractice('practice')
    await vi.advanceTimersByTimeAsync(0)
    asked[0]?.answer(away)
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState()).toMatchObject({ app: { state: 'opening' }, practice: null, ui: { drafts: {} } })
    store.setState(open('practice'))
    asked[1]?.answer(ok({}))
    await going
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked.map(({ name }) => name)).toEqual(['desk.saveDraft', 'app.open'])
    store.setState(open('demo'))
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.at(-1)).toMatchObject({ name: 'desk.saveDraft', argument: draft('to a made-up patient') })
  })

  it('leaves what is typed where only the same practice is tried again', async () => {
    const { store, asked, actions } = atDesk()
    store.setState({ app: { state: 'failed', which: 'practice', code: 'locked', message: '', file: '' }, ui: { ...store.getState().ui, selected: '+1', drafts: { '+1': draft('Half typed') } } })
    const going = actions.switchPractice('practice')
    await vi.advanceTimersByTimeAsync(0)
    asked[0]?.answer(ok({}))
    await going
    expect(store.getState().ui).toMatchObject({ selected: '+1', drafts: { '+1': draft('Half typed') } })
  })

  it('shows nothing of the one that was asked for in the other', async () => {
    const { store, asked, actions } = atDesk()
    store.setState(open('demo'))
    const thread = actions.loadThread('+1')
    const card = actions.loadCard('rosa')
    store.setState(open('practice'))
    asked[0]?.answer(ok({ contacts: [], more: false }))
    asked[1]?.answer(ok({ id: 'rosa' }))
    await Promise.all([thread, card])
    expect(store.getState().practice).toMatchObject({ threads: {}, patients: {} })
  })
})

describe('what is shown while names are hidden', () => {
  it('is never written in place of what it stands for: neither asked of the core nor kept as a draft', async () => {
    const { store, asked, actions } = atDesk()
    expect(await actions.ask('followUps.plan', { followUpId: 'f', patientId: 'rosa', due: '2026-03-12', what: reducedWords('Ask about the knee'), templateId: null })).toBeNull()
    actions.saveDraft(draft('Call (555) 010-0177'))
    actions.saveDraft(draft(`Call ${reducedNumber('(555) 010-0177')}`))
    await vi.advanceTimersByTimeAsync(300)
    expect(asked.map(({ name, argument }) => [name, argument])).toEqual([['desk.saveDraft', draft('Call (555) 010-0177')]])
    expect(store.getState().ui.toasts).toMatchObject([{ tone: 'miss', harmless: true, text: expect.stringContaining('hidden') as unknown }])
  })
})
