import { useMemo } from 'react'
import type { ConversationView, DraftView, TemplateView } from '@shared/contract/views.ts'
import { checkText, type SendingBlock, type SendingWarning } from '@shared/rules/sending.ts'
import { chooseText, fillTemplate, type FillContext } from '@shared/rules/template.ts'
import { MINUTE } from '@shared/time.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice, useUi } from '@renderer/store/index.ts'
import { fillContextOf } from '@renderer/store/fill-context.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { repliedIn } from '../../follow-ups/work.ts'
import { useCard } from './card.ts'

const COLLEAGUE_REPLIED_WITHIN = 10 * MINUTE

export type Composer = {
  draft: DraftView
  templates: TemplateView[]
  /** The text is in this language although the patient's own was wanted. */
  fellBack: boolean
  blocks: SendingBlock[]
  warnings: SendingWarning[]
  write: (body: string) => void
  fill: (template: TemplateView) => void
  /** Puts the time of a promised call where the text still says {callback time}. */
  promise: (at: number) => void
  send: () => Promise<boolean>
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
  const templates = useMemo(() => Object.values(templateMap).sort((a, b) => a.position - b.position || a.name.localeCompare(b.name)), [templateMap])
  const wanted = card?.language || null
  const draft: DraftView = stored ?? { conversationId: id, body: '', templateId: null, language: wanted ?? practice.language }

  const context = (language: string, callbackAt: number | null): FillContext => fillContextOf({ practice, card, staffName, callbackAt, now: practiceNow(), language })

  /** Still as its template was filled: nothing of one's own would be lost with it. */
  const isUntouched = ({ templateId, language, body }: DraftView): boolean => {
    const text = templateId && language ? templateMap[templateId]?.texts[language] : undefined
    return text !== undefined && language !== null && fillTemplate(text, context(language, null)).text === body
  }

  const texts = Object.values(contacts ?? {}).filter((contact) => contact.type === 'text' && contact.direction === 'out' && contact.state !== 'cancelled')
  const colleague = texts
    .filter((text) => text.type === 'text' && !text.automatic && text.by !== staffName && practiceNow() - text.at < COLLEAGUE_REPLIED_WITHIN)
    .at(-1)
  const { blocks, warnings } = checkText({
    body: draft.body,
    optedOut: conversation.optedOutAt !== null,
    canText: conversation.textable,
    practiceName: practice.name,
    isFirstText: contacts !== undefined && texts.length === 0,
    quiet: false,
    recentReplyByColleague: colleague?.type === 'text' ? colleague.body : null,
  })

  return {
    ready: conversation.who.kind !== 'patient' || card !== undefined,
    draft,
    templates,
    fellBack: wanted !== null && draft.templateId !== null && draft.language !== wanted,
    blocks,
    warnings,
    // With the last word the template goes too.
    write: (body) => actions.saveDraft(body.trim() === '' ? { conversationId: id, body, templateId: null, language: null } : { ...draft, body }),
    fill(template) {
      const chosen = chooseText(template.texts, wanted, practice.language)
      if (!chosen) return
      const { text } = fillTemplate(chosen.text, context(chosen.language, null))
      const before = store.getState().ui.drafts[id]
      actions.saveDraft({ conversationId: id, body: text, templateId: template.id, language: chosen.language })
      // Words somebody wrote by hand are never lost to a key.
      if (before?.body.trim() && !isUntouched(before)) actions.toast('Your draft was replaced', 'plain', () => actions.saveDraft(before))
    },
    promise(at) {
      const { text } = fillTemplate(draft.body, context(draft.language ?? practice.language, at))
      actions.saveDraft({ ...draft, body: text, promisedAt: at })
    },
    async send() {
      if (blocks.length > 0) return false
      const sent = await actions.send(draft)
      if (sent) repliedIn(id)
      if (sent) actions.toast(`Sending to ${nameOf(conversation)}`, 'plain', () => void actions.undoSend(id, sent.textId), sent.textId)
      return sent !== null
    },
  }
}
