import type { ConversationView, PhoneView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'

/** Whom the desk had chosen before; null where the number alone said it, or nobody did. */
function chosenIn({ who }: ConversationView): string | null {
  return who.kind === 'patient' && who.chosen ? who.patientId : null
}

/** Says who it is; what passed since it was asked follows. With Undo. */
export async function sayWho(conversation: ConversationView, patientId: string, name: string): Promise<boolean> {
  const before = chosenIn(conversation)
  const done = await actions.ask('conversations.identify', { conversationId: conversation.id, patientId })
  if (done) actions.toast(`This is ${name}`, 'done', () => void actions.ask('conversations.identify', { conversationId: conversation.id, patientId: before }))
  return done !== null
}

/** Not them after all: the question is open again. With Undo. */
export async function askAgain(conversation: ConversationView): Promise<void> {
  const before = chosenIn(conversation)
  const done = await actions.ask('conversations.identify', { conversationId: conversation.id, patientId: null })
  if (done && before) actions.toast('Who it is, is open again', 'plain', () => void actions.ask('conversations.identify', { conversationId: conversation.id, patientId: before }))
}

/** Gives the number to somebody who is known, and says that it is them. With Undo. */
export async function giveNumber(conversation: ConversationView, patientId: string, name: string, label: PhoneView['label']): Promise<boolean> {
  const before = chosenIn(conversation)
  const done = await actions.ask('people.addNumber', { patientId, conversationId: conversation.id, label })
  if (!done) return false
  actions.toast(`${conversation.display} is now ${name}’s`, 'done', () => {
    void actions.ask('people.removeNumber', { patientId, number: conversation.id })
    void actions.ask('conversations.identify', { conversationId: conversation.id, patientId: before })
  })
  return true
}

/** Whether a number came with it, so that it can be given to somebody. */
export function hasNumber({ id }: ConversationView): boolean {
  return id.startsWith('+')
}
