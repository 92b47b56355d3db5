import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { WaitAlerts } from '@shared/contract/views.ts'
import { createEdits } from '@renderer/store/edits.ts'
import { actions } from '@renderer/store/index.ts'
import type { AutomaticForm } from '../rules/automatic-form.ts'
import type { ChecklistForm } from '../rules/checklist-form.ts'
import type { FollowUpForm } from '../rules/follow-up-form.ts'
import type { HolidaysForm } from '../rules/holidays-form.ts'
import type { HoursForm } from '../rules/hours-form.ts'
import type { LineForm } from '../rules/line-form.ts'
import type { RecordsForm } from '../rules/records-form.ts'
import type { PracticeForm } from '../rules/practice-form.ts'

export const SECTIONS = ['start', 'practice', 'hours', 'automatic', 'staff', 'lines', 'records', 'checklist', 'followUps', 'alerts', 'data', 'privacy', 'appearance', 'about'] as const
export type Section = (typeof SECTIONS)[number]

/** Unsaved edits; keys begin with the practice they belong to. */
export const practiceEdits = createEdits<PracticeForm>()
export const hoursEdits = createEdits<HoursForm & { closed: HolidaysForm }>()
export const alertsEdits = createEdits<WaitAlerts & { proposeWalk: number | null }>()
export const automaticEdits = createEdits<AutomaticForm>()
export const checklistEdits = createEdits<ChecklistForm>()
/** Rules for follow-ups, by id; `new` is one that is not there yet. */
export const followUpRuleEdits = createEdits<FollowUpForm>()
export const lineEdits = createEdits<LineForm>()
/** Where practice software is listened for. */
export const recordsEdits = createEdits<RecordsForm>()
/** A line that is being added: of which kind, and what was typed. At most one for each practice. */
export const newLineEdits = createEdits<{ kind: string; form: LineForm }>()

/** The section shown; null is whatever suits, until one is picked. */
const view = createStore<{ section: Section | null }>(() => ({ section: null }))

export const useSectionPicked = (): Section | null => useStore(view, ({ section }) => section)
export const pickSection = (section: Section | null): void => view.setState({ section })

/** Goes to one section of Settings from anywhere. */
export function openSettings(section: Section): void {
  pickSection(section)
  actions.go('settings')
}
