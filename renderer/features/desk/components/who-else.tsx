import { ArrowLeft, UserPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ConversationView, PatientRow, PhoneView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Field, Select } from '@renderer/ui/field.tsx'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { useKeys } from '@renderer/ui/keys.ts'
import { PHONE_LABELS } from '../../patients/rules/phone-labels.ts'
import { giveNumber, hasNumber, sayWho } from '../who-actions.ts'
import { NewPerson, useKeptForm } from './new-person.tsx'
import { PeoplePicker } from './people-picker.tsx'

type Props = { conversation: ConversationView; callerName: string | null; onDone?: () => void; onBack?: () => void }

/** Somebody else than the number says: found by name, with the number given to them or only this time; or somebody new. */
export function WhoElse({ conversation, callerName, onDone, onBack }: Props) {
  const kept = useKeptForm(conversation)
  const [creating, setCreating] = useState(kept)
  const [picked, setPicked] = useState<PatientRow | null>(null)
  const numbered = hasNumber(conversation)
  useKeys({ 'alt+n': () => setCreating(true), ...(onBack && { Escape: () => (picked || creating ? false : onBack()) }) })
  const hidden = useNamesHidden()
  if (hidden) return <NamesHidden what="Looking people up" />
  if (creating) return <NewPerson conversation={conversation} callerName={callerName} onCancel={() => setCreating(false)} onDone={onDone} />
  if (picked) return <HowToKeep conversation={conversation} person={picked} onBack={() => setPicked(null)} onDone={onDone} />
  return (
    <div className="grid gap-3">
      {onBack && (
        <Button small look="quiet" className="justify-self-start" icon={<ArrowLeft size={13} />} shortcut="Esc" onClick={onBack}>
          Back
        </Button>
      )}
      <PeoplePicker
        onPick={(row) => {
          if (numbered) setPicked(row)
          else void sayWho(conversation, row.id, row.fullName).then((done) => done && onDone?.())
        }}
      />
      <Button icon={<UserPlus size={15} />} shortcut="Alt N" aria-keyshortcuts="Alt+N" className="min-w-0" onClick={() => setCreating(true)}>
        {numbered ? 'New patient with this number' : 'New patient'}
      </Button>
    </div>
  )
}

/** The number becomes theirs, or they only call from it this time: a friend's phone is not theirs. */
function HowToKeep({ conversation, person, onBack, onDone }: { conversation: ConversationView; person: PatientRow; onBack: () => void; onDone?: () => void }) {
  const [label, setLabel] = useState<PhoneView['label']>('mobile')
  const first = useRef<HTMLButtonElement>(null)
  // Whoever picked is at the keyboard here; the next step has it.
  useEffect(() => first.current?.focus(), [])
  const then = (done: Promise<boolean>): void => void done.then((did) => did && onDone?.())
  useKeys({ Escape: onBack, o: () => then(sayWho(conversation, person.id, person.fullName)) })
  return (
    <section aria-label={`Keep the number with ${person.fullName}`} className="grid gap-3 rounded-xl border border-edge bg-panel p-3">
      <p className="text-[13px] text-ink-2">
        <strong className="block text-sm font-semibold wrap-anywhere text-ink">{person.fullName}</strong>
        Is {conversation.display} their number?
      </p>
      <Field label="What kind of number">
        {(id) => (
          <Select id={id} value={label} onChange={({ target }) => setLabel(target.value as PhoneView['label'])}>
            {Object.entries(PHONE_LABELS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-2">
        <Button ref={first} look="primary" shortcut="↵" onClick={() => then(giveNumber(conversation, person.id, person.fullName, label))}>
          Add it to them
        </Button>
        <Button shortcut="O" aria-keyshortcuts="o" onClick={() => then(sayWho(conversation, person.id, person.fullName))}>
          Only this time
        </Button>
        <Button small look="quiet" shortcut="Esc" onClick={onBack}>
          Somebody else
        </Button>
      </div>
    </section>
  )
}
