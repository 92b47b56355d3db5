import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessMapping, IMPORT_FIELDS, type ImportField } from './csv-mapping.ts'

const map = (headers: string[], ...rows: string[][]) => {
  const mapping = guessMapping(headers, rows)
  return Object.fromEntries(IMPORT_FIELDS.flatMap((field) => { const at = mapping[field]; return at === null ? [] : [[field, headers[at]]] }))
}

describe('guessMapping', () => {
  test('reads an ordinary US export', () => {
    expect(map(['Patient ID', 'Last Name', 'First Name', 'Preferred Name', 'DOB', 'Cell Phone', 'Home Phone', 'E-mail', 'Preferred Language', 'Pronouns', 'Last Visit', 'Fax', 'Insurance Phone'],
      ['101', 'Alvarez', 'Maria', 'Mari', '03/04/1967', '(555) 010-0177', '555-010-0100', 'mari@example.com', 'Spanish', 'she/her', '03/01/2026', '555-010-0101', '555-010-0102'])).toEqual({
      externalId: 'Patient ID', familyName: 'Last Name', givenName: 'First Name', preferredName: 'Preferred Name', birthDate: 'DOB', phone: 'Cell Phone', phone2: 'Home Phone', email: 'E-mail', language: 'Preferred Language', pronouns: 'Pronouns' })
  })

  test('reads a Spanish export', () => {
    expect(map(['Expediente', 'Nombre', 'Apellidos', 'Fecha de nacimiento', 'Celular', 'Teléfono de casa', 'Correo electrónico', 'Idioma'],
      ['7', 'José', 'Núñez', '25/12/1980', '555-010-0177', '555-010-0100', 'j@example.com', 'Español'])).toEqual({
      externalId: 'Expediente', givenName: 'Nombre', familyName: 'Apellidos', birthDate: 'Fecha de nacimiento', phone: 'Celular', phone2: 'Teléfono de casa', email: 'Correo electrónico', language: 'Idioma' })
  })

  test('Nombre or Name without a surname beside it is the whole name', () => {
    expect(map(['Nombre', 'Teléfono'], ['José Núñez', '555-010-0177'])).toEqual({ fullName: 'Nombre', phone: 'Teléfono' })
    expect(map(['Name', 'Phone', 'Born'], ['Jo Li', '555-010-0177', '1967-03-04'])).toEqual({ fullName: 'Name', phone: 'Phone', birthDate: 'Born' })
    expect(map(['Name', 'First Name', 'Last Name'], ['Jo Li', 'Jo', 'Li'])).toEqual({ givenName: 'First Name', familyName: 'Last Name' })
  })

  test('understands camel case and underscores, and a word inside a longer header', () => {
    expect(map(['FirstName', 'last_name', 'PatientDOB', 'Main mobile number (SMS)'], ['Jo', 'Li', '3/4/1967', '555-010-0177'])).toEqual({
      givenName: 'FirstName', familyName: 'last_name', birthDate: 'PatientDOB', phone: 'Main mobile number (SMS)' })
  })

  test('reads headers written as one word', () => {
    expect(map(['GIVENNAME', 'FAMILYNAME', 'DATEOFBIRTH', 'MOBILEPHONE'], ['Jo', 'Li', '3/4/1967', '555-010-0177'])).toEqual({
      givenName: 'GIVENNAME', familyName: 'FAMILYNAME', birthDate: 'DATEOFBIRTH', phone: 'MOBILEPHONE' })
  })

  test('a word inside a longer header counts when most cells agree, or when there are none to ask', () => {
    const cells = (fitting: number) => Array.from({ length: 5 }, (_, at) => [at < fitting ? '555-010-0177' : 'after 6'])
    expect(map(['Main mobile for us'], ...cells(4))).toEqual({ phone: 'Main mobile for us' })
    expect(map(['Main mobile for us'], ...cells(3))).toEqual({})
    expect(map(['Main mobile for us'])).toEqual({ phone: 'Main mobile for us' })
    expect(map(['Field 1'], ...cells(4))).toEqual({ phone: 'Field 1' })
    expect(map(['Field 1'], ...cells(3))).toEqual({})
    expect(map(['Field 1', 'Field 2'], ['Jo Li', 'Spanish'])).toEqual({})
  })

  test('does not believe a header whose cells say otherwise', () => {
    expect(map(['Name', 'Phone', 'DOB', 'Language'], ['Jo Li', 'yes', 'N/A', 'loud'], ['Al Bo', 'no', '', '?'])).toEqual({ fullName: 'Name' })
  })

  test('takes nothing that belongs to somebody else', () => {
    expect(map(['Emergency Contact Phone', 'Guarantor First Name', 'Pharmacy Phone', 'Provider Name', 'Guarantor DOB', 'Phone Type'], ['555-010-0177', 'Ana', '555-010-0100', 'Dr Chen', '3/4/1967', 'cell'])).toEqual({})
  })

  test('finds e-mail, birth date and phones without headers that tell, but takes no other dates', () => {
    expect(map(['', 'Column 2', '3', 'Visited'], ['a@example.com', '3/4/1967', '555-010-0177', '3/4/2026'])).toEqual({ email: '', birthDate: 'Column 2', phone: '3' })
  })

  test('a single phone column is phone, two are phone and phone2', () => {
    expect(map(['Home Phone'], ['555-010-0177'])).toEqual({ phone: 'Home Phone' })
    expect(map(['Home Phone', 'Mobile'], ['555-010-0177', '555-010-0100'])).toEqual({ phone: 'Mobile', phone2: 'Home Phone' })
    expect(map(['Phone 1', 'Phone 2'], ['555-010-0177', ''])).toEqual({ phone: 'Phone 1', phone2: 'Phone 2' })
  })

  test('works without any rows, and with rows that are too short', () => {
    expect(map(['First Name', 'Phone'])).toEqual({ givenName: 'First Name', phone: 'Phone' })
    expect(map(['First Name', 'Phone'], ['Jo'], [])).toEqual({ givenName: 'First Name', phone: 'Phone' })
    expect(map([])).toEqual({})
  })

  test('each column serves at most one field and every answer is a column', () => {
    const header = fc.oneof(fc.string(), fc.constantFrom('Name', 'Phone', 'First Name', 'Home Phone', 'DOB', 'ID', 'Email', 'Nombre', 'constructor'))
    const cell = fc.oneof(fc.string(), fc.constantFrom('Jo', '555-010-0177', '3/4/1967', 'a@b.co', 'Spanish', ''))
    fc.assert(
      fc.property(fc.array(header, { maxLength: 8 }), fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 5 }), (headers, rows) => {
        const mapping: Record<ImportField, number | null> = guessMapping(headers, rows)
        const used = Object.values(mapping).filter((at) => at !== null)
        expect(new Set(used).size).toBe(used.length)
        for (const at of used) expect(at).toBeLessThan(headers.length)
      }),
    )
  })
})
