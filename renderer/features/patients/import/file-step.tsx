import clsx from 'clsx'
import { FileSpreadsheet } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { chooseFiles, goTo, stopReading, useImport } from './import-store.ts'
import { PastImports } from './past-imports.tsx'
import { Progress } from './progress.tsx'
import { ServerForm } from './server-form.tsx'

/** Step 1: a list or the files of a FHIR export, chosen or dropped, or a FHIR server. Below it what was imported before. */
export function FileStep() {
  const reading = useImport((state) => state.reading)
  const fileName = useImport((state) => state.fileName)
  const records = useImport((state) => state.records)
  const stoppable = useImport((state) => state.readId !== null)
  const [over, setOver] = useState(false)
  const [server, setServer] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  if (server || records !== null) {
    return (
      <div className="grid gap-6">
        <ServerForm
          onBack={() => {
            setServer(false)
            // What was wrong with the address is no longer of interest.
            goTo('file')
          }}
        />
        <PastImports />
      </div>
    )
  }
  return (
    <div className="grid gap-6">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only for dropping; the button inside does the same by keyboard */}
      <div
        role="group"
        aria-label="File to import"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void chooseFiles([...event.dataTransfer.files])
        }}
        className={clsx('grid justify-items-center gap-2 rounded-2xl border-2 border-dashed px-6 py-10 text-center', over ? 'border-brand bg-brand-soft' : 'border-edge bg-bg')}
      >
        <span className="grid size-12 place-items-center rounded-2xl bg-sunk text-ink-3">
          <FileSpreadsheet size={22} strokeWidth={1.7} aria-hidden />
        </span>
        {reading === null ? (
          <>
            <p className="text-[15px] font-semibold">Drop a list, FHIR files or HL7 messages here</p>
            <div className="flex flex-wrap justify-center gap-2">
              <Button look="primary" onClick={() => input.current?.click()}>
                Choose files
              </Button>
              <Button onClick={() => setServer(true)}>FHIR server</Button>
            </div>
            <p className="max-w-md text-[13px] text-balance text-ink-2">
              Export the patient list, or a list of appointments, from the practice software as CSV: names, birth dates and phones are enough. Or choose all files of a FHIR export at once (.ndjson, .json), or files of HL7 messages. Nothing is written before you have looked it over.
            </p>
          </>
        ) : (
          <div className="grid w-64 gap-2 py-3">
            <p className="truncate text-[13px] font-medium">Reading {fileName}</p>
            <Progress label={`Reading ${fileName}`} share={reading} />
            {stoppable && (
              <Button className="justify-self-center" onClick={stopReading}>
                Stop
              </Button>
            )}
          </div>
        )}
        <input
          ref={input}
          type="file"
          multiple
          accept=".csv,.txt,.hl7,text/csv,.ndjson,.jsonl,.json,.gz"
          aria-label="Files to import"
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            const files = [...(target.files ?? [])]
            // The same file can be chosen again after it was mended.
            target.value = ''
            void chooseFiles(files)
          }}
        />
      </div>
      <PastImports />
    </div>
  )
}
