import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { type Candidate, rankCandidates } from './who.ts'

const ZONE = 'America/Chicago'
const NOW = Date.parse('2026-03-10T11:00:00-05:00')
const person = (patientId: string, known: Partial<Candidate> = {}): Candidate => ({
  patientId, name: patientId, nextVisitAt: null, lastTextAt: null, lastCallAt: null, isGuarantor: false, chosenAt: null, ...known })
const order = (...candidates: Candidate[]) => rankCandidates(candidates, NOW, ZONE).map((one) => one.patientId)

describe('rankCandidates', () => {
  test('gives each candidate its reasons, strongest first', () => {
    const tomorrow = Date.parse('2026-03-11T09:00:00-05:00')
    expect(rankCandidates([person('ana', { isGuarantor: true }), person('mari', { lastTextAt: NOW - 40 * MINUTE, nextVisitAt: tomorrow, isGuarantor: true }), person('leo')], NOW, ZONE)).toEqual([
      { patientId: 'mari', reasons: [{ code: 'textedRecently', at: NOW - 40 * MINUTE }, { code: 'visitTomorrow', at: tomorrow }, { code: 'guarantor' }] },
      { patientId: 'ana', reasons: [{ code: 'guarantor' }] },
      { patientId: 'leo', reasons: [] },
    ])
  })

  test('a visit today outweighs a text, a text outweighs the guarantor', () => {
    expect(order(person('guarantor', { isGuarantor: true }), person('texter', { lastTextAt: NOW - HOUR }), person('today', { nextVisitAt: NOW + HOUR }))).toEqual(['today', 'texter', 'guarantor'])
  })

  test('a visit that began an hour ago is still today’s: they may be late', () => {
    expect(rankCandidates([person('a', { nextVisitAt: NOW - HOUR })], NOW, ZONE)[0]?.reasons).toEqual([{ code: 'visitToday', at: NOW - HOUR }])
    expect(rankCandidates([person('a', { nextVisitAt: NOW - 3 * HOUR })], NOW, ZONE)[0]?.reasons).toEqual([])
  })

  test('who was chosen the last time is a reason with its day: before a guarantor, behind a text of an hour ago', () => {
    const chosenAt = NOW - 6 * DAY
    expect(rankCandidates([person('a', { chosenAt })], NOW, ZONE)[0]?.reasons).toEqual([{ code: 'chosenBefore', at: chosenAt }])
    expect(order(person('a', { isGuarantor: true }), person('b', { chosenAt }), person('c', { lastTextAt: NOW - HOUR }))).toEqual(['c', 'b', 'a'])
    expect(rankCandidates([person('a', { chosenAt: NOW + 1 })], NOW, ZONE)[0]?.reasons).toEqual([])
  })

  test('today and tomorrow are the practice’s days', () => {
    const late = Date.parse('2026-03-10T23:30:00-05:00')
    expect(rankCandidates([person('a', { nextVisitAt: late })], NOW, ZONE)[0]?.reasons[0]?.code).toBe('visitToday')
    expect(rankCandidates([person('a', { nextVisitAt: late })], NOW, 'UTC')[0]?.reasons[0]?.code).toBe('visitTomorrow')
    expect(rankCandidates([person('a', { nextVisitAt: NOW + 5 * DAY })], NOW, ZONE)[0]?.reasons[0]?.code).toBe('visitSoon')
    expect(rankCandidates([person('a', { nextVisitAt: NOW + 7 * DAY })], NOW, ZONE)[0]?.reasons[0]?.code).toBe('visitSoon')
    expect(rankCandidates([person('a', { nextVisitAt: NOW + 8 * DAY })], NOW, ZONE)[0]?.reasons).toEqual([])
  })

  test('the fresher text ranks first; one over three days old, or from the future, is no reason', () => {
    expect(order(person('a', { lastTextAt: NOW - DAY }), person('b', { lastTextAt: NOW - HOUR }))).toEqual(['b', 'a'])
    const reasons = (at: number) => rankCandidates([person('a', { lastTextAt: at, lastCallAt: at })], NOW, ZONE)[0]?.reasons.map(({ code }) => code)
    expect(reasons(NOW - 3 * DAY)).toEqual(['calledRecently', 'textedRecently'])
    expect(reasons(NOW)).toEqual(['textedRecently', 'calledRecently'])
    expect(reasons(NOW - 3 * DAY - 1)).toEqual([])
    expect(reasons(NOW + 1)).toEqual([])
  })

  test('without any reason the order is by name', () => {
    expect(order(person('3', { name: 'Zoe' }), person('2', { name: 'Émile' }), person('1', { name: 'eva' }))).toEqual(['2', '1', '3'])
  })

  test('is the same however the candidates come, and loses nobody', () => {
    const when = fc.option(fc.integer({ min: -4, max: 9 }).map((days) => NOW + days * DAY))
    const candidate = fc.record({ patientId: fc.uuid(), name: fc.constantFrom('Ana', 'Leo', 'Mari'), nextVisitAt: when, lastTextAt: when, lastCallAt: when, isGuarantor: fc.boolean(), chosenAt: when })
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (one) => one.patientId, maxLength: 6 }), (all) => {
        const ranked = rankCandidates(all, NOW, ZONE)
        expect(rankCandidates(all.toReversed(), NOW, ZONE)).toEqual(ranked)
        expect(ranked.map((one) => one.patientId).toSorted()).toEqual(all.map((one) => one.patientId).toSorted())
      }),
    )
  })
})
