import { useMemo } from 'react'
import type { StaffView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'

/** The people at the desk, by name, and what can be done with the list. */
export function useStaff() {
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const present = useMemo(() => Object.values(staff).filter((member) => !member.removed).sort((a, b) => a.name.localeCompare(b.name)), [staff])
  return {
    present,
    me,
    iAm: (staffId: string) => actions.iAm(staffId),
    add: async (name: string, extension: string): Promise<boolean> => {
      const added = await actions.ask('staff.save', { staffId: null, name: name.trim(), extension: extension.trim() })
      // The first on the list is who is sitting here.
      if (added && present.length === 0 && me === null) await actions.iAm(added.staffId)
      return added !== null
    },
    change: async ({ id }: StaffView, name: string, extension: string): Promise<boolean> => (await actions.ask('staff.save', { staffId: id, name, extension })) !== null,
    remove: async ({ id, name }: StaffView): Promise<void> => {
      if (!(await actions.ask('staff.remove', { staffId: id }))) return
      if (id === me) await actions.iAm(null)
      actions.toast(`Removed ${name}`, 'plain', () => void restore(id, name, id === me))
    },
  }
}

async function restore(staffId: string, name: string, wasMe: boolean): Promise<void> {
  const back = await actions.ask('staff.save', { staffId, name })
  if (back && wasMe) await actions.iAm(staffId)
}
