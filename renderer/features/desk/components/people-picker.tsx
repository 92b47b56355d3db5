import { useEffect, useState } from 'react'
import type { PatientRow } from '@shared/contract/views.ts'
import { client } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { plainDate } from '@renderer/ui/format.ts'

/** Finds a person by name, birth date or number, as one types. */
export function PeoplePicker({ onPick, autoFocus = false }: { onPick: (patientId: string) => void; autoFocus?: boolean }) {
  const [words, setWords] = useState('')
  const [rows, setRows] = useState<PatientRow[]>([])
  useEffect(() => {
    if (words.trim() === '') return setRows([])
    let stale = false
    void client.call('people.search', { words, limit: 8 }).then((found) => {
      if (!stale && found.ok) setRows(found.value.rows)
    })
    return () => {
      stale = true
    }
  }, [words])
  return (
    <div className="grid gap-1.5">
      <Input aria-label="Find a patient" placeholder="Name, birth date or number" value={words} autoFocus={autoFocus} onChange={(event) => setWords(event.target.value)} />
      {words.trim() !== '' && rows.length === 0 && <p className="px-1 text-[12.5px] text-ink-3">Nobody found by these words.</p>}
      <ul className="grid gap-0.5">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row.id)} className="grid w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-2.5 rounded-lg p-1.5 text-left hover:bg-sunk">
              <Avatar initials={row.initials} size="small" />
              <span className="min-w-0">
                <span className="block truncate text-[13px] font-medium">{row.fullName}</span>
                <span className="block truncate text-xs text-ink-3">{[row.birthDate && plainDate(row.birthDate), row.phone].filter(Boolean).join(' · ')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
