import { Merge as MergeIcon } from 'lucide-react'
import { useState } from 'react'
import type { PatientView } from '@shared/contract/views.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { PeoplePicker } from '../../desk/components/people-picker.tsx'
import { patientsScreen } from '../store/index.ts'
import { Merge } from './merge.tsx'

/** Joins this record to another of the same person, found by name: for what no rule sees. */
export function JoinWith({ patient }: { patient: PatientView }) {
  const [open, setOpen] = useState(false)
  const [other, setOther] = useState<string | null>(null)
  function close(): void {
    setOpen(false)
    setOther(null)
  }
  return (
    <>
      <IconButton label="Same person as…" className="border border-edge bg-panel" onClick={() => setOpen(true)}>
        <MergeIcon size={15} />
      </IconButton>
      <Dialog wide={other !== null} open={open} onClose={close} title={other ? 'Make one record of two' : 'Same person as…'} description={other ? undefined : `Find the other record of ${patient.fullName}.`}>
        {other ? (
          <Merge
            a={patient.id}
            b={other}
            onCancel={close}
            onDone={(survivor) => {
              close()
              patientsScreen.open(survivor, true)
            }}
          />
        ) : (
          <PeoplePicker onPick={(row) => row.id !== patient.id && setOther(row.id)} />
        )}
      </Dialog>
    </>
  )
}
