import clsx from 'clsx'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { checklistCall } from '../checklist-call.ts'

/** Alt with a digit works while a note or reply is typed too; lower digits are the note's own and the household's. */
const FIRST_DIGIT = 5

/** What to make sure of before hanging up: while a call with this person runs, and until the desk goes on to somebody else. */
export function Checklist({ conversation }: { conversation: ConversationView }) {
  const lines = usePractice((practice) => practice.practice.checklist)
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const [callId, setCallId] = useState<string | null>(null)
  const running = checklistCall(conversation, staff, me)
  if (running !== null && running !== callId) setCallId(running)
  const call = usePractice((practice) => (callId === null ? undefined : practice.threads[conversation.id]?.contacts[callId]))
  // Who it is comes first, and the chooser's digits are its own.
  const shown = call?.type === 'call' && conversation.who.kind !== 'household' && lines.length > 0
  const ticked = new Set(call?.type === 'call' ? call.checked.map(({ line }) => line) : [])
  const toggle = (line: string): void => void (callId && actions.ask('calls.check', { callId, line, checked: !ticked.has(line) }))
  useKeys(Object.fromEntries(lines.map((line, index) => [`alt+${FIRST_DIGIT + index}`, () => (shown ? toggle(line) : false)])))
  if (!shown) return null
  return (
    <div role="group" aria-label="Before hanging up" className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-edge px-4 py-1.5 text-[12.5px] @4xl/desk:px-5">
      <span className="font-medium text-ink-3">Before hanging up</span>
      {lines.map((line, index) => {
        const done = ticked.has(line)
        return (
          <button key={line} type="button" role="checkbox" aria-checked={done} aria-keyshortcuts={`Alt+${FIRST_DIGIT + index}`} onClick={() => toggle(line)} className={clsx('flex max-w-full items-center gap-1.5 rounded py-0.5 text-left', done ? 'text-done-ink' : 'text-ink-2 hover:text-ink')}>
            <span aria-hidden className={clsx('grid size-4 shrink-0 place-items-center rounded border', done ? 'border-done bg-done-soft' : 'border-edge-strong')}>
              {done && <Check size={12} strokeWidth={2.5} />}
            </span>
            <span className="min-w-0 wrap-anywhere">{line}</span>
            <Kbd>Alt {FIRST_DIGIT + index}</Kbd>
          </button>
        )
      })}
    </div>
  )
}
