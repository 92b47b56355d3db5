import { useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationView, TemplatePurpose, TemplateView } from '@shared/contract/views.ts'
import { rankTemplates, type Ranked } from '@shared/rules/rank-templates.ts'
import type { SendingBlock, SendingWarning } from '@shared/rules/sending.ts'
import { chooseText, fillTemplate } from '@shared/rules/template.ts'
import { MINUTE } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { fillContextOf } from '@renderer/store/fill-context.ts'
import { actions, client, store, usePractice, useUi } from '@renderer/store/index.ts'
import { nextOpeningIn, useOpenings } from '@renderer/store/openings.ts'
import { count } from '@renderer/ui/format.ts'
import { checkReply, namesAround } from '../../desk/reply-checks.ts'

/** What waits for everybody here: calls that nobody took. */
const NEED: TemplatePurpose = 'missedCall'

/** The text as one person would get it, and whether it may go out. */
export type Copy = {
  conversation: ConversationView
  body: string
  language: string
  /** In this language although the person's own was wanted. */
  fellBack: boolean
  blocks: SendingBlock[]
  warnings: SendingWarning[]
  /** Words that somebody began to write to them: those come first. */
  begun: boolean
  /** Why the core would not take it, when it was sent. */
  refused: string | null
  /** Nothing keeps it from them. */
  may: boolean
  ticked: boolean
  /** The newest text of ours that was looked at. */
  newest: string | null
}

export type Together = {
  ranked: Ranked[]
  template: TemplateView | null
  choose: (template: TemplateView) => void
  /** Undefined until everybody's card and conversation were read. */
  copies: Copy[] | undefined
  tick: (conversationId: string, ticked: boolean) => void
  /** Everybody who can get it, also where there is something to look at first. */
  tickAll: () => void
  sending: boolean
  /** Sends what is ticked; true once everything left. */
  send: () => Promise<boolean>
}

/** One template to several people, each in their language and filled from their card, each looked over by itself. */
export function useTogether(people: readonly ConversationView[]): Together {
  const practice = usePractice((state) => state.practice)
  const templates = usePractice((state) => state.templates)
  const patients = usePractice((state) => state.patients)
  const threads = usePractice((state) => state.threads)
  const conversations = usePractice((state) => state.conversations)
  const staffName = usePractice((state) => (state.me ? (state.staff[state.me]?.name ?? null) : null))
  const drafts = useUi((ui) => ui.drafts)
  const openings = useOpenings()
  const now = useNow(MINUTE)
  const ranked = useMemo(() => rankTemplates(Object.values(templates), NEED), [templates])
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [byHand, setByHand] = useState<Readonly<Record<string, boolean>>>({})
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const [sending, setSending] = useState(false)
  // Known at once, before anything is drawn: a second Ctrl+Enter must not send twice.
  const busy = useRef(false)
  const read = useRead(people)
  const { template, copies } = useMemo(() => {
    const copyOf = (one: TemplateView) => (conversation: ConversationView): Copy => {
      const { id, who } = conversation
      const card = who.kind === 'patient' ? patients[who.patientId] : undefined
      const wanted = card?.language || null
      const chosen = chooseText(one.texts, wanted, practice.language)
      const language = chosen?.language ?? practice.language
      const body = chosen ? fillTemplate(chosen.text, fillContextOf({ practice, card, staffName, callbackAt: null, nextOpeningAt: nextOpeningIn(openings, now), now, language })).text : ''
      const checked = checkReply(body, { practice, conversation, contacts: threads[id]?.contacts, names: namesAround(conversation, card, conversations), staffName, now })
      const begun = (drafts[id]?.body ?? '').trim() !== ''
      const may = checked.blocks.length === 0 && !begun
      return { conversation, body, language, fellBack: wanted !== null && language !== wanted, ...checked, begun, refused: refusals[id] ?? null, may, ticked: may && (byHand[id] ?? (checked.warnings.length === 0 && refusals[id] === undefined)) }
    }
    if (!read) return { template: null, copies: undefined }
    const made = (one: TemplateView) => ({ template: one, copies: people.map(copyOf(one)) })
    const chosen = chosenId === null ? undefined : templates[chosenId]
    if (chosen) return made(chosen)
    // The first that somebody can get as it is: one that still asks for a time helps nobody here.
    const usable = ranked.map(({ template: one }) => one).find((one) => made(one).copies.some(({ blocks }) => blocks.length === 0))
    return usable ? made(usable) : { template: null, copies: [] }
  }, [read, people, ranked, chosenId, templates, patients, threads, conversations, drafts, practice, staffName, openings, now, byHand, refusals])

  return {
    ranked,
    template,
    choose(next) {
      setChosenId(next.id)
      setByHand({})
      setRefusals({})
    },
    copies,
    tick: (conversationId, ticked) => setByHand((before) => ({ ...before, [conversationId]: ticked })),
    tickAll: () => setByHand(Object.fromEntries((copies ?? []).filter(({ may }) => may).map(({ conversation }) => [conversation.id, true]))),
    sending,
    async send() {
      const going = copies?.filter(({ ticked }) => ticked) ?? []
      if (busy.current || !template || going.length === 0 || going.some((copy) => actions.isHidden(copy.body))) return false
      busy.current = true
      setSending(true)
      const textIds: string[] = []
      const refused: Record<string, string> = {}
      for (const { conversation, body, language, newest } of going) {
        const reply = await client.call('replies.send', { conversationId: conversation.id, body, templateId: template.id, language, after: newest, need: NEED })
        if (reply.ok) textIds.push(reply.value.textId)
        else refused[conversation.id] = reply.error.message
      }
      busy.current = false
      setSending(false)
      setRefusals(refused)
      setByHand({})
      if (textIds.length > 0) actions.toast(`Sending to ${count(textIds.length, 'person', 'people')}`, 'plain', () => void takeBack(textIds))
      return Object.keys(refused).length === 0
    },
  }
}

/** Reads whatever of these people's cards and conversations this window does not hold; true once all are here. */
function useRead(people: readonly ConversationView[]): boolean {
  const missing = usePractice(({ threads, patients }) => people.filter(({ id, who }) => !threads[id] || (who.kind === 'patient' && !patients[who.patientId])).length)
  useEffect(() => {
    for (const { id, who } of people) {
      const { practice } = store.getState()
      if (!practice?.threads[id]) void actions.loadThread(id)
      if (who.kind === 'patient' && !practice?.patients[who.patientId]) void actions.loadCard(who.patientId)
    }
  }, [people])
  return missing === 0
}

/** All of them, or as many as have not left yet; says how it went. */
async function takeBack(textIds: readonly string[]): Promise<void> {
  let back = 0
  for (const textId of textIds) if ((await client.call('replies.undo', { textId })).ok) back += 1
  const left = textIds.length - back
  actions.toast(left === 0 ? `Taken back: ${count(back, 'text')}` : `Taken back: ${count(back, 'text')}. ${left} had left already.`, left === 0 ? 'plain' : 'miss')
}
