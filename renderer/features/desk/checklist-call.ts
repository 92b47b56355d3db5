import type { ConversationView, StaffView } from '@shared/contract/views.ts'

/** The call that runs with this person now, as far as it is this desk's: a colleague's call is theirs to tick. */
export function checklistCall({ talking }: Pick<ConversationView, 'talking'>, staff: Record<string, StaffView>, me: string | null): string | null {
  if (!talking) return null
  const colleague = me !== null && Object.values(staff).some(({ id, name }) => id !== me && name === talking.by)
  return colleague ? null : talking.callId
}
