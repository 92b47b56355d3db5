import { Plus, Upload, UserPlus, Users } from 'lucide-react'
import type { RefObject } from 'react'
import { practiceNow } from '@renderer/store/clock.ts'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { count as counted } from '@renderer/ui/format.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { ImportNote } from '../import/import-note.tsx'
import { openImport } from '../import/import-store.ts'
import { prefillFrom } from '../rules/prefill.ts'
import { patientsScreen, usePatientList } from '../store/index.ts'
import { extentOf } from '../store/patient-list.ts'
import { DuplicatesNote } from './duplicates.tsx'
import { PatientListView } from './patient-list.tsx'
import { SearchBox } from './search-box.tsx'

type Props = { input: RefObject<HTMLInputElement | null>; list: RefObject<HTMLDivElement | null>; cursor: number; onMove: (by: number) => void; onOpen: () => void }

/** The left side: search, how many, and the list or what stands in its place. */
export function ListPane({ input, list, ...keyboard }: Props) {
  const state = usePatientList((all) => all)
  const { count, whole } = extentOf(state)
  const { shown, total, problem } = state
  const searched = shown !== null && shown.trim() !== ''
  const found = `${count.toLocaleString()}${whole ? '' : ' or more'} of ${counted(total, 'patient')}`
  return (
    <section aria-label="Find a patient" className="flex min-h-0 w-[clamp(17rem,32vw,23.75rem)] shrink-0 flex-col border-r border-edge">
      <header className="grid gap-3 px-4 pt-4 pb-2">
        <div className="flex items-center gap-2">
          <h1 className="text-lg font-semibold tracking-tight">Patients</h1>
          <span className="flex-1" />
          <Button small icon={<Upload size={13} />} onClick={openImport}>
            Import
          </Button>
          <IconButton label="New patient (N)" aria-keyshortcuts="N" className="border border-edge bg-panel" onClick={() => patientsScreen.add()}>
            <Plus size={16} />
          </IconButton>
        </div>
        <SearchBox input={input} {...keyboard} />
        <p role="status" aria-live="polite" className="min-h-4 text-xs text-ink-2">
          {shown === null ? '' : searched ? found : counted(total, 'patient')}
        </p>
      </header>
      <ImportNote />
      <DuplicatesNote />
      {problem !== null && (
        <p role="alert" className="mx-4 mb-2 rounded-lg bg-miss-soft px-3 py-2 text-xs text-miss-ink">
          {problem}
        </p>
      )}
      {shown === null ? (
        problem === null && <Loading label="Reading the patients" />
      ) : count > 0 ? (
        <PatientListView list={list} />
      ) : searched ? (
        <NoMatch words={shown.trim()} />
      ) : (
        <NobodyYet />
      )}
    </section>
  )
}

function NoMatch({ words }: { words: string }) {
  const hidden = useNamesHidden()
  if (hidden) {
    return (
      <div className="px-4">
        <NamesHidden what="What was searched for" />
      </div>
    )
  }
  return (
    <Empty
      icon={UserPlus}
      title="Nobody matches"
      action={
        <Button className="h-auto min-h-9 max-w-full py-2 whitespace-normal" onClick={() => patientsScreen.add(prefillFrom(words, practiceNow()))}>
          <span className="wrap-anywhere">Add “{words}” as new patient</span>
        </Button>
      }
    >
      Try part of the name, a birth date like 3/4/1967, or the last digits of a phone number.
    </Empty>
  )
}

function NobodyYet() {
  return (
    <Empty
      icon={Users}
      title="No patients yet"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button look="primary" icon={<Upload size={15} />} onClick={openImport}>
            Import a CSV file
          </Button>
          <Button icon={<Plus size={15} />} onClick={() => patientsScreen.add()}>
            Add one by hand
          </Button>
        </div>
      }
    >
      Bring your list over from the practice software once, and every caller has a name from then on.
    </Empty>
  )
}
