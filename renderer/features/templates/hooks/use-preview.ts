import { useEffect, useMemo } from 'react'
import { countSegments, type SegmentCount } from '@shared/rules/segments.ts'
import { fillTemplate } from '@shared/rules/template.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice, useUi } from '@renderer/store/index.ts'
import { patientsAtDesk, previewContext, type Subject } from '../rules/subject.ts'
import { useView } from '../store/view.ts'
import { nextOpeningIn, useOpenings } from '@renderer/store/openings.ts'

export type PreviewSubjects = { patients: { patientId: string; name: string }[]; chosen: Subject }

/** For whom it can be filled, and for whom it is: whoever is open at the desk, else the newest patient there. */
export function usePreviewSubjects(): PreviewSubjects {
  const conversations = usePractice((practice) => practice.conversations)
  const open = useUi((ui) => (ui.selected === null ? null : ui.selected))
  const picked = useView((view) => view.subject)
  const patients = useMemo(() => patientsAtDesk(Object.values(conversations)), [conversations])
  const who = open === null ? undefined : conversations[open]?.who
  const usual = who?.kind === 'patient' ? who.patientId : patients[0]?.patientId
  const chosen = picked ?? (usual === undefined ? { kind: 'noVisits' as const } : { kind: 'patient' as const, patientId: usual })
  return { patients, chosen }
}

export type Preview = { text: string; unfilled: string[]; segments: SegmentCount; /** How many texts another wording would take. */ segmentsOf: (text: string) => number; /** The patient's card is still on its way. */ loading: boolean }

/** The text as it would go out now. */
export function usePreview(text: string, language: string, subject: Subject): Preview {
  const patientId = subject.kind === 'patient' ? subject.patientId : null
  const card = usePractice((practice) => (patientId === null ? undefined : practice.patients[patientId]))
  const practice = usePractice((state) => state.practice)
  const staffName = usePractice((state) => (state.me === null ? null : (state.staff[state.me]?.name ?? null)))
  const now = useNow()
  const nextOpeningAt = nextOpeningIn(useOpenings(), now)
  const missing = patientId !== null && card === undefined
  useEffect(() => {
    if (missing) void actions.loadCard(patientId)
  }, [missing, patientId])
  return useMemo((): Preview => {
    const context = previewContext(subject, card, { practice, staffName, nextOpeningAt, now, language })
    const fill = (words: string) => fillTemplate(words.trim(), context)
    const filled = fill(text)
    return { ...filled, segments: countSegments(filled.text), segmentsOf: (words) => countSegments(fill(words).text).segments, loading: missing }
  }, [text, language, subject, card, practice, staffName, nextOpeningAt, now, missing])
}
