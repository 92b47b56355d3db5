import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { PatientForm } from './patient-form.tsx'
import { useCard } from '../hooks/card.ts'
import { CardNote } from './card-note.tsx'
import { HandOff } from './hand-off.tsx'
import { askAgain } from '../who-actions.ts'
import { CallingFrom } from './calling-from.tsx'
import { HouseholdChooser } from './household-chooser.tsx'
import { NewNumber } from './new-number.tsx'
import { PatientCard } from './patient-card.tsx'
import { WhoElse } from './who-else.tsx'
import { Withheld } from './withheld.tsx'

/** Who this is, as far as it is known: one person's card, the question of which one, or a new number. */
export function Card({ conversation }: { conversation: ConversationView }) {
  const { who } = conversation
  const [editing, setEditing] = useState(false)
  const [handingOff, setHandingOff] = useState(false)
  const [correcting, setCorrecting] = useState<string | null>(null)
  const patientId = who.kind === 'patient' ? who.patientId : null
  const card = useCard(patientId)
  if (correcting === conversation.id) {
    return (
      <div className="grid gap-3 p-4">
        <h2 className="text-lg font-semibold tracking-tight">Who is it then?</h2>
        <WhoElse conversation={conversation} callerName={null} onBack={() => setCorrecting(null)} onDone={() => setCorrecting(null)} />
      </div>
    )
  }
  if (who.kind === 'withheld') return <Withheld conversation={conversation} />
  if (who.kind === 'household') return <HouseholdChooser conversation={conversation} who={who} />
  if (who.kind === 'new') return <NewNumber conversation={conversation} who={who} />
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
      conversation={conversation}
      onEdit={() => setEditing(true)}
      note={<CardNote patient={card} conversation={conversation} onHandOff={() => setHandingOff(true)} />}
      footer={
        <>
          <HandOff conversation={conversation} open={handingOff} onClose={() => setHandingOff(false)} />
          <CallingFrom patient={card} conversation={conversation} />
          <Button small look="quiet" className="self-start" onClick={() => (who.chosen ? void askAgain(conversation) : setCorrecting(conversation.id))}>
            Not {card.calledName}? Choose again
          </Button>
        </>
      }
    />
  )
}
