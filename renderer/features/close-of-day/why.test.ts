import { describe, expect, it } from 'vitest'
import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { dueInWords, howSettled, whyDue, whyWaiting } from './why.ts'

const NOW = Date.UTC(2026, 2, 2, 15)
const WAITS = { repeat: null, promise: null, sensitive: false, last: null }
const none = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

describe('why somebody waits', () => {
  it('is told by everything that opened it, one and many in their own words', () => {
    expect(whyWaiting({ ...WAITS, waitingFor: { ...none, missed: 1 } }, NOW, 'America/New_York')).toBe('1 missed call')
    expect(whyWaiting({ ...WAITS, waitingFor: { missed: 2, voicemails: 1, texts: 3, failed: 0 } }, NOW, 'America/New_York')).toBe('2 missed calls, 1 voicemail, 3 texts')
  })

  it('says how close the calls were only when more than one was missed', () => {
    const repeat = { count: 3, minutes: 20 }
    expect(whyWaiting({ ...WAITS, waitingFor: { ...none, missed: 2 }, repeat }, NOW, 'America/New_York')).toBe('2 missed calls (3 in 20 min)')
    expect(whyWaiting({ ...WAITS, waitingFor: { ...none, missed: 1 }, repeat }, NOW, 'America/New_York')).toBe('1 missed call')
  })

  it('says that a call was promised', () => {
    const promise = { id: 'p', madeAt: 0, dueAt: NOW, by: 'Ana', byHand: true }
    expect(whyWaiting({ ...WAITS, waitingFor: none, promise }, NOW, 'America/New_York')).toBe('a call was promised 10:00 AM')
  })

  it('says that a text of ours did not arrive', () => {
    expect(whyWaiting({ ...WAITS, waitingFor: { ...none, failed: 1 } }, NOW, 'America/New_York')).toBe('1 text of ours not delivered')
  })
})

describe('a call that nobody took', () => {
  const call = (ringSeconds: number | null): ConversationView['last'] => ({ type: 'call', state: 'missed', ringSeconds }) as ConversationView['last']
  const words = (missed: number, last: ConversationView['last']): string => whyWaiting({ ...WAITS, waitingFor: { ...none, missed }, last }, NOW, 'America/New_York')

  it('that rang too shortly to be taken says so, where it is the only one and its length is known', () => {
    expect(words(1, call(4))).toBe('1 missed call, hung up after 4 s')
    expect(words(1, call(11))).toBe('1 missed call')
    expect(words(1, call(0))).toBe('1 missed call')
    expect(words(1, call(null))).toBe('1 missed call')
    expect(words(2, call(4))).toBe('2 missed calls')
  })
})

describe('what was to be done for somebody', () => {
  const followUp = (id: string, due: string, what: string, reason = ''): FollowUpView => ({ id, due, what, visit: reason === '' ? null : { at: NOW, reason } }) as FollowUpView
  const met = [followUp('a', '2026-03-01', 'ask about the knee', 'Knee injection'), followUp('b', '2026-03-02', 'send the form')]

  it('is told with since when and after what', () => {
    expect(whyDue(met, '2026-03-02')).toBe('Due since Mar 1, 2026: ask about the knee, after Knee injection · Due today: send the form')
  })

  it('says what became of it', () => {
    const [a, b] = met as [FollowUpView, FollowUpView]
    expect(dueInWords(met, { b: { ...b, due: '2026-03-03' } }, '2026-03-02')).toBe('Done: ask about the knee, Moved to Mar 3, 2026: send the form')
    expect(dueInWords([a], { a }, '2026-03-02')).toBe('Still due: ask about the knee')
    expect(dueInWords([], {}, '2026-03-02')).toBeNull()
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
