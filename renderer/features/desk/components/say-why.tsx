import { Popover } from 'radix-ui'
import type { PatientView } from '@shared/contract/views.ts'
import { pronunciationOf } from '@shared/rules/pronunciation.ts'
import type { SayLine } from '@shared/rules/say.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { shortDate } from '@renderer/ui/format.ts'
import { sourceInWords, unsaidInWords } from '../say-words.ts'

/** Each part of the Say line with where it is from. `verify` is there while nobody checked who speaks, `onAskAfter` where what to ask after can be changed. */
export function SayWhy({ line, patient, verify, onAskAfter }: { line: SayLine; patient: PatientView; verify: (() => void) | null; onAskAfter: (() => void) | null }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const said = pronunciationOf(patient.preferences)
  const known = { patient, now, timeZone }
  return (
    <Popover.Root>
      <Popover.Trigger className="-my-1 rounded-md px-1.5 py-1 text-xs hover:underline data-[state=open]:underline">Why this?</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Where these words are from"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // Whoever went on to write what to ask after keeps the keyboard.
            if (document.activeElement !== null && document.activeElement !== document.body) event.preventDefault()
          }}
          className="z-50 max-h-(--radix-popover-content-available-height) w-80 overflow-y-auto rounded-xl border border-edge bg-panel p-3.5 text-[13px] text-ink shadow-pop animate-rise"
        >
          <dl className="grid gap-2.5">
            {line.parts.map((part) => (
              <div key={part.words}>
                <dt lang={line.language} className="font-medium wrap-anywhere">
                  “{part.words}”
                </dt>
                <dd className="text-ink-2">{sourceInWords(part, known)}</dd>
                {part.source.kind === 'name' && <dd className="text-ink-2">{said ? `Said “${said.said}”, ${said.by}, ${shortDate(said.at, now, timeZone)}` : 'Note “pronounced …” as a preference to see how it is said'}</dd>}
              </div>
            ))}
            {line.unsaid && (
              <div>
                <dt className="font-medium">Not said</dt>
                <dd className="text-ink-2">{unsaidInWords(line.unsaid)}</dd>
              </div>
            )}
          </dl>
          {(verify || onAskAfter) && (
            <div className="mt-3 flex flex-wrap gap-1.5">
              {verify && (
                <Popover.Close asChild>
                  <Button small onClick={verify}>
                    {patient.birthDate === '' ? 'I know who it is' : 'Birth date matches'}
                  </Button>
                </Popover.Close>
              )}
              {onAskAfter && (
                <Popover.Close asChild>
                  <Button small onClick={onAskAfter}>
                    What to ask after
                  </Button>
                </Popover.Close>
              )}
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
