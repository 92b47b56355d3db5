import type { ConversationView, WhoView } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { moment, plainDate } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'

/** Several people share this number: who is it? Ranked with reasons, never guessed. */
export function HouseholdChooser({ conversation, who }: { conversation: ConversationView; who: Extract<WhoView, { kind: 'household' }> }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const choose = (patientId: string): void => void actions.ask('conversations.identify', { conversationId: conversation.id, patientId })
  useKeys(Object.fromEntries(who.candidates.slice(0, 9).map((candidate, index) => [`alt+${index + 1}`, () => choose(candidate.patientId)])))
  return (
    <div className="grid gap-3 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">Who is it?</h2>
        <p className="text-[13px] text-ink-2">{who.candidates.length} patients share {conversation.display}. Ask for the name and birth date.</p>
      </div>
      <ul className="grid gap-2">
        {who.candidates.map((candidate, index) => (
          <li key={candidate.patientId}>
            <button type="button" aria-keyshortcuts={`Alt+${index + 1}`} onClick={() => choose(candidate.patientId)} className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 rounded-xl border border-edge bg-panel p-3 text-left hover:border-brand">
              <Avatar initials={candidate.initials} />
              <span className="min-w-0">
                <span className="block truncate font-semibold">{candidate.name}</span>
                <span className="block text-[12.5px] text-ink-2">
                  {candidate.birthDate && `born ${plainDate(candidate.birthDate)}, ${ageOn(candidate.birthDate, now, timeZone) ?? ''}`}
                  {candidate.relation && ` · ${candidate.relation}`}
                </span>
                {candidate.reasons.map((reason) => (
                  <span key={reason.code} className="block text-[12.5px] font-medium text-brand-ink">
                    {reasonInWords(reason, now, timeZone)}
                  </span>
                ))}
              </span>
              {index < 9 && <Kbd>Alt {index + 1}</Kbd>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function reasonInWords({ code, at }: { code: string; at?: number }, now: number, timeZone: string): string {
  const when = at === undefined ? '' : ` ${moment(at, now, timeZone)}`
  const words: Record<string, string> = {
    visitToday: `visit today${when}`,
    visitTomorrow: `visit${when}`,
    visitSoon: `visit${when}`,
    textedRecently: `texted${when}`,
    calledRecently: `called${when}`,
    chosenBefore: 'chosen the last time',
    guarantor: 'pays for the family',
  }
  return words[code] ?? code
}
