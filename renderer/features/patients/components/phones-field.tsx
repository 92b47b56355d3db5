import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { parseAddress, type CountryCode } from '@shared/rules/address.ts'
import type { PatientFields } from '@shared/contract/views.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Input, Select } from '@renderer/ui/field.tsx'
import type { PatientFormState } from '../hooks/use-patient-form.ts'
import { PHONE_LABELS } from '../rules/phone-labels.ts'

type Phone = PatientFields['phones'][number]
const MOST = 8

/** A person's numbers, as typed; the core reads them. The first is where they are called. */
export function PhonesField({ form }: { form: PatientFormState }) {
  const list = useRef<HTMLUListElement>(null)
  const phones = form.values.phones
  const put = (next: Phone[]): void => form.set('phones', next)
  const focus = (index: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input[type=tel]')[index]?.focus())
  }
  return (
    <div className="grid gap-1 @lg:col-span-2">
      <span className="text-xs font-medium text-ink-2">Phone</span>
      <ul ref={list} className="grid gap-2">
        {phones.map((phone, index) => (
          // A row is its place in the list: rows hold no state of their own.
          <li key={index} className="grid grid-cols-[minmax(0,1fr)_6rem_2rem] items-center gap-x-1.5 gap-y-1">
            <Input
              type="tel"
              aria-label={phones.length > 1 ? `Phone ${index + 1}` : 'Phone'}
              maxLength={60}
              value={phone.number}
              onChange={({ target }) => put(phones.with(index, { ...phone, number: target.value }))}
            />
            <Select
              aria-label={`Kind of phone${phones.length > 1 ? ` ${index + 1}` : ''}`}
              value={phone.label}
              onChange={({ target }) => put(phones.with(index, { ...phone, label: target.value as Phone['label'] }))}
            >
              {Object.entries(PHONE_LABELS).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </Select>
            <IconButton
              label={`Remove ${phone.number || 'this phone'}`}
              onClick={() => {
                put(phones.toSpliced(index, 1))
                focus(Math.max(0, index - 1))
              }}
            >
              <X size={15} />
            </IconButton>
            <div className="col-span-3 flex items-center gap-2 text-xs text-ink-2">
              Leave a message?
              <Select
                className="h-7 w-auto text-xs"
                aria-label={`May a message be left${phones.length > 1 ? ` at phone ${index + 1}` : ''}`}
                value={phone.mayLeaveMessage === undefined ? '' : phone.mayLeaveMessage ? 'yes' : 'no'}
                onChange={({ target }) => put(phones.with(index, withMessage(phone, target.value)))}
              >
                <option value="">Not asked</option>
                <option value="yes">Yes, they agreed</option>
                <option value="no">No</option>
              </Select>
            </div>
            {isUnread(phone.number, form.country) && <p className="col-span-3 text-xs text-wait-ink">Not a whole phone number. It is kept as written, and calls from it are not recognised.</p>}
          </li>
        ))}
      </ul>
      {phones.length < MOST && (
        <Button
          look="quiet"
          small
          className="justify-self-start"
          icon={<Plus size={14} />}
          onClick={() => {
            put([...phones, { number: '', label: phones.some((phone) => phone.label === 'mobile') ? 'home' : 'mobile' }])
            focus(phones.length)
          }}
        >
          Add a phone
        </Button>
      )}
    </div>
  )
}

/** "Not asked" is no answer, so it is left out. */
function withMessage({ number, label }: Phone, answer: string): Phone {
  const phone = { number, label }
  return answer === '' ? phone : { ...phone, mayLeaveMessage: answer === 'yes' }
}

/** Whether enough was typed to tell that it is no number. */
function isUnread(number: string, country: string): boolean {
  return number.replace(/\D/g, '').length >= 4 && parseAddress(number, country as CountryCode).kind !== 'phone'
}
