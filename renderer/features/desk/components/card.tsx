import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { PatientForm } from '../../patients/patient-form.tsx'
import { useCard } from '../hooks/card.ts'
import { CardNote } from './card-note.tsx'
import { HandOff } from './hand-off.tsx'
import { HouseholdChooser } from './household-chooser.tsx'
import { NewNumber } from './new-number.tsx'
import { PatientCard } from './patient-card.tsx'
import { Withheld } from './withheld.tsx'

/** Who this is, as far as it is known: one person's card, the question of which one, or a new number. */
export function Card({ conversation }: { conversation: ConversationView }) {
  const { who } = conversation
  const [editing, setEditing] = useState(false)
  const [handingOff, setHandingOff] = useState(false)
  const patientId = who.kind === 'patient' ? who.patientId : null
  const card = useCard(patientId)
  if (who.kind === 'withheld') return <Withheld />
  if (who.kind === 'household') return <HouseholdChooser conversation={conversation} who={who} />
  if (who.kind === 'new') return <NewNumber conversation={conversation} callerName={who.callerName} />
  if (!card) return <Loading label="Reading the card" />
  if (editing) {
    return (
      <div className="p-4">
        <PatientForm
          patient={card}
          prefill={{}}
          onCancel={() => setEditing(false)}
          onSave={async (changes) => {
            const saved = (await actions.ask('people.change', { patientId: card.id, changes })) !== null
            if (saved) setEditing(false)
            return saved
          }}
        />
      </div>
    )
  }
  return (
    <PatientCard
      patient={card}
      missedBefore={conversation.waitingFor.missed > 0 && (conversation.ringing !== null || conversation.waitingSince !== null)}
      onEdit={() => setEditing(true)}
      note={<CardNote patient={card} conversation={conversation} onHandOff={() => setHandingOff(true)} />}
      footer={
        <>
          <HandOff conversation={conversation} open={handingOff} onClose={() => setHandingOff(false)} />
          {who.shares > 1 && (
          <Button small look="quiet" className="self-start" onClick={() => void actions.ask('conversations.identify', { conversationId: conversation.id, patientId: null })}>
            Not {card.calledName}? Choose again
          </Button>
          )}
        </>
      }
    />
  )
}
