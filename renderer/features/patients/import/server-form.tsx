import { useEffect, useRef, useState } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { readServer, stopReading, useImport } from './import-store.ts'

/** Reading from a FHIR server. The token lives in this form alone, and goes with it. */
export function ServerForm({ onBack }: { onBack: () => void }) {
  const busy = useImport((state) => state.busy)
  const records = useImport((state) => state.records)
  const [address, setAddress] = useState('')
  const [token, setToken] = useState('')
  const first = useRef<HTMLInputElement>(null)
  // It takes the place of the button that was pressed.
  useEffect(() => first.current?.focus(), [])
  return (
    <form
      aria-label="FHIR server"
      className="grid gap-4 rounded-2xl border border-edge bg-bg p-5"
      onSubmit={(event) => {
        event.preventDefault()
        void readServer(address, token)
      }}
    >
      <p className="text-[13px] text-ink-2">
        Reads patients, visits and appointments from the practice software’s FHIR server (R4). It only reads, and nothing is written here before you have looked it over.
      </p>
      <Field label="Address" hint="Begins with https:// and often ends in /fhir or /r4.">
        {(id, describedBy) => <Input id={id} aria-describedby={describedBy} ref={first} required value={address} placeholder="https://fhir.example.org/r4" onChange={({ target }) => setAddress(target.value)} />}
      </Field>
      <Field label="Token, if it wants one" hint="Used for this one reading and kept nowhere.">
        {(id, describedBy) => <Input id={id} aria-describedby={describedBy} type="password" value={token} onChange={({ target }) => setToken(target.value)} />}
      </Field>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {records !== null && (
          <p role="status" aria-live="polite" className="mr-auto text-[13px] font-medium">
            {records === 0 ? 'Asking the server' : `${records.toLocaleString()} records read so far`}
          </p>
        )}
        {records === null ? <Button onClick={onBack}>Back</Button> : <Button onClick={stopReading}>Stop</Button>}
        <Button look="primary" type="submit" disabled={busy || address.trim() === ''}>
          Read it
        </Button>
      </div>
    </form>
  )
}
