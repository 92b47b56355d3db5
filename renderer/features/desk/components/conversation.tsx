import { useEffect, useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
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
