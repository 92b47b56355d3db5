import { useMemo } from 'react'
import { usePractice } from '@renderer/store/index.ts'
import { Field, Input, Select } from '@renderer/ui/field.tsx'
import { bothNames, LANGUAGES } from '@renderer/ui/languages.ts'
import { useSectionForm } from '../hooks/use-section-form.ts'
import { countries } from '../rules/countries.ts'
import { phoneHint, practiceProblems, toPracticeForm, toSave, type PracticeForm } from '../rules/practice-form.ts'
import { practiceEdits } from '../store/section.ts'
import { SectionForm } from './section.tsx'
import { TimeZoneField } from './time-zone-field.tsx'

/** What the practice is called and where it is. */
export function PracticeSection() {
  const practice = usePractice((state) => state.practice)
  const saved = useMemo(() => toPracticeForm(practice), [practice])
  const { value, dirty, change, problems, save, reset } = useSectionForm({
    edits: practiceEdits,
    name: 'practice',
    saved,
    problemsOf: practiceProblems,
    wrong: (found) => Object.keys(found).length > 0,
    toChange: toSave,
  })
  const text = (field: keyof PracticeForm) => ({ value: value[field], onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }) })
  const wrong = problems !== null && Object.keys(problems).length > 0
  return (
    <SectionForm title="Practice" description="This stands in your texts, and decides how times and numbers are read." dirty={dirty} problem={wrong ? 'Something above needs another look.' : null} onSave={save} onReset={reset}>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Name" problem={problems?.name} className="col-span-2">
          {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={problems?.name ? true : undefined} maxLength={120} {...text('name')} />}
        </Field>
        <Field label="Phone" hint={phoneHint(value.phone, value.country) ?? 'As you write it in a text.'}>
          {(id, hint) => <Input id={id} aria-describedby={hint} type="tel" maxLength={40} placeholder="(555) 010-0100" {...text('phone')} />}
        </Field>
        <Field label="Country" hint="How numbers without a country code are read.">
          {(id, hint) => (
            <Select id={id} aria-describedby={hint} {...text('country')}>
              {countries().map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TimeZoneField value={value.timeZone} onChange={(timeZone) => change({ timeZone })} />
        <Field label="Language" hint="Used where a patient’s own is not known.">
          {(id, hint) => (
            <Select id={id} aria-describedby={hint} {...text('language')}>
              {[...new Set([...LANGUAGES, value.language])].map((tag) => (
                <option key={tag} value={tag}>
                  {bothNames(tag, navigator.language)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Link to your forms" problem={problems?.formsLink} hint="Fills {forms link} in templates." className="col-span-2">
          {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={problems?.formsLink ? true : undefined} type="url" maxLength={300} placeholder="https://example.org/forms" {...text('formsLink')} />}
        </Field>
        <Field label="Link to directions" problem={problems?.directionsLink} hint="Fills {directions link} in templates." className="col-span-2">
          {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={problems?.directionsLink ? true : undefined} type="url" maxLength={300} placeholder="https://example.org/map" {...text('directionsLink')} />}
        </Field>
      </div>
    </SectionForm>
  )
}
