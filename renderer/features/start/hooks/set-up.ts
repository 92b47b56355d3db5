import type { Argument } from '@shared/contract/index.ts'
import { actions, store } from '@renderer/store/index.ts'
import { openSettings } from '../../settings/store/section.ts'
import type { SetUpForm } from '../rules/set-up-form.ts'

/** What was filled in at the first start, until the practice file has it: opening may fail and be tried again. */
let pending: SetUpForm | null = null

/** Opens a new practice file and writes what was filled in. What goes wrong is shown by the screen for it. */
export async function setUpPractice(form: SetUpForm): Promise<void> {
  pending = form
  await actions.switchPractice('practice')
  await finishSetUp()
}

/** Writes what the first start left over, if the practice is open now. */
export async function finishSetUp(): Promise<void> {
  const { app } = store.getState()
  if (pending === null || app?.state !== 'open' || app.which !== 'practice') return
  const { name, phone, timeZone, you, country, language } = pending
  pending = null
  openSettings('start')
  const change: Argument<'practice.change'> = { name: name.trim(), phone: phone.trim(), timeZone, ...(country !== null && { country }), ...(language !== null && { language }) }
  await actions.ask('practice.change', change)
  if (you.trim() === '') return
  const added = await actions.ask('staff.save', { staffId: null, name: you.trim() })
  if (added) await actions.iAm(added.staffId)
}
