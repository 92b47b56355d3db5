import { z } from 'zod'
import { patientFields } from '@shared/contract/views.ts'
import cast from '../../../../resources/demo/cast.json' with { type: 'json' }
import { noFields } from '../../people/phones.ts'
import type { Day } from './calendar.ts'
import { birthDate, phone, type DemoPerson } from './person.ts'
import type { Random } from './random.ts'

const members = z
  .array(
    z.object({
      key: z.string(),
      age: z.number().int(),
      guarantor: z.string().optional(),
      phones: z.array(z.tuple([z.string(), z.enum(['mobile', 'home', 'work', 'other'])])),
      fields: patientFields.omit({ phones: true, guarantorId: true }).partial(),
    }),
  )
  .parse(cast)

/** The people of the demo day's story, as the reference picture shows them. */
export function castOf(random: Random, today: Day): DemoPerson[] {
  const ids = new Map(members.map(({ key }) => [key, random.fork(key).id()]))
  return members.map(({ key, age, guarantor, phones, fields }) => ({
    id: ids.get(key) ?? random.id(),
    key,
    age,
    fields: {
      ...noFields,
      ...fields,
      birthDate: birthDate(random.fork(`${key} birth`), today, age),
      guarantorId: (guarantor && ids.get(guarantor)) ?? null,
      phones: phones.map(([number, label]) => phone(number, label)),
    },
  }))
}

/** @throws Error when the story names somebody who is not in it */
export function named(people: readonly DemoPerson[], key: string): DemoPerson {
  const found = people.find((person) => person.key === key)
  if (!found) throw new Error(`nobody in the demo is called ${key}`)
  return found
}
