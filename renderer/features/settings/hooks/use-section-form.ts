import { useState } from 'react'
import type { Argument } from '@shared/contract/index.ts'
import { useEdit, type Edits } from '@renderer/store/edits.ts'
import { actions, usePractice } from '@renderer/store/index.ts'

type Wanted<T, P> = {
  edits: Edits<T>
  name: string
  saved: T
  problemsOf: (value: T) => P
  /** Whether these problems keep it from being saved. */
  wrong: (problems: P) => boolean
  toChange: (value: T) => Argument<'practice.change'>
}

/** A part of the practice's settings as a form: its edits, what is wrong with them, saving and taking back. */
export function useSectionForm<T extends object, P>({ edits, name, saved, problemsOf, wrong, toChange }: Wanted<T, P>) {
  const key = `${usePractice((practice) => practice.which)}/${name}`
  const { value, dirty, change, reset } = useEdit(edits, key, saved)
  const [tried, setTried] = useState(false)
  const problems = problemsOf(value)
  return {
    value,
    dirty,
    change,
    /** What is wrong; shown once somebody tried to save. */
    problems: tried && dirty ? problems : null,
    save: async (): Promise<void> => {
      setTried(true)
      if (wrong(problems) || !(await actions.ask('practice.change', toChange(value)))) return
      reset()
      setTried(false)
      actions.toast('Saved', 'done')
    },
    reset: (): void => {
      reset()
      setTried(false)
      actions.toast('Changes undone', 'plain', () => edits.put(key, value))
    },
  }
}
