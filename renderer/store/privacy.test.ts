import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest'
import { refuse } from '@shared/contract/result.ts'
import { MINUTE } from '@shared/time.ts'
import { createPrivacy, type Privacy } from './privacy.ts'
import { createDeskStore, type PracticeState, type Store } from './state.ts'

/** One PC's storage, shared by its windows. */
function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

let kept: ReturnType<typeof storage>
let clock: number
let call: Mock<(name: string, argument: object) => Promise<unknown>>

function windowOfPc(): { store: Store; privacy: Privacy; hidden: () => unknown } {
  const store = createDeskStore()
  store.setState({ practice: {} as PracticeState })
  return { store, privacy: createPrivacy({ store, client: { call: call as never }, kept, now: () => clock }), hidden: () => store.getState().ui.namesHidden }
}

function press(privacy: Privacy, key: string, held: Partial<KeyboardEvent> = {}): boolean {
  let taken = false
  privacy.press({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, preventDefault: () => (taken = true), stopImmediatePropagation: () => undefined, ...held })
  return taken
}

beforeEach(() => {
  kept = storage()
  clock = 1_000_000
  call = vi.fn<(name: string, argument: object) => Promise<unknown>>(async () => ({ ok: true, value: {} }))
})

describe('names', () => {
  it('are hidden by F8 and by Ctrl or Cmd with Shift and H, and by no other key', () => {
    for (const [key, held] of [['F8', {}], ['H', { ctrlKey: true, shiftKey: true }], ['h', { metaKey: true, shiftKey: true }]] as const) {
      kept = storage()
      const { privacy, hidden } = windowOfPc()
      expect(press(privacy, key, held)).toBe(true)
      expect(hidden()).toBe('hand')
    }
    kept = storage()
    const { privacy, hidden } = windowOfPc()
    for (const [key, held] of [['h', {}], ['h', { ctrlKey: true }], ['F8', { altKey: true }], ['F8', { ctrlKey: true }], ['F7', {}]] as const) expect(press(privacy, key, held)).toBe(false)
    expect(hidden()).toBeNull()
  })

  it('do not flicker while the key is held down', () => {
    const { privacy, hidden } = windowOfPc()
    press(privacy, 'F8')
    press(privacy, 'F8', { repeat: true })
    expect(hidden()).toBe('hand')
    expect(call).not.toHaveBeenCalledWith('desk.reveal', expect.anything())
  })

  it('are shown again only once the journal has it', async () => {
    const { privacy, hidden } = windowOfPc()
    privacy.hide()
    const answer = Promise.withResolvers<unknown>()
    call.mockReturnValueOnce(answer.promise)
    const revealed = privacy.reveal()
    expect(hidden()).toBe('hand')
    answer.resolve({ ok: true, value: {} })
    await revealed
    expect(hidden()).toBeNull()
    expect(call.mock.calls).toEqual([['desk.hide', { by: 'hand' }], ['desk.reveal', { hiddenBy: 'hand' }]])
  })

  it('stay hidden where the journal cannot take it, and it is said why', async () => {
    const { store, privacy, hidden } = windowOfPc()
    privacy.hide()
    call.mockResolvedValueOnce(refuse('diskFull', 'The disk is full.'))
    await privacy.reveal()
    expect(hidden()).toBe('hand')
    expect(store.getState().ui.revealProblem).toBe('The disk is full.')
    await privacy.reveal()
    expect(hidden()).toBeNull()
    expect(store.getState().ui.revealProblem).toBeNull()
  })

  it('are hidden at once, before the core has answered, and it is told once', () => {
    const { privacy, hidden } = windowOfPc()
    call.mockReturnValueOnce(new Promise(() => undefined))
    privacy.hide()
    privacy.hide()
    expect(hidden()).toBe('hand')
    expect(call.mock.calls).toEqual([['desk.hide', { by: 'hand' }]])
  })
})

describe('when nobody is at the desk', () => {
  it('names are hidden after the minutes that are set, and not before', () => {
    const { privacy, hidden } = windowOfPc()
    expect(privacy.minutes()).toBe(5)
    clock += 5 * MINUTE - 1
    privacy.look()
    expect(hidden()).toBeNull()
    clock += 1
    privacy.look()
    expect(hidden()).toBe('idle')
  })

  it('a key or movement counts in whichever window it was', () => {
    const [one, other] = [windowOfPc(), windowOfPc()]
    clock += 4 * MINUTE
    one.privacy.active()
    clock += 4 * MINUTE
    other.privacy.look()
    expect(other.hidden()).toBeNull()
    clock += MINUTE
    other.privacy.look()
    expect(other.hidden()).toBe('idle')
  })

  it('nothing is hidden where that is switched off', () => {
    const { privacy, hidden } = windowOfPc()
    privacy.setMinutes(0)
    clock += 500 * MINUTE
    privacy.look()
    expect(hidden()).toBeNull()
  })

  it('showing them again counts as being there', async () => {
    const { privacy, hidden } = windowOfPc()
    clock += 10 * MINUTE
    privacy.look()
    await privacy.reveal()
    privacy.look()
    expect(hidden()).toBeNull()
    expect(call.mock.calls).toEqual([['desk.hide', { by: 'idle' }], ['desk.reveal', { hiddenBy: 'idle' }]])
  })

  it('an odd setting counts as the usual one', () => {
    kept.setItem('namesHiddenAfter', '-3')
    expect(windowOfPc().privacy.minutes()).toBe(5)
  })
})
