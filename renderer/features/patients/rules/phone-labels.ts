import type { PatientFields } from '@shared/contract/views.ts'

/** What kind of number it is, as the desk says it. */
export const PHONE_LABELS: Readonly<Record<PatientFields['phones'][number]['label'], string>> = { mobile: 'Mobile', home: 'Home', work: 'Work', carer: 'Carer', other: 'Other' }
