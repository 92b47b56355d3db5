import type { ConversationView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'

/** Writes down that who is at the phone was checked, for this call. With Undo. */
export async function verifyCaller(conversation: ConversationView, patientId: string, how: 'birthDate' | 'otherWay'): Promise<void> {
  const done = await actions.ask('conversations.verify', { conversationId: conversation.id, patientId, how })
  if (done) actions.toast(how === 'birthDate' ? 'Birth date checked for this call' : 'Known for this call', 'done', () => void actions.ask('conversations.unverify', { conversationId: conversation.id }))
}
