import { store, usePractice, useUi } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { Card } from './components/card.tsx'
import { Conversation } from './components/conversation.tsx'
import { DeskNews } from './components/desk-news.tsx'
import { Feed } from './components/feed.tsx'
import { Handover } from './components/handover.tsx'
import { useRingingCalls } from './hooks/ringing.ts'

/** The main view: who is calling and waiting, everything that passed with one of them, and their card. */
export function Desk() {
  const selected = useUi((ui) => ui.selected)
  const conversation = usePractice((practice) => (selected ? practice.conversations[selected] : undefined))
  useRingingCalls()
  // The same as in the morning, for whoever takes over in the middle of a day.
  useKeys({ l: () => setUi(store, { selected: null }) })
  return (
    <div className="@container/desk h-full">
      <DeskNews />
      <div className="grid h-full grid-cols-[18rem_minmax(0,1fr)] @4xl/desk:grid-cols-[18rem_minmax(0,1fr)_18rem] @6xl/desk:grid-cols-[21rem_minmax(0,1fr)_21rem]">
        <Feed />
        {conversation ? (
          <>
            <Conversation key={conversation.id} conversation={conversation} />
            <aside aria-label="Patient card" className="hidden min-h-0 overflow-y-auto border-l border-edge @4xl/desk:block">
              <Card key={conversation.id} conversation={conversation} />
            </aside>
          </>
        ) : (
          <div className="min-h-0 bg-panel @4xl/desk:col-span-2">
            <Handover />
          </div>
        )}
      </div>
    </div>
  )
}
