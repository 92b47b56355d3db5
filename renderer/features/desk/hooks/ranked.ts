import { useMemo } from 'react'
import type { ContactView, ConversationView, TemplatePurpose } from '@shared/contract/views.ts'
import { needOf } from '@shared/rules/needs.ts'
import { rankTemplates, type Ranked } from '@shared/rules/rank-templates.ts'
import { usePractice } from '@renderer/store/index.ts'

/**
 * The templates for a conversation in the order in which they help, and what for. It changes only when something new comes from them:
 * digits must not move under the fingers of somebody who is looking at them.
 */
export function useRanked(conversation: ConversationView): { ranked: Ranked[]; need: TemplatePurpose | null } {
  const templates = usePractice((practice) => practice.templates)
  const contacts = usePractice((practice) => practice.threads[conversation.id]?.contacts)
  const { waitingSince, waitingFor } = conversation
  const need = useMemo(() => needOf(unanswered(Object.values(contacts ?? {}), waitingSince), waitingFor.missed), [contacts, waitingSince, waitingFor.missed])
  const ranked = useMemo(() => rankTemplates(Object.values(templates), need), [templates, need])
  return { ranked, need }
}

/** What they wrote or said since they wait, the newest first. */
function unanswered(contacts: readonly ContactView[], waitingSince: number | null): string[] {
  if (waitingSince === null) return []
  return contacts
    .filter((contact) => contact.at >= waitingSince)
    .toSorted((a, b) => b.at - a.at)
    .flatMap((contact) => {
      if (contact.type === 'text' && contact.direction === 'in' && contact.body.trim() !== '') return [contact.body]
      return contact.type === 'call' && contact.voicemail?.transcript ? [contact.voicemail.transcript] : []
    })
}
