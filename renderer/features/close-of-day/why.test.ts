import { describe, expect, it } from 'vitest'
import { howSettled, whyWaiting } from './why.ts'

const NOW = Date.UTC(2026, 2, 2, 15)
const none = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

describe('why somebody waits', () => {
  it('is told by everything that opened it, one and many in their own words', () => {
    expect(whyWaiting({ waitingFor: { ...none, missed: 1 }, repeat: null, promise: null }, NOW, 'America/New_York')).toBe('1 missed call')
    expect(whyWaiting({ waitingFor: { missed: 2, voicemails: 1, texts: 3, failed: 0 }, repeat: null, promise: null }, NOW, 'America/New_York')).toBe('2 missed calls, 1 voicemail, 3 texts')
  })

  it('says how close the calls were only when more than one was missed', () => {
    const repeat = { count: 3, minutes: 20 }
    expect(whyWaiting({ waitingFor: { ...none, missed: 2 }, repeat, promise: null }, NOW, 'America/New_York')).toBe('2 missed calls (3 in 20 min)')
    expect(whyWaiting({ waitingFor: { ...none, missed: 1 }, repeat, promise: null }, NOW, 'America/New_York')).toBe('1 missed call')
  })

  it('says that a call was promised', () => {
    const promise = { id: 'p', madeAt: 0, dueAt: NOW, by: 'Ana', byHand: true }
    expect(whyWaiting({ waitingFor: none, repeat: null, promise }, NOW, 'America/New_York')).toBe('a call was promised 10:00 AM')
  })

  it('says that a text of ours did not arrive', () => {
    expect(whyWaiting({ waitingFor: { ...none, failed: 1 }, repeat: null, promise: null }, NOW, 'America/New_York')).toBe('1 text of ours not delivered')
  })
})

describe('how somebody was dealt with', () => {
  const open = { waitingSince: NOW, snoozedUntil: null, closedBy: null }
  const words = (one: Parameters<typeof howSettled>[0]): string => howSettled(one, NOW, 'America/New_York')

  it('is said with who and when', () => {
    expect(words({ ...open, waitingSince: null, closedBy: { contactId: 'c', type: 'call', at: NOW, by: 'Ana' } })).toBe('Spoken to by phone by Ana, 10:00 AM')
    expect(words({ ...open, waitingSince: null, closedBy: { contactId: 'c', type: 'resolved', at: NOW, by: null } })).toBe('Settled, 10:00 AM')
    expect(words({ ...open, snoozedUntil: NOW + 60_000 })).toBe('Put off until 10:01 AM')
    expect(words(open)).toBe('Still waiting')
  })
})
