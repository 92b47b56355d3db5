import { useMemo } from 'react'
import type { ConversationView, DraftMedia, DraftView, TemplateView } from '@shared/contract/views.ts'
import type { SendingBlock, SendingWarning } from '@shared/rules/sending.ts'
import type { Ranked } from '@shared/rules/rank-templates.ts'
import { chooseText, fillTemplate, type FillContext } from '@shared/rules/template.ts'
import { MINUTE } from '@shared/time.ts'
import { practiceNow, useNow } from '@renderer/store/clock.ts'
import { fillContextOf } from '@renderer/store/fill-context.ts'
import { actions, store, usePractice, useUi } from '@renderer/store/index.ts'
import { nextOpeningIn, useOpenings } from '@renderer/store/openings.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { repliedIn } from '../../follow-ups/work.ts'
import { checkReply, namesAround } from '../reply-checks.ts'
import { useCard } from './card.ts'
import { useRanked } from './ranked.ts'

/** How a reply leaves: at once, later, or with the conversation resolved. */
export type Leaving = { leavesAt?: number | 'opening'; resolve?: boolean }

export type Composer = {
  draft: DraftView
  /** In the order in which they help here, with their digits. */
  ranked: Ranked[]
  /** The text is in this language although the patient's own was wanted. */
  fellBack: boolean
  blocks: SendingBlock[]
  warnings: SendingWarning[]
  write: (body: string) => void
  fill: (template: TemplateView) => void
  /** Puts the time of a promised call where the text still says {callback time}. */
  promise: (at: number) => void
  /** What goes with it. */
  attach: (media: readonly DraftMedia[]) => void
  send: (leaving?: Leaving) => Promise<boolean>
  /** Whether the person's card is here, whose words templates take. */
  ready: boolean
}

/** The reply being written to one conversation: its words, and whether they may go out. */
export function useComposer(conversation: ConversationView): Composer {
  const { id } = conversation
  const stored = useUi((ui) => ui.drafts[id])
  const practice = usePractice((state) => state.practice)
  const templateMap = usePractice((state) => state.templates)
  const staffName = usePractice((state) => (state.me ? (state.staff[state.me]?.name ?? null) : null))
  const contacts = usePractice((state) => state.threads[id]?.contacts)
  const card = useCard(conversation.who.kind === 'patient' ? conversation.who.patientId : null)
  const { ranked, need } = useRanked(conversation)
  const openings = useOpenings()
  const conversations = usePractice((state) => state.conversations)
  const names = useMemo(() => namesAround(conversation, card, conversations), [conversation, card, conversations])
  const now = useNow(MINUTE)
  const wanted = card?.language || null
  const draft: DraftView = stored ?? { conversationId: id, body: '', templateId: null, language: wanted ?? practice.language }

  const context = (language: string, callbackAt: number | null): FillContext =>
    fillContextOf({ practice, card, staffName, callbackAt, nextOpeningAt: nextOpeningIn(openings, practiceNow()), now: practiceNow(), language })

  /** Still as its template was filled: nothing of one's own would be lost with it. */
  const isUntouched = ({ templateId, language, body }: DraftView): boolean => {
    const text = templateId && language ? templateMap[templateId]?.texts[language] : undefined
    return text !== undefined && language !== null && fillTemplate(text, context(language, null)).text === body
  }

  const { blocks, warnings, newest } = useMemo(() => checkReply(draft.body, { practice, conversation, contacts, names, staffName, now }), [draft.body, practice, conversation, contacts, names, staffName, now])

  return {
    ready: conversation.who.kind !== 'patient' || card !== undefined,
    draft,
    ranked,
    fellBack: wanted !== null && draft.templateId !== null && draft.language !== wanted,
    blocks,
    warnings,
    // With the last word the template goes too.
    write: (body) => actions.saveDraft(body.trim() === '' ? { conversationId: id, body, templateId: null, language: null, ...(draft.media && { media: draft.media }) } : { ...draft, body }),
    fill(template) {
      const chosen = chooseText(template.texts, wanted, practice.language)
      if (!chosen) return
      const { text } = fillTemplate(chosen.text, context(chosen.language, null))
      const before = store.getState().ui.drafts[id]
      actions.saveDraft({ conversationId: id, body: text, templateId: template.id, language: chosen.language, ...(draft.media && { media: draft.media }) })
      // Words somebody wrote by hand are never lost to a key.
      if (before?.body.trim() && !isUntouched(before)) actions.toast('Your draft was replaced', 'plain', () => actions.saveDraft(before))
    },
    promise(at) {
      const { text } = fillTemplate(draft.body, context(draft.language ?? practice.language, at))
      actions.saveDraft({ ...draft, body: text, promisedAt: at })
    },
    attach: (media) => actions.saveDraft({ ...draft, media: [...media] }),
    async send(leaving = {}) {
      if (blocks.length > 0) return false
      const done = await actions.send(draft, { ...leaving, after: newest, ...(need && { need }) })
      if (!done) return false
      repliedIn(id)
      if (leaving.leavesAt === undefined) actions.toast(`${leaving.resolve ? 'Resolved, and sending' : 'Sending'} to ${nameOf(conversation)}`, 'plain', () => void actions.undoSend(id, done.textId, draft.media), done.textId)
      return true
    },
  }
}
