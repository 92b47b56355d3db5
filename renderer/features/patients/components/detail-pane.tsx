import { UserRound, UserX } from 'lucide-react'
import type { PatientFields, PatientView } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { usePatientCard } from '../hooks/use-patient-card.ts'
import { PatientForm } from '../patient-form.tsx'
import { patientsScreen, usePatientList, usePatientsScreen } from '../store/index.ts'
import { Person } from './person.tsx'

/** The right side: the person, their form, the form for somebody new, or a word on what to do. */
export function DetailPane() {
  const patientId = usePatientsScreen((screen) => screen.openId)
  const mode = usePatientsScreen((screen) => screen.mode)
  return (
    <main aria-label="Patient" className="flex min-h-0 min-w-0 flex-1 flex-col bg-panel">
      {mode === 'new' ? <NewPatient /> : patientId ? <OnePatient key={patientId} patientId={patientId} editing={mode === 'edit'} /> : <Nobody />}
    </main>
  )
}

function Nobody() {
  const some = usePatientList((list) => list.total > 0)
  return (
    <Empty icon={UserRound} title={some ? 'Pick somebody from the list' : 'Nobody to show yet'}>
      {some ? 'Type a name and press Enter, or press N for somebody new.' : 'The people you add or import appear here, with their visits and preferences.'}
    </Empty>
  )
}

function OnePatient({ patientId, editing }: { patientId: string; editing: boolean }) {
  const { card, gone } = usePatientCard(patientId)
  if (gone) {
    return (
      <Empty icon={UserX} title="This person is no longer here" action={<Button onClick={patientsScreen.close}>Back to the list</Button>}>
        Somebody may have removed them or undone an import.
      </Empty>
    )
  }
  if (!card) return <Loading label="Reading the card" />
  return editing ? <EditPatient patient={card} /> : <Person patient={card} />
}

function EditPatient({ patient }: { patient: PatientView }) {
  async function save(changes: Partial<PatientFields>): Promise<boolean> {
    const nothing = Object.keys(changes).length === 0
    if (!nothing && !(await actions.ask('people.change', { patientId: patient.id, changes }))) return false
    if (!nothing) actions.toast('Saved', 'done')
    patientsScreen.open(patient.id, true)
    return true
  }
  return (
    <FormFrame title={`Edit ${patient.fullName}`}>
      <PatientForm patient={patient} onSave={save} onCancel={() => patientsScreen.open(patient.id, true)} />
    </FormFrame>
  )
}

function NewPatient() {
  const prefill = usePatientsScreen((screen) => screen.prefill)
  async function save(fields: Partial<PatientFields>): Promise<boolean> {
    const created = await actions.ask('people.create', { fields, conversationId: null })
    if (!created) return false
    actions.toast('Patient added', 'done')
    patientsScreen.forgetPrefill()
    // The newest stand first.
    patientsScreen.moveTo(0)
    patientsScreen.open(created.patientId, true)
    return true
  }
  function cancel(): void {
    patientsScreen.forgetPrefill()
    patientsScreen.view()
  }
  return (
    <FormFrame title="New patient">
      <PatientForm patient={null} prefill={prefill} onSave={save} onCancel={cancel} />
    </FormFrame>
  )
}

function FormFrame({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-panel">
      <div className="mx-auto grid max-w-3xl gap-4 bg-inherit px-6 pt-6">
        <h2 className="text-lg font-semibold tracking-tight wrap-anywhere">{title}</h2>
        {children}
      </div>
    </div>
  )
}
