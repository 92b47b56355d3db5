import type { Argument, CallName, Value } from '@shared/contract/index.ts'
import type { Result } from '@shared/contract/result.ts'
import { carriesReduced } from '@shared/rules/privacy.ts'
import type { DraftView, TemplatePurpose } from '@shared/contract/views.ts'
import type { Client } from './client.ts'
import { setUi, type Screen, type Store, type Tone } from './state.ts'

const TOAST_STAYS = 6000
const DRAFT_SAVED_AFTER = 300
/** As the contract takes it. */
const LONGEST_REPLY = 1600
/** What is shown while names are hidden must never be written in place of what it stands for. */
const CANNOT_WRITE_HIDDEN = 'This needs the names, and they are hidden. Show them, then do it again.'

type Which = 'demo' | 'practice' | null

const byId = <T extends { id: string }>(items: readonly T[]): Record<string, T> => Object.fromEntries(items.map((item) => [item.id, item]))

export type Actions = ReturnType<typeof createActions>

/** What people can do from this window. Each calls the contract; the change comes back as a change set. */
export function createActions(client: Client, store: Store) {
  let toasts = 0
  const unsaved = new Map<string, { which: Which; draft: DraftView; timer: ReturnType<typeof setTimeout> }>()
  /** Conversations whose reply is being handed over. */
  const sending = new Set<string>()

  function toast(text: string, tone: Tone = 'plain', undo: (() => void) | null = null, about: string | null = null, harmless = false): void {
    const id = ++toasts
    setUi(store, (ui) => ({ toasts: [...ui.toasts.slice(-2), { id, text, tone, undo, about, harmless }] }))
    setTimeout(() => dismiss(id), TOAST_STAYS)
  }

  function dismiss(id: number): void {
    setUi(store, (ui) => ({ toasts: ui.toasts.filter((it) => it.id !== id) }))
  }

  /** Whether something that is about to be done could not be undone, because what it holds is hidden; says so. */
  function isHidden(value: unknown): boolean {
    if (!carriesReduced(value)) return false
    toast(CANNOT_WRITE_HIDDEN, 'miss', null, null, true)
    return true
  }

  /** Calls the core; a refusal is shown in its own words, and answered as null. */
  async function ask<N extends CallName>(name: N, argument: Argument<N>): Promise<Value<N> | null> {
    if (isHidden(argument)) return null
    const reply: Result<Value<N>> = await client.call(name, argument)
    if (reply.ok) return reply.value
    toast(reply.error.message, 'miss')
    return null
  }

  /** Whatever is looked at next is looked at as it is now. */
  function leavePast(): void {
    store.setState(({ practice, ui }) => ({ ...(practice?.past && { practice: { ...practice, past: null } }), ui: { ...ui, found: null } }))
  }

  const openNow = (): Which => store.getState().practice?.which ?? null

  function saveDraft(draft: DraftView): void {
    // What stands on the screen while names are hidden is nobody's words.
    if (carriesReduced(draft)) return
    setUi(store, (ui) => ({ drafts: { ...ui.drafts, [draft.conversationId]: draft } }))
    saveSoon(openNow(), draft)
  }

  /** By practice too: words typed in the demo must never be saved in the practice, however late they are. */
  function saveSoon(which: Which, draft: DraftView): void {
    const key = `${which} ${draft.conversationId}`
    clearTimeout(unsaved.get(key)?.timer)
    unsaved.set(key, { which, draft, timer: setTimeout(() => void flushDraft(key), DRAFT_SAVED_AFTER) })
  }

  async function flushDraft(key: string): Promise<void> {
    const waiting = unsaved.get(key)
    if (!waiting) return
    const { which, draft } = waiting
    // Its practice is not open now: it waits until it is.
    if (openNow() !== which) return saveSoon(which, draft)
    clearTimeout(waiting.timer)
    unsaved.delete(key)
    const { ok } = await client.call('desk.saveDraft', draft)
    if (ok || unsaved.has(key)) return
    // Refused while the core restarts: tried again, and with the words as they are now, for typing goes on meanwhile.
    saveSoon(which, (openNow() === which && store.getState().ui.drafts[draft.conversationId]) || draft)
  }

  const forgetDraft = (conversationId: string): void => saveDraft({ conversationId, body: '', templateId: null, language: null })

  return {
    ask,
    isHidden,
    toast,
    dismiss,
    saveDraft,
    /** When the window closes: what was typed in the last moment. */
    saveDraftsNow: () => Promise.all([...unsaved.keys()].map(flushDraft)),

    go(screen: Screen) {
      leavePast()
      setUi(store, { screen, paletteOpen: false })
    },

    openConversation(conversationId: string) {
      leavePast()
      setUi(store, { selected: conversationId, shownBefore: null, screen: 'desk', paletteOpen: false, patientId: null })
      void this.loadThread(conversationId)
    },

    /** The conversation with a number, also one this window does not hold or that nothing passed with yet; null when it cannot be reached. */
    async reach(number: string) {
      const known = store.getState().practice?.conversations[number]
      if (known) return known
      const which = openNow()
      const opened = await ask('conversations.open', { conversationId: number })
      if (!opened || openNow() !== which) return null
      store.setState(({ practice }) => (practice ? { practice: { ...practice, conversations: { [number]: opened, ...practice.conversations } } } : {}))
      return opened
    },

    /** Opens the conversation with a number where a call, text or note of it stands, however long ago that was. */
    async openContact(number: string, contactId: string) {
      const conversation = await this.reach(number)
      if (!conversation) return
      this.openConversation(conversation.id)
      const which = openNow()
      const page = await ask('conversations.thread', { conversationId: conversation.id, around: contactId })
      if (!page || openNow() !== which || store.getState().ui.selected !== conversation.id) return
      // What is near the end stands in the conversation as it is opened.
      if (page.later) store.setState(({ practice }) => (practice ? { practice: { ...practice, past: { conversationId: conversation.id, contacts: byId(page.contacts), more: page.more, later: true } } } : {}))
      setUi(store, { found: contactId })
    },

    /** One more page of the past that is looked at. */
    async loadPast(way: 'earlier' | 'later') {
      const past = store.getState().practice?.past
      if (!past) return
      const { conversationId } = past
      const times = Object.values(past.contacts).map(({ at }) => at)
      const page = await ask('conversations.thread', { conversationId, ...(way === 'earlier' ? { before: Math.min(...times) } : { after: Math.max(...times) }) })
      if (!page) return
      store.setState(({ practice }) => {
        const now = practice?.past
        if (!practice || now?.conversationId !== conversationId) return {}
        return { practice: { ...practice, past: { ...now, contacts: { ...now.contacts, ...byId(page.contacts) }, ...(way === 'earlier' ? { more: page.more } : { later: page.later }) } } }
      })
    },

    leavePast,

    /** Opens the conversation with any number of a patient. */
    async openNumber(number: string) {
      const conversation = await this.reach(number)
      if (conversation) this.openConversation(conversation.id)
    },

    /** Opens a caller by itself and remembers who was shown. */
    openRinging(conversationId: string) {
      const { selected } = store.getState().ui
      this.openConversation(conversationId)
      if (selected !== conversationId) setUi(store, { shownBefore: selected })
    },

    async loadThread(conversationId: string, before?: number) {
      const which = openNow()
      const page = await ask('conversations.thread', before === undefined ? { conversationId } : { conversationId, before })
      if (!page) return
      store.setState(({ practice }) => {
        // Meanwhile the other practice may have been opened.
        if (!practice || practice.which !== which) return {}
        const known = before === undefined ? {} : practice.threads[conversationId]?.contacts
        const contacts = { ...known, ...byId(page.contacts) }
        return { practice: { ...practice, threads: { ...practice.threads, [conversationId]: { contacts, more: page.more } } } }
      })
    },

    async loadCard(patientId: string) {
      const which = openNow()
      const card = await ask('people.card', { patientId })
      if (card) store.setState(({ practice }) => (practice && practice.which === which ? { practice: { ...practice, patients: { ...practice.patients, [card.id]: card } } } : {}))
      return card?.id ?? null
    },

    async resolve(conversationId: string, reason: string) {
      const done = await ask('conversations.resolve', { conversationId, reason })
      if (done) toast(`Resolved: ${reason}`, 'done', () => void ask('conversations.reopen', { conversationId, contactId: done.contactId }))
      return done !== null
    },

    async reopen(conversationId: string, contactId: string) {
      return (await ask('conversations.reopen', { conversationId, contactId })) !== null
    },

    async snooze(conversationId: string, until: number | null, label: string) {
      const done = await ask('conversations.snooze', { conversationId, until })
      if (done) toast(`Put off until ${label}`, 'plain', () => void ask('conversations.unsnooze', { conversationId }))
      return done !== null
    },

    /** Queues a reply; for five seconds it can be taken back, and then its words return to the composer. */
    async send(draft: DraftView, more: { leavesAt?: number | 'opening'; resolve?: boolean; after?: string | null; need?: TemplatePurpose } = {}) {
      const { conversationId, body, templateId, language, promisedAt, media = [] } = draft
      // A second Enter before the first was answered must not send it twice.
      if (sending.has(conversationId)) return null
      sending.add(conversationId)
      const which = openNow()
      const sent = await ask('replies.send', { conversationId, body, templateId, language, promisedAt: promisedAt ?? null, mediaIds: media.map(({ id }) => id), ...more })
      sending.delete(conversationId)
      // It stands at the end.
      if (sent) leavePast()
      // What was typed meanwhile is the next reply and stays.
      if (sent && openNow() === which && store.getState().ui.drafts[conversationId]?.body === body) forgetDraft(conversationId)
      return sent
    },

    async undoSend(conversationId: string, textId: string, media: DraftView['media'] = []) {
      setUi(store, (ui) => ({ toasts: ui.toasts.filter(({ about }) => about !== textId) }))
      const undone = await ask('replies.undo', { textId })
      if (!undone) return
      const typed = store.getState().ui.drafts[conversationId]
      const both = typed?.body.trim() ? `${undone.body}\n${typed.body}` : undone.body
      const fits = both.length <= LONGEST_REPLY
      // With what went with it: the words come back whole.
      saveDraft({ conversationId, body: fits ? both : undone.body, templateId: null, language: null, ...(media && media.length > 0 && { media }) })
      if (!fits && typed) toast('Your draft was replaced', 'plain', () => saveDraft(typed))
    },

    async switchPractice(which: 'demo' | 'practice') {
      const { practice, app } = store.getState()
      const before = practice?.which ?? (app?.state === 'failed' ? app.which : null)
      await this.saveDraftsNow()
      // While the other one opens, nothing may be typed or clicked that was meant for this one.
      if (practice) store.setState({ app: { state: 'opening' }, practice: null })
      setUi(store, { screen: 'desk', ...(before !== which && { selected: null, shownBefore: null, patientId: null, drafts: {} }) })
      await ask('app.open', { which })
    },

    /** Every window of this desk hears of it (`atDesk`). */
    iAm: (staffId: string | null) => ask('desk.iAm', { staffId }),
  }
}
