import { ArrowLeftRight, Check } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { MergeField, MergePreview } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { count, languageName, plainDate, shortDate } from '@renderer/ui/format.ts'
import { fieldName, saidValue } from '../rules/history.ts'
import { isChoice, startsAs, takenOf } from '../rules/merge-choice.ts'

type Props = { a: string; b: string; onDone: (survivor: string) => void; onCancel: () => void }

/** Two records side by side, before they become one: which stays, and which value of each field. */
export function Merge({ a, b, onDone, onCancel }: Props) {
  const [preview, setPreview] = useState<MergePreview | null>(null)
  useEffect(() => {
    let stale = false
    void actions.ask('people.mergePreview', { a, b }).then((value) => {
      if (stale) return
      if (value) setPreview(value)
      else onCancel()
    })
    return () => {
      stale = true
    }
    // Asked once for each pair.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [a, b])
  return preview ? <Choose preview={preview} onDone={onDone} onCancel={onCancel} /> : <Loading label="Reading both records" />
}

const SIDES = [0, 1] as const

function Choose({ preview, onDone, onCancel }: Omit<Props, 'a' | 'b'> & { preview: MergePreview }) {
  const [stays, setStays] = useState<0 | 1>(() => startsAs(preview))
  const [chosen, setChosen] = useState<Partial<Record<MergeField, 0 | 1>>>({})
  const [saving, setSaving] = useState(false)
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const [survivor, gone] = [preview.sides[stays], preview.sides[stays === 0 ? 1 : 0]]
  const same = preview.fields.filter((field) => !isChoice(field))
  const differ = preview.fields.filter(isChoice)

  async function join(): Promise<void> {
    setSaving(true)
    const done = await actions.ask('people.merge', { from: gone.patientId, into: survivor.patientId, taken: takenOf(preview, stays, chosen) })
    setSaving(false)
    if (!done) return
    actions.toast(`One record now: ${survivor.fullName}`, 'done', () => void actions.ask('people.unmerge', { from: gone.patientId }))
    onDone(survivor.patientId)
  }

  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        {SIDES.map((side) => {
          const { fullName, initials, birthDate, visits, phones, made } = preview.sides[side]
          return (
            <section key={side} aria-label={side === stays ? `Stays: ${fullName}` : `Goes: ${fullName}`} className={`grid content-start gap-1 rounded-xl border p-3 ${side === stays ? 'border-brand bg-brand-soft' : 'border-edge'}`}>
              <div className="flex items-center gap-2.5">
                <Avatar initials={initials} size="small" />
                <strong className="min-w-0 flex-1 text-sm font-semibold wrap-anywhere">{fullName}</strong>
              </div>
              <p className="text-[12.5px] text-ink-2">{[birthDate && `born ${plainDate(birthDate)}`, count(visits, 'visit'), count(phones.length, 'number')].filter(Boolean).join(' · ')}</p>
              <p className="text-[12.5px] text-ink-2">entered by {said(made, now, timeZone)}</p>
              <p className="text-[12.5px] font-medium text-brand-ink">{side === stays ? 'This record stays' : <span className="text-ink-2">Goes into the other</span>}</p>
            </section>
          )
        })}
      </div>
      <Button small className="justify-self-start" icon={<ArrowLeftRight size={13} />} onClick={() => setStays(stays === 0 ? 1 : 0)}>
        Keep the other record
      </Button>
      {differ.length > 0 && (
        <div className="grid gap-3">
          <p className="text-[13px] text-ink-2">Where they differ, one value stays. The other is kept in the history.</p>
          {differ.map(({ field, values }) => (
            <Values key={field} field={field} values={values} chosen={chosen[field] ?? stays} now={now} timeZone={timeZone} onChoose={(side) => setChosen({ ...chosen, [field]: side })} />
          ))}
        </div>
      )}
      <p className="text-[13px] text-ink-2">
        Kept of both: visits, numbers{preview.sides.some(({ alerts }) => alerts.length > 0) && ', alerts'}, calls and texts
        {same.length > 0 && `. ${same.map(({ field }) => fieldName(field)).join(', ')}: the same in both, or only in one`}.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button look="primary" data-autofocus disabled={saving} icon={<Check size={15} />} onClick={() => void join()}>
          Make them one
        </Button>
      </div>
    </div>
  )
}

type Entered = { by: string; at: number | null }

function said({ by, at }: Entered, now: number, timeZone: string): string {
  return at === null ? by : `${by}, ${shortDate(at, now, timeZone)}`
}

type ValuesProps = { field: MergeField; values: MergePreview['fields'][number]['values']; chosen: 0 | 1; now: number; timeZone: string; onChoose: (side: 0 | 1) => void }

/** One field with both its values, who entered each and when; arrows move between the two. */
function Values({ field, values, chosen, now, timeZone, onChoose }: ValuesProps) {
  const name = useId()
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-xs font-medium text-ink-2">{fieldName(field)}</legend>
      <div className="grid grid-cols-2 gap-3">
        {SIDES.map((side) => (
          <label key={side} className={`flex items-start gap-2 rounded-lg border px-2.5 py-2 text-[13px] ${chosen === side ? 'border-brand' : 'border-edge'}`}>
            <input type="radio" name={name} className="mt-0.5 size-4 shrink-0 accent-brand" aria-label={`${fieldName(field)}: ${saidValue(field, values[side].value, { language: languageName, date: plainDate })}`} checked={chosen === side} onChange={() => onChoose(side)} />
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{saidValue(field, values[side].value, { language: languageName, date: plainDate })}</span>
              <span className="block text-xs text-ink-3 wrap-anywhere">{said(values[side], now, timeZone)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
