import { Command } from 'cmdk'
import type { SaidHit } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { moment } from '@renderer/ui/format.ts'

const WHAT: Readonly<Record<SaidHit['type'], string>> = { received: 'Text from them', sent: 'Text to them', note: 'Note', voicemail: 'Voicemail', visit: 'Visit note' }

/** Something that was said or noted: with whom, what and when, and the words around. */
export function SaidItem({ hit, onSelect }: { hit: SaidHit; onSelect: () => void }) {
  const { timeZone } = usePractice((practice) => practice.practice)
  const now = useNow(MINUTE)
  return (
    <Command.Item value={`said ${hit.id}`} onSelect={onSelect} className="grid gap-0.5 rounded-lg px-2.5 py-1.5 text-[13px] data-[selected=true]:bg-sunk">
      <span className="flex items-baseline gap-3">
        <span className="truncate font-medium">{hit.name}</span>
        <span className="ml-auto shrink-0 text-xs text-ink-3">
          {WHAT[hit.type]} · {moment(hit.at, now, timeZone)}
        </span>
      </span>
      <span className="line-clamp-2 text-[12.5px] wrap-anywhere text-ink-2">
        {hit.snippet.map((part, at) =>
          part.hit ? (
            <mark key={at} className="bg-transparent font-semibold text-brand-ink underline decoration-1 underline-offset-2">
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
      </span>
    </Command.Item>
  )
}
