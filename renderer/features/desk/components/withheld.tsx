import type { ConversationView } from '@shared/contract/views.ts'
import { AskFirst } from './ask-first.tsx'
import { WhoElse } from './who-else.tsx'

/** A call without a number: nobody can be found by it, so ask, then look them up. It is theirs for this call alone. */
export function Withheld({ conversation }: { conversation: ConversationView }) {
  return (
    <div className="grid gap-4 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">Number withheld</h2>
        <p className="text-[13px] text-ink-2">This call came without a number. Ask for their name, then look them up.</p>
      </div>
      <AskFirst />
      <WhoElse conversation={conversation} callerName={null} />
    </div>
  )
}
