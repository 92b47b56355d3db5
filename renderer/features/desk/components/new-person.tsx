import type { ConversationView } from '@shared/contract/views.ts'
import { actions, useUi } from '@renderer/store/index.ts'
import { PatientForm } from './patient-form.tsx'
import { hasNumber } from '../who-actions.ts'

/** Where the half-typed form of a new caller is kept, beside the half-typed replies: also when the window or the core goes. */
const formOf = (conversation: ConversationView): string => `form:${conversation.id}`

/** Whether somebody began to write down who this caller is. */
export function useKeptForm(conversation: ConversationView): boolean {
  return useUi((ui) => Boolean(ui.drafts[formOf(conversation)]?.body))
}

type Props = { conversation: ConversationView; callerName: string | null; onCancel: () => void; onDone?: () => void }

/** A new patient while their call runs; the conversation is theirs from then on. */
export function NewPerson({ conversation, callerName, onCancel, onDone }: Props) {
  const [givenName = '', ...rest] = (callerName ?? '').split(' ')
  return (
    <PatientForm
      patient={null}
      keptAs={formOf(conversation)}
      prefill={{ givenName, familyName: rest.join(' '), ...(hasNumber(conversation) && { phones: [{ number: conversation.display, label: 'mobile' }] }) }}
      onCancel={onCancel}
      onSave={async (fields) => {
        const created = await actions.ask('people.create', { fields, conversationId: conversation.id })
        if (created) onDone?.()
        return created !== null
      }}
    />
  )
}
