import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { reducedNumber } from '@shared/rules/privacy.ts'
import { actions, useNamesHidden } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'

export type CallBackState = { conversation: ConversationView; number: string | null; /** Why the line did not dial, where it tried. */ why: string | null; start: () => Promise<void>; close: () => void }

/** Calls back: through the line where it can dial, else by showing the number large and asking how it went. */
export function useCallBack(conversation: ConversationView): CallBackState {
  const [shown, setShown] = useState<{ number: string; why: string | null } | null>(null)
  return {
    conversation,
    number: shown?.number ?? null,
    why: shown?.why ?? null,
    close: () => setShown(null),
    async start() {
      const call = await actions.ask('conversations.call', { conversationId: conversation.id })
      if (!call) return
      if (call.dialled) actions.toast(`Calling ${call.display}. Pick up your phone.`)
      else setShown({ number: call.display, why: call.why })
    },
  }
}

/** The number in letters a person can dial from across the desk. */
export function CallBack({ state }: { state: CallBackState }) {
  const { conversation, number, why, close } = state
  const hidden = useNamesHidden()
  const note = (reached: boolean): void => {
    void actions.ask('conversations.noteCall', { conversationId: conversation.id, reached })
    close()
  }
  return (
    <Dialog open={number !== null} onClose={close} title={`Call ${nameOf(conversation)}`} description={`${why === null ? 'This line cannot dial by itself. ' : ''}Dial the number, then say how it went.`}>
      {why !== null && !hidden && <p className="mt-2 rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-[13px] text-wait-ink">{why}</p>}
      <p data-selectable className="py-6 text-center text-4xl font-semibold tracking-tight">
        {hidden && number !== null ? reducedNumber(number) : number}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={() => note(false)}>No answer</Button>
        <Button look="primary" data-autofocus onClick={() => note(true)}>
          We talked
        </Button>
      </div>
    </Dialog>
  )
}
