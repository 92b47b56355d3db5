import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LineFact } from '../line.ts'
import { createBook, sameNumber, type Leg } from './book.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const leg = (id: string, more: Partial<Leg> = {}): Leg => ({ id, callId: null, phone: id, direction: 'in', number: '+15550100199', name: null, key: `key-${id}`, ...more })
const MISSED = { elsewhere: false, why: 'Nobody answered.' }

function open() {
  const facts: LineFact[] = []
  const book = createBook({ take: (...told) => facts.push(...told), now: Date.now })
  return { book, told: () => facts.map((fact) => fact.type), facts }
}

describe('one call at several phones', () => {
  test('is told once, answered by the one that took it, and ends with the last', () => {
    const { book, facts } = open()
    book.rings(leg('101'))
    book.rings(leg('102', { number: '5550100199' }))
    book.rings(leg('here', { phone: null, callId: 'a' }))
    book.answered('101', '101')
    book.over('102', MISSED)
    book.over('here', { elsewhere: true, why: '' })
    vi.advanceTimersByTime(60_000)
    expect(facts.map((fact) => fact.type)).toEqual(['ringing', 'answered'])
    book.over('101', MISSED)
    expect(facts.map((fact) => [fact.type, 'phone' in fact ? fact.phone : null])).toEqual([['ringing', null], ['answered', '101'], ['ended', null]])
  })

  test('handed from phone to phone is not missed in between', () => {
    const { book, told } = open()
    book.rings(leg('101'))
    book.over('101', MISSED)
    vi.advanceTimersByTime(500)
    book.rings(leg('102'))
    vi.advanceTimersByTime(5000)
    book.answered('102', '102')
    book.over('102', MISSED)
    expect(told()).toEqual(['ringing', 'answered', 'ended'])
  })

  test('are two calls where two people call this phone from one number, or one phone twice', () => {
    const { book, told } = open()
    book.rings(leg('a', { phone: null, callId: 'a' }))
    book.rings(leg('b', { phone: null, callId: 'b' }))
    book.rings(leg('c', { phone: '101' }))
    book.rings(leg('d', { phone: '101' }))
    expect(told().filter((type) => type === 'ringing').length).toBe(2)
  })

  test('withheld callers are one only when they ring at the same moment', () => {
    const { book, told } = open()
    book.rings(leg('101', { number: null }))
    book.rings(leg('102', { number: null }))
    vi.advanceTimersByTime(3000)
    book.rings(leg('103', { number: null }))
    expect(told()).toEqual(['ringing', 'ringing'])
  })

  test('whatever the order and repetition of what is told, it has one ringing and the right end', () => {
    const step = fc.record({ phone: fc.constantFrom('101', '102', '103'), does: fc.constantFrom('rings', 'answered', 'over') })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const { book, facts } = open()
        const legs = new Map<string, 'ringing' | 'answered' | 'over'>()
        let answered = false
        for (const { phone, does } of steps) {
          if (does === 'rings') {
            book.rings(leg(phone, { callId: 'one' }))
            if (!legs.has(phone)) legs.set(phone, 'ringing')
          } else if (does === 'answered') {
            book.answered(phone, phone)
            if (legs.get(phone) === 'ringing') {
              answered = true
              legs.set(phone, 'answered')
            }
          } else {
            book.over(phone, MISSED)
            if (legs.has(phone)) legs.set(phone, 'over')
          }
        }
        vi.advanceTimersByTime(2000)
        const types = facts.map((fact) => fact.type)
        expect(types.filter((type) => type === 'ringing')).toHaveLength(legs.size > 0 ? 1 : 0)
        expect(types.includes('answered')).toBe(answered)
        const isOver = legs.size > 0 && [...legs.values()].every((state) => state === 'over')
        const last = answered ? 'ended' : 'missed'
        expect(isOver ? types.at(-1) : last).toBe(last)
        expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length)
      }),
    )
  })

  test('numbers are the same with and without their country', () => {
    expect([sameNumber('+15550100199', '5550100199'), sameNumber('102', '101'), sameNumber('102', '15550100102'), sameNumber(null, '102'), sameNumber('+4930123456', '030123456')]).toEqual([true, false, false, false, true])
  })
})
