import { Contact } from 'lucide-react'
import { useState } from 'react'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { PeoplePicker } from '../../desk/components/people-picker.tsx'
import { narrow, usePast } from '../store/index.ts'
import { FilterChip } from './filter-chip.tsx'

/** With whom: a patient over any of their numbers, or one number whoever has it. */
export function PersonFilter() {
  const hidden = useNamesHidden()
  const { patientId, patientName, number } = usePast(({ filter }) => filter)
  const [choosing, setChoosing] = useState(false)
  const chosen = patientId !== undefined || number !== undefined
  return (
    <>
      {patientId !== undefined && <FilterChip words={hidden ? 'One patient' : `With ${patientName ?? 'one patient'}`} onRemove={() => narrow({ patientId: undefined, patientName: null })} />}
      {number !== undefined && <FilterChip words={hidden ? 'One number' : `Number ${number}`} onRemove={() => narrow({ number: undefined })} />}
      {!chosen && (
        <Button look="quiet" small icon={<Contact size={14} aria-hidden />} className="h-8 rounded-full border-edge! px-3!" onClick={() => setChoosing(true)}>
          Person
        </Button>
      )}
      <Dialog open={choosing} onClose={() => setChoosing(false)} title="With whom?">
        {hidden ? (
          <NamesHidden what="Whoever could be found" />
        ) : (
          <div className="grid gap-4">
            <PeoplePicker
              onPick={({ id, fullName }) => {
                setChoosing(false)
                narrow({ patientId: id, patientName: fullName })
              }}
            />
            <ChooseNumber
              onLeave={() => setChoosing(false)}
              onChoose={(typed) => {
                setChoosing(false)
                narrow({ number: typed })
              }}
            />
          </div>
        )}
      </Dialog>
    </>
  )
}

function ChooseNumber({ onChoose, onLeave }: { onChoose: (number: string) => void; onLeave: () => void }) {
  const [number, setNumber] = useState('')
  return (
    <Form label="One number" onSave={() => number.trim() !== '' && onChoose(number.trim())} onEscape={onLeave} className="flex items-end gap-2 border-t border-edge pt-3">
      <Field label="Or one number, whoever has it" className="flex-1">
        {(id, hint) => <Input id={id} aria-describedby={hint} type="tel" maxLength={60} placeholder="(555) 010-0177" value={number} onChange={({ target }) => setNumber(target.value)} />}
      </Field>
      <Button type="submit">Show this number</Button>
    </Form>
  )
}
