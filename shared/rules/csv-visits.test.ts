import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDay } from './csv-values.ts'
import { guessMapping, IMPORT_FIELDS } from './csv-mapping.ts'
import { readTime, readVisitStatus } from './csv-visits.ts'

describe('a time in a list of appointments', () => {
  it.each([
    ['2:30 PM', 14, 30], ['2:30pm', 14, 30], ['2:30 p.m.', 14, 30], ['2:30p', 14, 30], ['14:30', 14, 30], ['14:30:00', 14, 30], ['09:05', 9, 5], ['12:00 AM', 0, 0], ['12:15 pm', 12, 15],
    ['2 PM', 14, 0], ['11am', 11, 0], ['1430', 14, 30], ['930', 9, 30], ['0930 AM', 9, 30], ['3/4/2026 2:30 PM', 14, 30], ['2026-03-04T14:30:00', 14, 30], ['2026-03-04 14:30', 14, 30],
  ])('%s', (cell, hour, minute) => {
    expect(readTime(cell)).toEqual({ hour, minute, offset: null })
  })

  it.each([['', null], ['9', null], ['25:00', null], ['14:61', null], ['13:00 PM', null], ['0:30 AM', null], ['soon', null], ['3/4/2026', null], ['2026-03-04', null]])('%s says none', (cell, time) => {
    expect(readTime(cell)).toBe(time)
  })

  it('keeps an offset', () => {
    expect(readTime('2026-03-04T14:30:00-05:00')).toEqual({ hour: 14, minute: 30, offset: -300 })
    expect(readTime('2026-03-04T14:30Z')).toEqual({ hour: 14, minute: 30, offset: 0 })
    expect(readTime('14:30+0530')).toEqual({ hour: 14, minute: 30, offset: 330 })
  })

  it('is one of the day, or none, whatever the cell', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}:?\d{0,2}:?\d{0,2} ?[ap]?m?$/)), (cell) => {
      const time = readTime(cell)
      expect(time === null || (time.hour >= 0 && time.hour <= 23 && time.minute >= 0 && time.minute <= 59)).toBe(true)
    }))
  })
})

describe('the day of a visit', () => {
  it('may be to come, also with two digits for the year', () => {
    expect([readDay('3/4/27', 'mdy'), readDay('04.03.2027 14:30', 'dmy'), readDay('2027-03-04T14:30:00-05:00', 'mdy'), readDay('Mar 4, 2027', 'mdy'), readDay('0000-00-00', 'mdy'), readDay('2/30/2027', 'mdy')]).toEqual(['2027-03-04', '2027-03-04', '2027-03-04', '2027-03-04', null, null])
  })
})

describe('the status of a visit', () => {
  it.each([['Scheduled', 'booked'], ['CONFIRMED', 'booked'], ['Checked Out', 'kept'], ['checked-out', 'kept'], ['Canceled', 'cancelled'], ['Rescheduled', 'cancelled'], ['No-Show', 'noShow'], ['No asistió', 'noShow'], ['Atendida', 'kept'], ['not scheduled', null], ['Rx', null], ['', null]])('%s is %s', (cell, status) => {
    expect(readVisitStatus(cell)).toBe(status)
  })
})

describe('the columns of a list of appointments', () => {
  const map = (headers: string[], ...rows: string[][]) => {
    const mapping = guessMapping(headers, rows)
    return Object.fromEntries(IMPORT_FIELDS.flatMap((field) => { const at = mapping[field]; return at === null ? [] : [[field, headers[at]]] }))
  }

  it('are known by their names', () => {
    expect(map(['Appt ID', 'Patient ID', 'Patient Name', 'DOB', 'Appt Date', 'Appt Time', 'Provider', 'Appt Type', 'Status'], ['9001', '77', 'Alvarez, Maria', '3/4/1967', '3/17/2026', '9:20 AM', 'Dr. Chen', 'Check-up', 'Scheduled'])).toEqual({
      visitId: 'Appt ID', externalId: 'Patient ID', fullName: 'Patient Name', birthDate: 'DOB', visitDate: 'Appt Date', visitTime: 'Appt Time', visitClinician: 'Provider', visitReason: 'Appt Type', visitStatus: 'Status' })
    expect(map(['Expediente', 'Paciente', 'Fecha de la cita', 'Hora', 'Doctora', 'Motivo', 'Estado'], ['77', 'María Álvarez', '17/03/2026', '09:20', 'Dra. Chen', 'Limpieza', 'Confirmada'])).toEqual({
      externalId: 'Expediente', fullName: 'Paciente', visitDate: 'Fecha de la cita', visitTime: 'Hora', visitClinician: 'Doctora', visitReason: 'Motivo', visitStatus: 'Estado' })
  })

  it('of a list of patients say nothing of visits', () => {
    expect(map(['Name', 'DOB', 'Provider', 'Status', 'Type', 'Last Visit Date'], ['Jo Li', '3/4/1967', 'Dr. Chen', 'Active', 'New', '3/1/2026'])).toEqual({ fullName: 'Name', birthDate: 'DOB' })
  })
})
