import type { PatientBody } from '@shared/events/people.ts'
import { displayNumber } from '@shared/rules/address.ts'
import type { Day } from './calendar.ts'
import type { Random } from './random.ts'

export const CLINICIANS = ['Dr. Chen', 'Dr. Rivera', 'Dr. Osei', 'Dr. Lindqvist'] as const

/** `key` names somebody who has a part in the story of the demo day; it is null for everybody else. */
export type DemoPerson = { id: string; key: string | null; age: number; fields: PatientBody }

/** A day of birth on which somebody is `age` years old today. */
export function birthDate(random: Random, today: Day, age: number): string {
  return today.subtract({ years: age, days: random.int(1, 364) }).toString()
}

export function phone(number: string, label: PatientBody['phones'][number]['label']): PatientBody['phones'][number] {
  return { number, display: displayNumber(number), label }
}

/** The number somebody calls and texts from. */
export function numberOf({ fields }: DemoPerson): string {
  const [first] = fields.phones
  if (!first) throw new Error('everybody in the demo has a number')
  return first.number
}

/** What the desk calls them. */
export function calledName({ fields }: DemoPerson): string {
  return fields.preferredName || fields.givenName
}

/** The language they write in, of the two the demo speaks. */
export function writesIn({ fields }: DemoPerson): 'en' | 'es' {
  return fields.language === 'es' ? 'es' : 'en'
}
