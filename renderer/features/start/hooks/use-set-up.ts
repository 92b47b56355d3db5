import { useState } from 'react'
import { ownZone } from '../../settings/hooks/zones.ts'
import { countries } from '../../settings/rules/countries.ts'
import { guessFromLocale, setUpProblems, type SetUpForm } from '../rules/set-up-form.ts'
import { setUpPractice } from './set-up.ts'

/** Kept while this window lives: going back and forth loses nothing. */
let kept: SetUpForm | null = null

/** The form of the first start, filled with what the PC knows. */
export function useSetUp() {
  const [form, setForm] = useState<SetUpForm>(() => kept ?? { name: '', phone: '', timeZone: ownZone(), you: '', ...guessFromLocale(navigator.language, countries().map(({ code }) => code)) })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const problems = setUpProblems(form)
  return {
    form,
    busy,
    problems: tried ? problems : {},
    change: (part: Partial<SetUpForm>): void => {
      kept = { ...form, ...part }
      setForm(kept)
    },
    begin: (): void => {
      setTried(true)
      if (busy || Object.keys(problems).length > 0) return
      setBusy(true)
      void setUpPractice(form).finally(() => setBusy(false))
    },
  }
}
