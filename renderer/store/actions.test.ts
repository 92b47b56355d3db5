import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok, refuse, type Result } from '@shared/contract/result.ts'
import { createActions } from './actions.ts'
import type { Client } from './client.ts'
import { createDeskStore } from './state.ts'

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
