import { useState } from 'react'
import { UserPlus } from 'lucide-react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { PatientForm } from '../../patients/patient-form.tsx'
import { AskFirst } from './ask-first.tsx'
import { PeoplePicker } from './people-picker.tsx'

/** Nobody has this number yet: make a person of it, or add it to somebody, while the call runs. */
export function NewNumber({ conversation, callerName }: { conversation: ConversationView; callerName: string | null }) {
  const [step, setStep] = useState<'ask' | 'create'>('ask')
  if (step === 'create') {
    const [givenName = '', ...rest] = (callerName ?? '').split(' ')
    return (
      <div className="p-4">
        <PatientForm
          patient={null}
          prefill={{ givenName, familyName: rest.join(' '), phones: [{ number: conversation.display, label: 'mobile' }] }}
          onCancel={() => setStep('ask')}
          onSave={async (fields) => (await actions.ask('people.create', { fields, conversationId: conversation.id })) !== null}
        />
      </div>
    )
  }
  return (
    <div className="grid gap-4 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">New number</h2>
        <p data-selectable className="text-[13px] text-ink-2">
          {conversation.display}
          {callerName && ` · the carrier says “${callerName}”, which is only a hint`}
        </p>
      </div>
      <AskFirst />
      <Button look="primary" icon={<UserPlus size={15} />} onClick={() => setStep('create')}>
        New patient with this number
      </Button>
      <div className="grid gap-2">
        <h3 className="text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">Or this is</h3>
        <PeoplePicker onPick={(patientId) => void actions.ask('conversations.identify', { conversationId: conversation.id, patientId })} />
      </div>
    </div>
  )
}
