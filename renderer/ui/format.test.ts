import { describe, expect, it, vi } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '@shared/time.ts'
import { age, clockTime, count, dayName, languageName, moment, ordinal, plainDate, runningTime, shortDate } from './format.ts'

vi.stubGlobal('navigator', { language: 'en-US', platform: 'Linux' })

const CHICAGO = 'America/Chicago'
/** Thursday 13 March 2025, 10:00 in Chicago. */
const NOW = Date.UTC(2025, 2, 13, 15)
/** Some systems write a narrow space before AM. */
const plain = (text: string): string => text.replace(/\u202f/g, ' ')

describe('times and dates', () => {
  it('are the practice’s, not the PC’s', () => {
    expect(plain(clockTime(NOW, CHICAGO))).toBe('10:00 AM')
    expect(plain(clockTime(NOW, 'America/Los_Angeles'))).toBe('8:00 AM')
  })

  it('name the year only when it is another one, by the practice’s calendar', () => {
    expect(shortDate(NOW - 9 * DAY, NOW, CHICAGO)).toBe('Tue, Mar 4')
    expect(shortDate(Date.UTC(2024, 2, 4, 18), NOW, CHICAGO)).toBe('Mon, Mar 4, 2024')
    expect(shortDate(Date.UTC(2025, 0, 1, 3), NOW, CHICAGO)).toBe('Tue, Dec 31, 2024')
  })

  it('never move a birth date to the day before', () => {
    expect(plainDate('1967-03-04')).toBe('Mar 4, 1967')
  })

  it('are told from today: yesterday, a weekday within the week, else the date', () => {
    const told = [0, 1, -1, 2, 6, 7].map((days) => dayName(NOW - days * DAY, NOW, CHICAGO))
    expect(told).toEqual(['Today', 'Yesterday', 'Tomorrow', 'Tuesday', 'Friday', 'Thu, Mar 6'])
  })

  it('count days by midnights, also over the hour that daylight saving takes', () => {
    // Sunday 9 March 2025 has 23 hours in Chicago.
    const lateSaturday = Date.UTC(2025, 2, 9, 5, 30)
    const earlySunday = Date.UTC(2025, 2, 9, 6, 30)
    const monday = Date.UTC(2025, 2, 10, 5, 30)
    expect(dayName(lateSaturday, earlySunday, CHICAGO)).toBe('Yesterday')
    expect(dayName(earlySunday, monday, CHICAGO)).toBe('Yesterday')
  })

  it('stand on a message as short as they can', () => {
    const told = [0, 1, -1, 2, 8].map((days) => plain(moment(NOW - days * DAY, NOW, CHICAGO)))
    expect(told).toEqual(['10:00 AM', 'Yesterday 10:00 AM', 'Tomorrow 10:00 AM', 'Tue 10:00 AM', 'Wed, Mar 5, 9:00 AM'])
  })
})

describe('spans', () => {
  it('are told in the largest unit that says enough', () => {
    const told = [-SECOND, 59 * SECOND, MINUTE, 59 * MINUTE, HOUR, 2 * HOUR + 5 * MINUTE, 5 * HOUR + 5 * MINUTE, DAY, 3 * DAY].map((span) => age(NOW - span, NOW))
    expect(told).toEqual(['now', 'now', '1 min', '59 min', '1 h', '2 h 5 min', '5 h', '1 day', '3 days'])
  })

  it('run like a clock, and never below zero', () => {
    expect([-5 * SECOND, 7 * SECOND, 192 * SECOND, HOUR + 2 * MINUTE + 3 * SECOND].map(runningTime)).toEqual(['0:00', '0:07', '3:12', '1:02:03'])
  })
})

describe('words', () => {
  it('agree with their number', () => {
    expect([count(1, 'missed call'), count(0, 'missed call'), count(1200, 'text')]).toEqual(['1 missed call', '0 missed calls', '1,200 texts'])
    expect(count(2, 'child', 'children')).toBe('2 children')
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '103rd'])
  })

  it('name a language', () => {
    expect(languageName('es')).toBe('Spanish')
  })
})
