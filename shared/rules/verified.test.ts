import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isVerified, VERIFIED_FOR, verifiedUntil } from './verified.ts'

const check = { patientId: 'rosa', at: 1000 }

describe('a check of who is at the phone', () => {
  test('counts as long as its call goes on, and half an hour longer', () => {
    expect(verifiedUntil(check, 'rosa', { endedAt: null }, null)).toBeNull()
    expect(verifiedUntil(check, 'rosa', { endedAt: 5000 }, null)).toBe(5000 + VERIFIED_FOR)
    expect(verifiedUntil(check, 'rosa', null, null)).toBe(1000 + VERIFIED_FOR)
  })

  test('ends with the next call, and with another person', () => {
    expect(verifiedUntil(check, 'rosa', { endedAt: 5000 }, 6000)).toBeUndefined()
    expect(verifiedUntil(check, 'rosa', null, 1001)).toBeUndefined()
    expect(verifiedUntil(check, 'rosa', { endedAt: null }, 900)).toBeNull()
    expect(verifiedUntil(check, 'felix', { endedAt: null }, null)).toBeUndefined()
    expect(verifiedUntil(check, null, { endedAt: null }, null)).toBeUndefined()
  })

  test('never counts for another person or in a later call, whatever the times', () => {
    fc.assert(
      fc.property(fc.integer(), fc.option(fc.record({ endedAt: fc.option(fc.integer()) })), fc.nat({ max: 1e6 }), fc.constantFrom('felix', null), (at, call, later, other) => {
        expect(verifiedUntil({ patientId: 'rosa', at }, other, call, null)).toBeUndefined()
        expect(verifiedUntil({ patientId: 'rosa', at }, 'rosa', call, at + 1 + later)).toBeUndefined()
      }),
    )
  })

  test('is over at its time', () => {
    expect([isVerified(null, 0), isVerified({ until: null }, 9e15), isVerified({ until: 10 }, 9), isVerified({ until: 10 }, 10)]).toEqual([false, true, true, false])
  })
})
