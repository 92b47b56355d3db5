import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import { privacy, useNamesHidden } from '@renderer/store/index.ts'
import { IDLE_CHOICES } from '@renderer/store/privacy.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Select } from '@renderer/ui/field.tsx'
import { count, PRIVACY_KEY, PRIVACY_SHORTCUT } from '@renderer/ui/format.ts'
import { Block, Section } from './section.tsx'

/** What others at the desk can read of this PC's screen; it acts at once. */
export function PrivacySection() {
  const hidden = useNamesHidden()
  const [minutes, setMinutes] = useState(privacy.minutes)
  return (
    <Section title="Privacy" description="For this PC only: what somebody standing at the desk can read of its screen.">
      <Block title="Hide names">
        <div className="flex items-center gap-4">
          <p className="min-w-0 flex-1 text-[13px] text-ink-2">
            {PRIVACY_KEY} works everywhere, also while you type. Names become initials, numbers lose their middle digits, and notes, texts and reasons are hidden, in every window of this PC. What you were typing is kept.
          </p>
          <Button icon={<EyeOff size={15} aria-hidden />} shortcut={PRIVACY_KEY} aria-keyshortcuts={PRIVACY_SHORTCUT} onClick={() => privacy.toggle()}>
            {hidden ? 'Show names' : 'Hide names'}
          </Button>
        </div>
      </Block>
      <Block title="When nobody is here">
        <Field label="Hide names by themselves" hint="After so long without a key or a movement of the mouse in Rapport.">
          {(id, hint) => (
            <Select
              id={id}
              aria-describedby={hint}
              className="max-w-56"
              value={minutes}
              onChange={({ target }) => {
                const after = Number(target.value)
                privacy.setMinutes(after)
                setMinutes(after)
              }}
            >
              {IDLE_CHOICES.map((choice) => (
                <option key={choice} value={choice}>
                  {choice === 0 ? 'Never' : `After ${count(choice, 'minute')}`}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </Block>
      <Block title="Showing them again">
        <p className="max-w-prose text-[13px] text-ink-2">Whoever shows the names again stands in the journal, with the time and this desk. A restart does not show them.</p>
      </Block>
    </Section>
  )
}
