import { useEffect, useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Loading } from '@renderer/ui/empty.tsx'
import { BackToBefore } from './back-to-before.tsx'
import { Checklist } from './checklist.tsx'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { Thread } from './thread.tsx'

/** Everything that passed with one number, and the reply. */
export function Conversation({ conversation }: { conversation: ConversationView }) {
  const thread = usePractice((practice) => practice.threads[conversation.id])
  const [cardOpen, setCardOpen] = useState(false)
  useEffect(() => {
    if (!thread) void actions.loadThread(conversation.id)
  }, [thread, conversation.id])
  const asksMe = usePractice((practice) => practice.me !== null && conversation.mentioned.includes(practice.me))
  const hidden = useNamesHidden()
  // Whoever a note names has seen it once it stood here before them.
  useEffect(() => {
    if (asksMe && thread && !hidden) void actions.ask('conversations.noteSeen', { conversationId: conversation.id })
  }, [asksMe, thread, hidden, conversation.id])
  return (
    <main aria-label="Conversation" className="flex min-h-0 min-w-0 flex-col bg-panel">
      <BackToBefore />
      <ConversationHeader conversation={conversation} cardOpen={cardOpen} onCard={setCardOpen} />
      {thread ? <Thread conversation={conversation} thread={thread} /> : <Loading label="Reading the conversation" />}
      <Checklist conversation={conversation} />
      <Composer conversation={conversation} />
    </main>
  )
}
