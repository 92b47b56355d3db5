import type { PatientFields } from '@shared/contract/views.ts'
import type { PatientBody } from '@shared/events/people.ts'
import { parseAddress } from '@shared/rules/address.ts'
import type { CountryCode } from 'libphonenumber-js'

/** Reads numbers as typed, once, on their way into the journal. What cannot be read is kept as it was typed and matches nobody. */
export function readPhones(phones: PatientFields['phones'], country: string): PatientBody['phones'] {
  const read = phones.map(({ number, ...about }) => {
    const address = parseAddress(number, country as CountryCode)
    return address.kind === 'phone' ? { number: address.key, display: address.display, ...about } : { number, display: number, ...about }
  })
  return read.filter((phone, index) => read.findIndex((other) => other.number === phone.number) === index)
}

export const noFields: PatientBody = {
  givenName: '',
  familyName: '',
  preferredName: '',
  pronouns: '',
  birthDate: '',
  language: '',
  email: '',
  channel: 'any',
  timeOfDay: 'any',
  clinician: '',
  alerts: [],
  phones: [],
  guarantorId: null,
  relation: '',
  patientSince: '',
  externalId: '',
}
