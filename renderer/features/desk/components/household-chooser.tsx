import { useState } from 'react'
import type { ConversationView, WhoView } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { fold } from '@shared/rules/fold.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { count, plainDate } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { sayWho } from '../who-actions.ts'
import { reasonInWords } from '../who-words.ts'
import { useKeptForm } from './new-person.tsx'
import { WhoElse } from './who-else.tsx'

/** With more than this, a name is typed sooner than found by eye; the first nine have a key each. */
const MANY = 9

type Household = Extract<WhoView, { kind: 'household' }>

/** Several people share this number, or a whole house does: who is it? Ranked with reasons, never guessed. */
export function HouseholdChooser({ conversation, who }: { conversation: ConversationView; who: Household }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const [words, setWords] = useState('')
  const writing = useKeptForm(conversation)
  const [elsewhere, setElsewhere] = useState(writing)
  const facility = conversation.mark?.kind === 'facility'
  const hidden = useNamesHidden()
  const folded = hidden ? '' : fold(words)
  const shown = who.candidates.filter(({ name }) => folded.split(' ').every((word) => fold(name).includes(word)))
  // Two of one family may have the same initials: nobody is chosen by those.
  const choose = ({ patientId, name }: Household['candidates'][number]): void => void (actions.isHidden(name) || sayWho(conversation, patientId, name))
  useKeys({ ...Object.fromEntries(shown.slice(0, 9).map((candidate, index) => [`alt+${index + 1}`, () => (elsewhere ? false : choose(candidate))])), 'alt+0': () => setElsewhere(true) })
  return (
    <div className="grid gap-3 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight wrap-anywhere">{facility ? who.name : 'Who is it?'}</h2>
        <p className="text-[13px] text-ink-2">{questionOf(conversation, who)}</p>
      </div>
      {elsewhere ? (
        <WhoElse conversation={conversation} callerName={null} onBack={() => setElsewhere(false)} />
      ) : (
        <>
          {who.candidates.length > MANY && !hidden && <Input aria-label="Find by name" placeholder="Type a name" value={words} onChange={({ target }) => setWords(target.value)} />}
          {shown.length === 0 && words !== '' && <p className="px-1 text-[12.5px] text-ink-3">Nobody here is called that.</p>}
          <ul className="grid gap-2">
            {shown.map((candidate, index) => (
              <li key={candidate.patientId}>
                <button type="button" aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined} onClick={() => choose(candidate)} className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 rounded-xl border border-edge bg-panel p-3 text-left hover:border-brand">
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
          <Button look="quiet" shortcut="Alt 0" aria-keyshortcuts="Alt+0" className="justify-self-start" onClick={() => setElsewhere(true)}>
            Somebody else
          </Button>
        </>
      )}
    </div>
  )
}

function questionOf({ display, mark }: ConversationView, { candidates }: Household): string {
  if (mark?.kind === 'facility') return candidates.length === 0 ? `${display}. Ask who it is about, then look them up.` : `${display}. Which one is it about? Ask for the name and birth date.`
  const sharing = candidates.length === 1 ? `${display} is shared` : `${count(candidates.length, 'patient')} share ${display}`
  return `${sharing}. Ask for the name and birth date.`
}
