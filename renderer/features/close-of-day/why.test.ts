import { describe, expect, it } from 'vitest'
import { whyWaiting } from './why.ts'

const none = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

describe('why somebody waits', () => {
  it('is told by everything that opened it, one and many in their own words', () => {
    expect(whyWaiting({ waitingFor: { ...none, missed: 1 }, repeat: null, promise: null })).toBe('1 missed call')
    expect(whyWaiting({ waitingFor: { missed: 2, voicemails: 1, texts: 3, failed: 0 }, repeat: null, promise: null })).toBe('2 missed calls, 1 voicemail, 3 texts')
  })

  it('says how close the calls were only when more than one was missed', () => {
    const repeat = { count: 3, minutes: 20 }
    expect(whyWaiting({ waitingFor: { ...none, missed: 2 }, repeat, promise: null })).toBe('2 missed calls (3 in 20 min)')
    expect(whyWaiting({ waitingFor: { ...none, missed: 1 }, repeat, promise: null })).toBe('1 missed call')
  })

  it('says that a call was promised', () => {
    const promise = { id: 'p', madeAt: 0, dueAt: 1, by: 'Ana', byHand: true }
    expect(whyWaiting({ waitingFor: none, repeat: null, promise })).toBe('a call was promised')
  })

  it('says that a text of ours did not arrive', () => {
    expect(whyWaiting({ waitingFor: { ...none, failed: 1 }, repeat: null, promise: null })).toBe('1 text of ours not delivered')
  })
})
