import type { ConsentChange, ConsentOfPerson } from '@shared/contract/views.ts'

export type ConsentNumber = ConsentOfPerson['numbers'][number]

/** In which way they agreed: as it is chosen, and as it stands after "agreed". */
export const BASES = { form: { choice: 'On a form', said: 'by form' }, spoken: { choice: 'Spoken', said: 'spoken' }, online: { choice: 'Online', said: 'online' } } as const
export type Basis = keyof typeof BASES

/** In which way they asked for no texts; it goes into the journal as it stands here. */
export const ASKED = ['asked on the phone', 'asked at the desk', 'asked in writing'] as const

const CHANGES: Readonly<Record<ConsentChange['change'], string>> = { out: 'Texts stopped', in: 'Texts allowed again', given: 'Agreed' }

export function changeInWords({ change }: Pick<ConsentChange, 'change'>): string {
  return CHANGES[change]
}

/** "by form" for what the desk noted; else as it was said: "texted “STOP”". */
export function howInWords({ change, how }: Pick<ConsentChange, 'change' | 'how'>): string {
  return change === 'given' && isBasis(how) ? BASES[how].said : how
}

function isBasis(how: string): how is Basis {
  return Object.hasOwn(BASES, how)
}

/**
 * Where the consent of a number stands, in a few words: "texts stopped Mar 3, 2026 · texted “STOP”".
 * @param date a moment, ms UTC, as a date
 * @param reduced without the words that were said, while names are hidden
 */
export function statusInWords({ status, since, changes: [newest] }: ConsentNumber, date: (at: number) => string, reduced = false): string {
  const how = newest && !reduced ? howInWords(newest) : ''
  const on = since === null ? '' : ` ${date(since)}`
  switch (status) {
    case 'out':
      return [`texts stopped${on}`, how].filter(Boolean).join(' · ')
    case 'in':
      return [`texts allowed again${on}`, how].filter(Boolean).join(' · ')
    case 'given':
      return [`agreed on${on}`, how].filter(Boolean).join(', ')
    case 'theyWrote':
      return 'they wrote first'
    case 'none':
      return 'nothing noted yet'
  }
}
