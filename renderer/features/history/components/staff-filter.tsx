import { UserRound } from 'lucide-react'
import { usePractice } from '@renderer/store/index.ts'
import { FilterMenu } from './filter-chip.tsx'

/** Who of the desk; also those who left, whose work stays. */
export function StaffFilter({ staffId, onChange }: { staffId: string | undefined; onChange: (staffId: string | undefined) => void }) {
  const staff = usePractice((practice) => practice.staff)
  return (
    <FilterMenu
      label="Staff"
      icon={<UserRound size={14} aria-hidden />}
      chosen={staffId === undefined ? null : `By ${staff[staffId]?.name ?? 'somebody who left'}`}
      items={Object.values(staff).map(({ id, name, removed }) => ({ label: name, hint: removed ? 'left' : undefined, onSelect: () => onChange(id) }))}
      onRemove={() => onChange(undefined)}
    />
  )
}
