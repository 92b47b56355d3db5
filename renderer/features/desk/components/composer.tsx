import clsx from 'clsx'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { goOnFrom } from '../go-on.ts'
import { AssignMenu } from './assign-menu.tsx'
import { LaterMenu } from './later-menu.tsx'
import { NoteBox } from './note-box.tsx'
import { PromiseMenu } from './promise-menu.tsx'
import { ReplyBox } from './reply-box.tsx'

type Mode = 'reply' | 'note'

/** What is written in a conversation: a reply to them, or a note that only the desk reads. `inWalk`: the reply alone, where a walk has keys and a next one of its own. */
export function Composer({ conversation, inWalk = false }: { conversation: ConversationView; inWalk?: boolean }) {
  const [mode, setMode] = useState<Mode>('reply')
  const hidden = useNamesHidden()
  useKeys({ n: () => (hidden || inWalk ? false : setMode('note')) })
  return (
    <footer className="border-t border-edge px-4 pt-2.5 pb-4 @4xl/desk:px-5">
      <div className="@container/foot mx-auto max-w-4xl">
        {!inWalk && (
          <div className="mb-2 flex items-center gap-1">
            <ModeButton mode="reply" label="Reply" shortcut="R" chosen={mode} onPick={setMode} />
            <ModeButton mode="note" label="Note" shortcut="N" chosen={mode} onPick={setMode} />
            <WritingElsewhere conversationId={conversation.id} />
            <PromiseMenu conversation={conversation} />
            <LaterMenu conversation={conversation} />
            <AssignMenu conversation={conversation} />
          </div>
        )}
        {mode === 'reply' ? <ReplyBox key={conversation.id} conversation={conversation} onResolved={inWalk ? () => undefined : goOnFrom} /> : <NoteBox key={conversation.id} conversation={conversation} onDone={() => setMode('reply')} />}
      </div>
    </footer>
  )
}

function ModeButton({ mode, label, shortcut, chosen, onPick }: { mode: Mode; label: string; shortcut: string; chosen: Mode; onPick: (mode: Mode) => void }) {
  const on = mode === chosen
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-keyshortcuts={shortcut.toLowerCase()}
      onClick={() => onPick(mode)}
      className={clsx('flex items-center gap-1.5 rounded-md px-2 py-0.5 text-[12.5px] font-medium', on ? 'bg-sunk text-ink' : 'text-ink-3 hover:text-ink')}
    >
      {label}
      <Kbd>{shortcut}</Kbd>
    </button>
  )
}

/** Somebody writes to the same person in another window right now: no two answer alike. */
function WritingElsewhere({ conversationId }: { conversationId: string }) {
  const writing = usePractice((practice) => practice.writing.find((one) => one.conversationId === conversationId && one.window !== practice.window))
  const name = usePractice((practice) => (writing?.staffId ? practice.staff[writing.staffId]?.name : undefined))
  const me = usePractice((practice) => practice.me)
  return (
    <p role="status" className="min-w-0 flex-1 truncate px-1 text-right text-[12.5px] font-medium text-wait-ink">
      {writing && `${writing.staffId !== null && writing.staffId !== me && name ? name : 'Somebody'} is writing to them in another window`}
    </p>
  )
}
