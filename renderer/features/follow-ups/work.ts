import type { FollowUpView } from '@shared/contract/views.ts'
import { actions, store } from '@renderer/store/index.ts'
import { plainDate } from '@renderer/ui/format.ts'

type Known = Pick<FollowUpView, 'id' | 'patientId' | 'what'>

/** The follow-up somebody is at, and the conversation it was opened in: a reply there does it. */
let at: { followUp: Known; conversationId: string } | null = null

/** Says that it is done; can be undone for a moment. */
export async function finishFollowUp(followUp: Known, how: string): Promise<void> {
  if (!(await actions.ask('followUps.done', { followUpId: followUp.id, how }))) return
  actions.toast(`Done: ${followUp.what}`, 'done', () => void actions.ask('followUps.reopen', { followUpId: followUp.id, patientId: followUp.patientId }))
}

/** Plans it anew, as it is given here. */
export async function planFollowUp({ id, patientId, what, due, templateId }: Pick<FollowUpView, 'id' | 'patientId' | 'what' | 'due' | 'templateId'>): Promise<boolean> {
  return (await actions.ask('followUps.plan', { followUpId: id, patientId, what, due, templateId })) !== null
}

/** To another day, an ISO day of the practice; can be undone for a moment. */
export async function moveFollowUp(followUp: FollowUpView, due: string): Promise<void> {
  if (await planFollowUp({ ...followUp, due })) actions.toast(`Moved to ${plainDate(due)}`, 'plain', () => void planFollowUp(followUp))
}

/** A reply in this conversation does it from now on. */
export function workOn(followUp: FollowUpView, conversationId: string): void {
  at = { followUp, conversationId }
}

/** Opens the person's conversation; the reply is begun from the template, where there is one. */
export async function beginFollowUp(followUp: FollowUpView): Promise<void> {
  const { number, templateId } = followUp
  if (number === null) return actions.toast(`${followUp.name} has no number here. Add one in Patients.`, 'miss')
  const conversation = await actions.reach(number)
  if (!conversation) return
  actions.openConversation(conversation.id)
  workOn(followUp, conversation.id)
  store.setState(({ ui }) => ({ ui: { ...ui, templateWanted: templateId } }))
}

/** After a reply was sent: the follow-up it was written for is done. */
export function repliedIn(conversationId: string): void {
  const begun = at
  if (begun?.conversationId !== conversationId) return
  at = null
  void finishFollowUp(begun.followUp, 'by text')
}
