import { usePractice } from '@renderer/store/index.ts'
import { useGettingStarted } from '../../start/hooks/use-getting-started.ts'
import { alertsEdits, automaticEdits, checklistEdits, followUpRuleEdits, hoursEdits, lineEdits, newLineEdits, practiceEdits, recordsEdits, SECTIONS, useSectionPicked, type Section } from '../store/section.ts'

export type SectionState = { section: Section; unsaved: boolean; /** "2 of 4 done", beside its name. */ mark: string | null }

/** The sections of this practice, and the one shown. The first steps are there until they are done. */
export function useSections(): { sections: SectionState[]; section: Section } {
  const which = usePractice((practice) => practice.which)
  const picked = useSectionPicked()
  const { done, steps } = useGettingStarted()
  const inThisPractice = (edits: Record<string, unknown>): boolean => Object.keys(edits).some((key) => key.startsWith(`${which}/`))
  const linesUnsaved = inThisPractice(lineEdits.useAll())
  const newLineUnsaved = inThisPractice(newLineEdits.useAll())
  const unsaved: Partial<Record<Section, boolean>> = {
    practice: inThisPractice(practiceEdits.useAll()),
    hours: inThisPractice(hoursEdits.useAll()),
    automatic: inThisPractice(automaticEdits.useAll()),
    lines: linesUnsaved || newLineUnsaved,
    records: inThisPractice(recordsEdits.useAll()),
    checklist: inThisPractice(checklistEdits.useAll()),
    alerts: inThisPractice(alertsEdits.useAll()),
    followUps: inThisPractice(followUpRuleEdits.useAll()),
  }
  const starting = which === 'practice' && done < steps.length
  const sections = SECTIONS.filter((section) => section !== 'start' || starting || picked === 'start')
  return {
    sections: sections.map((section) => ({ section, unsaved: unsaved[section] ?? false, mark: section === 'start' ? `${done}/${steps.length}` : null })),
    section: picked !== null && sections.includes(picked) ? picked : starting ? 'start' : 'practice',
  }
}
