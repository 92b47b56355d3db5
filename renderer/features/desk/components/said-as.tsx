import clsx from 'clsx'
import type { PatientView } from '@shared/contract/views.ts'
import { pronunciationOf } from '@shared/rules/pronunciation.ts'

/** How a name is said, quietly beside it; nothing where nobody noted it. */
export function SaidAs({ patient, className }: { patient: Pick<PatientView, 'preferences'> | undefined; className?: string }) {
  const told = patient && pronunciationOf(patient.preferences)
  if (!told) return null
  return (
    <span className={clsx('max-w-full truncate font-normal', className)}>
      <span className="sr-only">, said </span>
      <span aria-hidden>“</span>
      {told.said}
      <span aria-hidden>”</span>
    </span>
  )
}
