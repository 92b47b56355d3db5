import { useState } from 'react'
import { usePractice } from '@renderer/store/index.ts'
import { Field, Input, Select } from '@renderer/ui/field.tsx'
import { languageName } from '@renderer/ui/format.ts'
import type { PatientFormState } from '../hooks/use-patient-form.ts'
import { focusAtOnce } from './focus.ts'
import { offeredLanguages, readTypedLanguage } from '../rules/languages.ts'

const OTHER = 'other'

/** The language to speak and write in: one of the common ones, or any other by name. */
export function LanguageField({ form }: { form: PatientFormState }) {
  const practiceLanguage = usePractice((practice) => practice.practice.language)
  const [other, setOther] = useState<string | null>(null)
  const unread = other !== null && other.trim() !== '' && readTypedLanguage(other) === null
  const { language } = form.values
  return (
    <div className="grid content-start gap-2">
      <Field label="Language">
        {(id) => (
          <Select
            id={id}
            name="language"
            value={other === null ? language : OTHER}
            onChange={({ target }) => {
              setOther(target.value === OTHER ? '' : null)
              form.set('language', target.value === OTHER ? '' : target.value)
            }}
          >
            <option value="">Not known</option>
            {offeredLanguages(practiceLanguage, other === null ? language : '').map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag)}
              </option>
            ))}
            <option value={OTHER}>Another language…</option>
          </Select>
        )}
      </Field>
      {other !== null && (
        <Field label="Which language" hint={language ? languageName(language) : 'Its name, for example Hmong'} problem={unread ? 'This language is not known here. Try its English name.' : null}>
          {(id, describedBy) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              ref={focusAtOnce}
              maxLength={60}
              value={other}
              onChange={({ target }) => {
                setOther(target.value)
                form.set('language', readTypedLanguage(target.value) ?? '')
              }}
            />
          )}
        </Field>
      )}
    </div>
  )
}
