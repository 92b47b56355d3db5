import { describe, expect, it } from 'vitest'
import type { ContactView, ConversationView, StaffView } from '@shared/contract/views.ts'
import { previewOf, tagsOf } from './summary.ts'

const staff: Record<string, StaffView> = {
  ana: { id: 'ana', name: 'Ana Lopez', initials: 'AL', removed: false, extension: '' },
  ben: { id: 'ben', name: 'Ben Carter', initials: 'BC', removed: false, extension: '' },
}

function conversation(change: Partial<ConversationView> = {}): ConversationView {
  return {
    id: '+15550100163',
    who: { kind: 'patient', patientId: 'p1', name: 'Devon Okafor', initials: 'DO', shares: 1, chosen: false },
    mark: null,
    waitingFor: { missed: 0, voicemails: 0, texts: 0, failed: 0 },
    repeat: null,
    last: null,
    closedBy: null,
    optedOutAt: null,
    assignedTo: null,
    talking: null,
    sensitive: false,
    textedBack: false,
    promise: null,
    mentioned: [],
    scheduledAt: null,
    waitingSince: 0,
    ...change,
  } as ConversationView
}

function call(change: Partial<Extract<ContactView, { type: 'call' }>>): ContactView {
  return { type: 'call', id: 'c', conversationId: 'x', at: 0, direction: 'in', state: 'missed', ringSeconds: null, talkSeconds: null, answeredAt: null, answeredBy: null, voicemail: null, lineName: 'Main line', alsoOn: [], closerUndone: false, textBack: null, checked: [], ...change }
}

function text(change: Partial<Extract<ContactView, { type: 'text' }>>): ContactView {
  return { type: 'text', id: 't', conversationId: 'x', at: 0, direction: 'in', body: 'Hello', state: 'received', failure: null, leavesAt: null, by: null, automatic: false, templateName: null, templateVersion: null, scheduled: false, failureKind: null, promisedAt: null, consent: 'none', mayMeanVisit: false, media: [], closerUndone: false, ...change }
}

const preview = (last: ContactView | null): string => previewOf(conversation({ last }), 'Ana Lopez')

const labels = (change: Partial<ConversationView>, around: Partial<Parameters<typeof tagsOf>[1]> = {}): string[] =>
  tagsOf(conversation(change), { waiting: true, staff, me: 'ana', snoozed: null, now: 0, timeZone: 'America/Chicago', ...around }).map(({ label }) => label)

describe('the one line of a conversation', () => {
  it('says that a picture came where nothing was written with it', () => {
    const media = (...types: string[]) => types.map((contentType, index) => ({ id: `m${index}`, contentType, size: 1000, problem: null }))
    expect(preview(text({ body: '', media: media('image/jpeg') }))).toBe('Picture')
    expect(preview(text({ body: '', media: media('image/jpeg', 'image/png') }))).toBe('2 pictures')
    expect(preview(text({ body: ' ', media: media('application/pdf') }))).toBe('Document')
    expect(preview(text({ body: '', media: media('image/png', 'application/pdf') }))).toBe('2 files')
    expect(preview(text({ body: 'My rash', media: media('image/jpeg') }))).toBe('My rash')
  })

  it('says who of us wrote: you, a colleague, or nobody', () => {
    expect(preview(text({ direction: 'out', by: 'Ana Lopez', body: 'See you' }))).toBe('You: See you')
    expect(preview(text({ direction: 'out', by: 'Ben Carter', body: 'See you' }))).toBe('Ben Carter: See you')
    expect(preview(text({ direction: 'out', automatic: true, body: 'Sorry we missed you' }))).toBe('Automatic: Sorry we missed you')
    expect(preview(text({ body: 'Running late' }))).toBe('Running late')
  })

  it('says how a call went', () => {
    expect(preview(call({ ringSeconds: 24 }))).toBe('Missed call · rang 24 s')
    expect(preview(call({ state: 'connected', answeredBy: 'Phone 102' }))).toBe('In a call with Phone 102')
    expect(preview(call({ state: 'ended', talkSeconds: 192, answeredBy: 'Ana Lopez' }))).toBe('Call 3:12 · You')
    expect(preview(call({ direction: 'out' }))).toBe('We called, no answer')
    expect(preview(call({ state: 'voicemail', voicemail: { seconds: 32, transcript: 'Hi, I am new' } }))).toBe('Voicemail 0:32 · “Hi, I am new”')
  })

  it('leaves out a time that nobody measured', () => {
    expect(preview(call({ ringSeconds: 0 }))).toBe('Missed call')
    expect(preview(call({ state: 'ended', talkSeconds: 0 }))).toBe('Call 0:00')
    expect(preview(call({ direction: 'out', state: 'ended', talkSeconds: 0, answeredBy: 'Ana Lopez' }))).toBe('We called · You')
    expect(preview(call({ state: 'voicemail', voicemail: { seconds: 0, transcript: null } }))).toBe('Voicemail')
  })

  it('names how many share a number of which nothing is known yet', () => {
    const candidates = [{}, {}] as Extract<ConversationView['who'], { kind: 'household' }>['candidates']
    expect(previewOf(conversation({ who: { kind: 'household', name: 'Rosa & Felix Grant', candidates } }), undefined)).toBe('2 patients share this number')
  })
})

describe('the tags of somebody who waits', () => {
  it('count calls that follow each other closely, else only how many were missed', () => {
    const missed = { missed: 3, voicemails: 0, texts: 0, failed: 0 }
    expect(labels({ waitingFor: missed, repeat: { count: 3, minutes: 20 } })).toEqual(['3rd call in 20 min'])
    expect(labels({ waitingFor: missed })).toEqual(['Missed 3×'])
    expect(labels({ waitingFor: { ...missed, missed: 1 } })).toEqual(['Missed'])
  })

  it('put a text of ours that failed first', () => {
    expect(labels({ waitingFor: { missed: 0, voicemails: 1, texts: 2, failed: 1 } })).toEqual(['Text not delivered', 'Voicemail', '2 new texts'])
  })

  it('name a text-back only where a call was missed: the answer to STOP is none', () => {
    const waitingFor = { missed: 1, voicemails: 0, texts: 0, failed: 0 }
    expect(labels({ waitingFor, textedBack: true })).toEqual(['Missed', 'Text-back sent'])
    expect(labels({ waitingFor: { ...waitingFor, missed: 0, texts: 1 }, textedBack: true })).toEqual(['New text'])
  })

  it('say that texts are not wanted until that is done', () => {
    const asks = { last: text({ consent: 'request' }), waitingFor: { missed: 0, voicemails: 0, texts: 1, failed: 0 } }
    expect(labels(asks)).toEqual(['New text', 'Asks to stop texts'])
    expect(labels({ ...asks, optedOutAt: 5 })).toEqual(['New text', 'No texts'])
  })

  it('say whose they are', () => {
    expect(labels({ assignedTo: 'ana' })).toEqual(['Yours'])
    expect(labels({ assignedTo: 'ben' })).toEqual(['For Ben Carter'])
    expect(labels({ assignedTo: 'gone' })).toEqual(['For a colleague'])
  })
})

describe('the tags of somebody who does not wait', () => {
  const finished = { waiting: false }

  it('say who settled it', () => {
    expect(labels({ closedBy: { contactId: 'c', type: 'call', by: 'Ben Carter', at: 0 } }, finished)).toEqual(['Answered · Ben'])
    expect(labels({ closedBy: { contactId: 'c', type: 'resolved', by: 'Ana Lopez', at: 0 } }, finished)).toEqual(['Resolved · You'])
    expect(labels({ closedBy: { contactId: 'c', type: 'call', by: 'Phone 102', at: 0 } }, finished)).toEqual(['Answered · Phone 102'])
  })

  it('say only the call while one runs, not what closed the one before', () => {
    const closedBy = { contactId: 'c', type: 'call' as const, by: 'Ben Carter', at: 0 }
    expect(labels({ closedBy, talking: { by: 'Ana Lopez', since: 0 } as ConversationView['talking'] }, finished)).toEqual(['In call · You'])
  })

  it('say until when somebody is put off, rather than what closed them before', () => {
    expect(labels({ closedBy: { contactId: 'c', type: 'call', by: null, at: 0 } }, { waiting: false, snoozed: 'Tomorrow 8:00 AM' })).toEqual(['Until Tomorrow 8:00 AM'])
  })
})
