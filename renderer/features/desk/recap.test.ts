import { describe, expect, it } from 'vitest'
import type { GapView } from '@shared/contract/views.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { isInRecap, recapInWords, recapOf, type Recap } from './recap.ts'

const TIME_ZONE = 'America/Chicago'
/** 9:10 in the morning of a Tuesday in Chicago. */
const AT = Date.parse('2026-03-10T14:10:00Z')

let made = 0
function gap(from: number, until: number, change: Partial<GapView> = {}): GapView {
  made += 1
  return { id: `g${made}`, lineId: 'main', lineName: 'Main line', from, until, calls: 0, missed: 0, texts: 0, untold: [], whileClosed: false, seen: false, ...change }
}

function recap(...gaps: GapView[]): Recap {
  const found = recapOf(gaps)
  if (!found) throw new Error('there is no recap')
  return found
}

const words = (of: Recap, around: Partial<Parameters<typeof recapInWords>[1]> = {}) => recapInWords(of, { now: AT + HOUR, timeZone: TIME_ZONE, linesOn: 1, ...around })

describe('the recap of the time away', () => {
  it('is none where nothing is unseen', () => {
    expect(recapOf([])).toBeNull()
  })

  it('says how long, when, and what came', () => {
    expect(words(recap(gap(AT, AT + 3 * MINUTE, { calls: 2, missed: 1, texts: 1 })))).toEqual({ offline: 'Offline 3 min (9:10 AM to 9:13 AM)', came: '2 calls, 1 missed, 1 text', untold: null, whileClosed: false })
  })

  it('says what the provider cannot tell, and leaves zeros out that nobody knows', () => {
    const { came, untold } = words(recap(gap(AT, AT + 3 * MINUTE, { untold: ['calls'] })))
    expect([came, untold]).toEqual(['no texts', 'Calls in this gap are unknown.'])
    expect(words(recap(gap(AT, AT + 3 * MINUTE, { untold: ['calls', 'texts'] })))).toMatchObject({ came: '', untold: 'Calls and texts in this gap are unknown.' })
    expect(words(recap(gap(AT, AT + 3 * MINUTE)))).toMatchObject({ came: 'nothing came', untold: null })
  })

  it('says that there may be others beside what was told late', () => {
    expect(words(recap(gap(AT, AT + 3 * MINUTE, { calls: 1, untold: ['calls', 'texts'] }))).untold).toBe('Other calls and texts in this gap are unknown.')
    expect(words(recap(gap(AT, AT + 3 * MINUTE, { texts: 1, untold: ['calls'] }))).untold).toBe('Calls in this gap are unknown.')
  })

  it('names the day where it was not today, and both days over night', () => {
    const night = recap(gap(AT - 15 * HOUR, AT - HOUR))
    expect(words(night).offline).toBe('Offline 14 h (Yesterday 6:10 PM to today 8:10 AM)')
    expect(words(recap(gap(AT - 24 * HOUR, AT - 24 * HOUR + 3 * MINUTE))).offline).toBe('Offline 3 min (Yesterday 9:10 AM to 9:13 AM)')
    // Summer time began on that Sunday.
    expect(words(recap(gap(AT - 72 * HOUR, AT - HOUR))).offline).toBe('Offline 2 days (Sat 8:10 AM to today 8:10 AM)')
  })

  it('tells a night with the PC off as a night, unless a line was away in opening hours too', () => {
    const night = gap(AT - 15 * HOUR, AT - 2 * HOUR, { untold: ['calls'], whileClosed: true })
    expect(words(recap(night))).toMatchObject({ offline: 'Off while you were closed (Yesterday 6:10 PM to today 7:10 AM)', untold: 'Calls in this gap are unknown.', whileClosed: true })
    expect(words(recap(night, gap(AT, AT + 3 * MINUTE)))).toMatchObject({ offline: 'Offline 13 h in 2 stretches (Yesterday 6:10 PM to today 9:13 AM)', whileClosed: false })
  })

  it('counts the time in which two lines were away together once, and the calls of both', () => {
    const both = recap(gap(AT, AT + 10 * MINUTE, { calls: 1 }), gap(AT + 5 * MINUTE, AT + 12 * MINUTE, { lineId: 'trunk', lineName: 'Trunk', calls: 2, texts: 1 }))
    expect(words(both, { linesOn: 2 })).toMatchObject({ offline: 'Offline 12 min (9:10 AM to 9:22 AM)', came: '3 calls, 1 text' })
    expect(words(both, { linesOn: 3 }).offline).toBe('2 lines offline 12 min (9:10 AM to 9:22 AM)')
  })

  it('adds up several stretches', () => {
    const twice = recap(gap(AT + 30 * MINUTE, AT + 32 * MINUTE, { calls: 1 }), gap(AT, AT + 3 * MINUTE, { missed: 1, calls: 1 }))
    expect(words(twice)).toMatchObject({ offline: 'Offline 5 min in 2 stretches (9:10 AM to 9:42 AM)', came: '2 calls, 1 missed' })
    expect(isInRecap(twice, AT + MINUTE)).toBe(true)
    expect(isInRecap(twice, AT + 10 * MINUTE)).toBe(false)
  })

  it('counts once what lies in two gaps of one line', () => {
    expect(recap(gap(AT, AT + 10 * MINUTE, { calls: 2 }), gap(AT + MINUTE, AT + 5 * MINUTE, { calls: 1 })).calls).toBe(2)
  })

  it('names the line where there are several', () => {
    const one = recap(gap(AT, AT + 3 * MINUTE, { untold: ['calls'] }))
    expect(words(one, { linesOn: 2 })).toMatchObject({ offline: 'Main line offline 3 min (9:10 AM to 9:13 AM)', untold: 'Calls of Main line in this gap are unknown.' })
    const two = recap(gap(AT, AT + 3 * MINUTE, { untold: ['calls', 'texts'] }), gap(AT, AT + 3 * MINUTE, { lineId: 'trunk', lineName: 'Trunk', untold: ['calls'] }))
    expect(words(two, { linesOn: 2 }).untold).toBe('Calls of Main line, Trunk in this gap are unknown. Texts of Main line in this gap are unknown.')
  })

  it('takes seconds where it was not even a minute', () => {
    expect(words(recap(gap(AT, AT + 40_000))).offline).toBe('Offline 40 s (9:10 AM to 9:10 AM)')
  })
})
