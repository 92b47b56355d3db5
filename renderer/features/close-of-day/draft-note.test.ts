import { describe, expect, it } from 'vitest'
import type { ConversationView, StaffView } from '@shared/contract/views.ts'
import { FOREVER, HOUR } from '@shared/time.ts'
import { draftNote } from './draft-note.ts'

const NOW = Date.UTC(2026, 2, 2, 22)
const around = { staff: { ben: { id: 'ben', name: 'Ben Carter' } as StaffView }, now: NOW, timeZone: 'America/New_York' }
const talk = (name: string, known: Partial<ConversationView>): ConversationView =>
  ({ who: { kind: 'patient', name }, waitingSince: NOW - HOUR, waitingFor: { missed: 0, voicemails: 0, texts: 1, failed: 0 }, repeat: null, promise: null, snoozedUntil: null, assignedTo: null, ...known }) as ConversationView

describe('the note for tomorrow', () => {
  it('has a line for each who is left: why, until when, and with whom', () => {
    const left = [
      talk('Devon Okafor', { snoozedUntil: Date.UTC(2026, 2, 3, 13) }),
      talk('Maria Alvarez', { assignedTo: 'ben' }),
      talk('Rosa Grant', { snoozedUntil: FOREVER }),
      talk('Tom Herrera', {}),
      talk('Ann Lee', { waitingSince: null }),
    ]
    expect(draftNote(left, around).split('\n')).toEqual([
      'Devon Okafor: 1 text, put off until tomorrow 8:00 AM',
      'Maria Alvarez: 1 text, with Ben Carter',
      'Rosa Grant: 1 text, put off until they answer',
      'Tom Herrera: 1 text, still waiting',
    ])
  })

  it('is empty where nobody is', () => {
    expect(draftNote([talk('Ann Lee', { waitingSince: null })], around)).toBe('')
  })
})
