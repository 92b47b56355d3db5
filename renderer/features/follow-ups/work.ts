import type { FollowUpView } from '@shared/contract/views.ts'
import { actions, store } from '@renderer/store/index.ts'

type Known = Pick<FollowUpView, 'id' | 'patientId' | 'what'>

/** The follow-up somebody is at, and the conversation it was opened in: a reply there does it. */
let at: { followUp: Known; conversationId: string } | null = null

/** Says that it is done; can be undone for a moment. */
export async function finishFollowUp(followUp: Known, how: string): Promise<void> {
  if (!(await actions.ask('followUps.done', { followUpId: followUp.id, how }))) return
  actions.toast(`Done: ${followUp.what}`, 'done', () => void actions.ask('followUps.reopen', { followUpId: followUp.id, patientId: followUp.patientId }))
}

/** Opens the person's conversation; the reply is begun from the template, where there is one. */
export async function beginFollowUp({ number, templateId, ...followUp }: FollowUpView): Promise<void> {
  if (number === null) return actions.toast(`${followUp.name} has no number here. Add one in Patients.`, 'miss')
  const conversation = await actions.reach(number)
  if (!conversation) return
  actions.openConversation(conversation.id)
  at = { followUp, conversationId: conversation.id }
  store.setState(({ ui }) => ({ ui: { ...ui, templateWanted: templateId } }))
}

/** After a reply was sent: the follow-up it was written for is done. */
export function repliedIn(conversationId: string): void {
  const begun = at
  if (begun?.conversationId !== conversationId) return
  at = null
  void finishFollowUp(begun.followUp, 'by text')
}
