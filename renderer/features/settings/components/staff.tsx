import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Input } from '@renderer/ui/field.tsx'
import { useStaff } from '../hooks/use-staff.ts'
import { Section } from './section.tsx'
import { StaffRow } from './staff-row.tsx'

/** Who works at the desk. What they do is recorded under their name. */
export function Staff() {
  const { present, me, add, change, remove, iAm } = useStaff()
  const [name, setName] = useState('')
  const [extension, setExtension] = useState('')
  const twin = present.some((member) => member.name.toLowerCase() === name.trim().toLowerCase())
  return (
    <Section title="Staff" description="Who answers, and who a handoff can go to. Removing somebody keeps everything they did under their name.">
      {present.length > 0 ? (
        <ul className="grid rounded-xl border border-edge">
          {present.map((member) => (
            <StaffRow key={member.id} member={member} isMe={member.id === me} onChange={(...next) => change(member, ...next)} onRemove={() => void remove(member)} onMe={() => void iAm(member.id)} />
          ))}
        </ul>
      ) : (
        <p className="rounded-xl border border-dashed border-edge-strong px-4 py-5 text-center text-[13px] text-ink-2">Nobody yet. Add yourself first, so that colleagues see who answered.</p>
      )}
      <form
        className="flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          void add(name, extension).then((added) => {
            if (!added) return
            setName('')
            setExtension('')
          })
        }}
      >
        <div className="grid flex-1 gap-1">
          <Input aria-label="Name of the person to add" aria-describedby="staff-twin" placeholder="First and last name" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          <p id="staff-twin" role="status" className="text-xs text-ink-3">
            {twin ? 'Somebody on the list has this name already. Add a last name or an initial.' : 'The phone extension, e.g. 101, tells who answered, and which phone rings when they call back.'}
          </p>
        </div>
        <Input aria-label="Phone extension of the person to add" aria-describedby="staff-twin" placeholder="Extension" inputMode="numeric" maxLength={20} className="max-w-28" value={extension} onChange={(event) => setExtension(event.target.value)} />
        <Button type="submit" icon={<UserPlus size={15} aria-hidden />} disabled={name.trim() === ''}>
          Add
        </Button>
      </form>
    </Section>
  )
}
