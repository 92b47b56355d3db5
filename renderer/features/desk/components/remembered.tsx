import { X } from 'lucide-react'
import type { PatientView, PreferenceKind } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { MINUTE } from '@shared/time.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { shortDate } from '@renderer/ui/format.ts'

const KINDS: Readonly<Record<PreferenceKind, string | null>> = {
  reach: 'Reach',
  times: 'Times',
  clinician: 'Clinician',
  interpreter: 'Interpreter',
  hearing: 'Hearing',
  vision: 'Vision',
  mobility: 'Getting here',
  speaksFor: 'Speaks for them',
  name: 'Name',
  other: null,
}

/** What was noted about how to treat somebody: each with who noted it and when. */
export function PreferenceList({ patient }: { patient: PatientView }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(MINUTE)
  if (patient.preferences.length === 0) return null
  const remove = async ({ id, kind, text }: PatientView['preferences'][number]): Promise<void> => {
    if (actions.isHidden(text) || !(await actions.ask('preferences.remove', { preferenceId: id, patientId: patient.id }))) return
    actions.toast('Preference removed', 'plain', () => void actions.ask('preferences.note', { patientId: patient.id, kind, text }))
  }
  return (
    <ul aria-label="Remembered" className="grid gap-1.5">
      {patient.preferences.map((preference) => (
        <li key={preference.id} className="group flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <p className="text-[13.5px] wrap-anywhere">
              {KINDS[preference.kind] && <span className="text-ink-2">{KINDS[preference.kind]}: </span>}
              <span className="font-medium">{preference.text}</span>
            </p>
            <p className="text-xs text-ink-3">
              {preference.by}, {shortDate(preference.at, now, timeZone)}
            </p>
          </div>
          <IconButton label={`Remove: ${preference.text}`} className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100" onClick={() => void remove(preference)}>
            <X size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
