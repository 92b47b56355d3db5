import type { ConversationView, WhoView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { shortDate } from '@renderer/ui/format.ts'
import { sayWho } from '../who-actions.ts'
import { AskFirst } from './ask-first.tsx'
import { WhoElse } from './who-else.tsx'

/** Nobody has this number yet: make a person of it, or add it to somebody, while the call runs. */
export function NewNumber({ conversation, who }: { conversation: ConversationView; who: Extract<WhoView, { kind: 'new' }> }) {
  const { callerName } = who
  return (
    <div className="grid gap-4 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">New number</h2>
        <p data-selectable className="text-[13px] text-ink-2">
          {conversation.display}
          {callerName && ` · the carrier says “${callerName}”, which is only a hint`}
        </p>
      </div>
      <AskFirst />
      {who.before && <Before conversation={conversation} before={who.before} />}
      <WhoElse conversation={conversation} callerName={callerName} />
    </div>
  )
}

/** Who called from it the last time, though it is not their number: a reason, one key. */
function Before({ conversation, before }: { conversation: ConversationView; before: NonNullable<Extract<WhoView, { kind: 'new' }>['before']> }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const choose = (): void => void sayWho(conversation, before.patientId, before.name)
  useKeys({ 'alt+1': choose })
  return (
    <button type="button" aria-keyshortcuts="Alt+1" onClick={choose} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 rounded-xl border border-edge bg-panel p-3 text-left hover:border-brand">
      <span className="min-w-0">
        <span className="block truncate font-semibold">{before.name}</span>
        <span className="block text-[12.5px] font-medium text-brand-ink">called from it on {shortDate(before.at, now, timeZone)}</span>
      </span>
      <Kbd>Alt 1</Kbd>
    </button>
  )
}
