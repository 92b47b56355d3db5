import { lazy, Suspense, type ComponentProps } from 'react'
import { Loading } from '@renderer/ui/empty.tsx'

/** Read when somebody writes; the rules for numbers it checks with are the largest part of a window. */
const Form = lazy(async () => ({ default: (await import('../../patients/patient-form.tsx')).PatientForm }))

/** The form of Patients, beside a conversation. */
export function PatientForm(props: ComponentProps<typeof Form>) {
  return (
    <Suspense fallback={<Loading label="Opening the form" />}>
      <Form {...props} />
    </Suspense>
  )
}
