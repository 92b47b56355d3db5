import { useState, type KeyboardEvent } from 'react'
import type { PatientRow } from '@shared/contract/views.ts'
import { usePeopleFound } from '@renderer/store/people.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { saysBirthDate, whyFound } from '@renderer/ui/why-found.ts'

/** Finds a person by name, birth date or number, as one types. */
export function PeoplePicker({ onPick }: { onPick: (person: PatientRow) => void }) {
  const [words, setWords] = useState('')
  const rows = usePeopleFound(words, 8)
  /** Enter takes the first that was found; arrows go by Tab. */
  function pickFirst(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !rows[0]) return
    event.preventDefault()
    onPick(rows[0])
  }
  return (
    <div className="grid gap-1.5">
      <Input aria-label="Find a patient" placeholder="Name, birth date or number" value={words} onChange={(event) => setWords(event.target.value)} onKeyDown={(event) => pickFirst(event)} />
      {words.trim() !== '' && rows.length === 0 && <p className="px-1 text-[12.5px] text-ink-3">Nobody found by these words.</p>}
      <ul className="grid gap-0.5">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row)} className="grid w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-2.5 rounded-lg p-1.5 text-left hover:bg-sunk">
              <Avatar initials={row.initials} size="small" />
              <span className="min-w-0">
                <span className="block truncate text-[13px] font-medium">{row.fullName}</span>
                <span className="block truncate text-xs text-ink-3">{[whyFound(row.why), !saysBirthDate(row.why) && row.birthDate && plainDate(row.birthDate), row.phone].filter(Boolean).join(' · ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
