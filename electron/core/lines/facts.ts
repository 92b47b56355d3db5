import type { CountryCode } from 'libphonenumber-js'
import type { NewEvent } from '@shared/events/index.ts'
import { conversationIdOf, parseAddress, type Address } from '@shared/rules/address.ts'
import { assertNever } from '@shared/assert.ts'
import { confirmationText, readConsent } from '@shared/rules/consent.ts'
import type { ReadableDB } from '../journal/database.ts'
import { toldById } from '../conversations/told.ts'
import { textById, textByProviderId } from '../conversations/texts.ts'
import { nextVisitAt } from '../people/queries.ts'
import { patientsWithNumber } from '../people/numbers.ts'
import { allStaff, practiceOf } from '../practice/queries.ts'
import { carrierOptOut, cancelQueued, cancelScheduled, optedOutAt, whyNotTexted } from '../replies/consent.ts'
import type { LineFact } from './line.ts'
import { answersKeyword } from './keyword-answers.ts'

/**
 * Turns a provider's fact into journal events; every line goes through here, so every line yields the same
 * journal for the same call. What follows from a text in the same moment (an opt-out, what it cancels, its one
 * confirmation) is in the same list, and so in the same transaction.
 * @param hears what this kind of line hears, see `LineModule`
 * @returns the events, or null for a delivery report about a text that is not ours
 */
export function eventsOf(db: ReadableDB, lineId: string, fact: LineFact, now: number, hears: 'phones' | 'trunk' = 'phones'): NewEvent[] | null {
  const trunk = hears === 'trunk' ? { trunk: true } : {}
  const from = { at: fact.at, actor: `line:${lineId}`, sourceKey: `${lineId}:${fact.id}` }
  switch (fact.type) {
    case 'ringing': {
      const callId = `${lineId}:${fact.callId}`
      const place = placeOf(readAddress(db, fact.number), callId)
      // Whatever was to be texted later may no longer fit: they are talking to us now.
      const overtaken = fact.direction === 'in' && toldById(db, callId) === null ? cancelScheduled(db, place.conversationId, 'Not sent: they called first.') : []
      const cancelled = overtaken.map((event) => ({ ...event, at: fact.at, actor: 'rule:scheduled', sourceKey: `${from.sourceKey}:cancel:${event.body.textId}` }))
      return [{ kind: 'call.ringing', body: { callId, ...place, direction: fact.direction, callerName: fact.callerName?.trim().slice(0, 120) || null, lineId, ...trunk }, ...from }, ...cancelled]
    }
    case 'answered':
      return [{ kind: 'call.answered', body: { callId: `${lineId}:${fact.callId}`, ...answerer(db, fact.staff ?? null, fact.phone ?? null), ...trunk }, ...from }]
    case 'ended':
      return [{ kind: 'call.ended', body: { callId: `${lineId}:${fact.callId}` }, ...from }]
    case 'missed':
      return [{ kind: 'call.missed', body: { callId: `${lineId}:${fact.callId}`, why: fact.why ?? null }, ...from }]
    case 'voicemail':
      return [
        { kind: 'call.voicemail', body: { callId: `${lineId}:${fact.callId}`, seconds: fact.seconds ?? null, transcript: fact.transcript ?? null }, ...from },
      ]
    case 'text':
      return textEvents(db, lineId, fact, from, now)
    case 'delivery':
      return deliveryEvents(db, fact, from)
    default:
      return assertNever(fact)
  }
}

type Source = { at: number; actor: string; sourceKey: string }

function textEvents(db: ReadableDB, lineId: string, fact: Extract<LineFact, { type: 'text' }>, from: Source, now: number): NewEvent[] {
  const textId = `${lineId}:${fact.textId}`
  const place = placeOf(readAddress(db, fact.number), textId)
  const { conversationId } = place
  const outSince = optedOutAt(db, conversationId)
  const isOut = outSince !== null
  // Only words sent since the opt-out take it back: a START or YES from before it that comes late does not.
  const mayOptIn = isOut && fact.at >= outSince
  const verdict = readConsent(fact.body, mayOptIn)
  const mayMeanVisit = verdict.kind === 'optOut' && verdict.mayMeanVisit === true && patientsWithNumber(db, conversationId).some((id) => nextVisitAt(db, id, now) !== null)
  const events: NewEvent[] = [
    { kind: 'text.received', body: { textId, ...place, body: fact.body, lineId, consent: verdict.kind, mayMeanVisit }, ...from },
  ]
  // Told again: its consequences were drawn the first time and are not drawn from what is true now.
  if (textById(db, textId) !== null) return events
  const then = (name: string): Source => ({ at: fact.at, actor: 'rule:consent', sourceKey: `${from.sourceKey}:${name}` })
  for (const event of cancelScheduled(db, conversationId, 'Not sent: they wrote first.')) events.push({ ...event, ...then(`cancel:${event.body.textId}`), actor: 'rule:scheduled' })
  if (verdict.kind === 'optOut' && !isOut) {
    events.push({ kind: 'number.optedOut', body: { contactId: `${textId}:consent`, conversationId, how: `texted “${verdict.word}”` }, ...then('consent') })
    for (const event of cancelQueued(db, conversationId)) events.push({ ...event, ...then(`cancel:${event.body.textId}`) })
  }
  if (verdict.kind === 'optIn' && mayOptIn) {
    events.push({ kind: 'number.optedIn', body: { contactId: `${textId}:consent`, conversationId, how: `texted “${verdict.word}”` }, ...then('consent') })
  }
  const answered = verdict.kind === 'help' || (verdict.kind === 'optOut' && !isOut) || (verdict.kind === 'optIn' && mayOptIn)
  // Asked as it stands now: a START or an opt-out of this very text is not in yet.
  if (answered && place.textable && answersKeyword(db, lineId, verdict) && whyNotTexted(db, conversationId, 'consent') === null) {
    const body = confirmationText(verdict.kind, practiceOf(db))
    events.push({
      kind: 'text.queued',
      body: { textId: `${textId}:confirmation`, conversationId, body, templateId: null, templateName: null, language: null, automatic: true, leavesAt: now, lineId },
      ...then('confirmation'),
      // The confirmation follows the words it confirms, in the thread too.
      at: fact.at + 1,
    })
  }
  return events
}

function deliveryEvents(db: ReadableDB, fact: Extract<LineFact, { type: 'delivery' }>, from: Source): NewEvent[] | null {
  const text = (fact.textId ? textById(db, fact.textId) : null) ?? (fact.providerId ? textByProviderId(db, fact.providerId) : null)
  // A text that has not left yet has no report: believing one would keep it from leaving.
  if (text?.direction !== 'out' || text.state === 'queued' || text.state === 'cancelled') return null
  const textId = text.id
  if (fact.state === 'failed' && fact.optedOut) {
    return carrierOptOut(db, textId, fact.reason?.trim() || 'They told the carrier to stop.', fact.at, from.actor).map((event, index) => ({ ...event, sourceKey: `${from.sourceKey}${index === 0 ? '' : `:${index}`}` }))
  }
  if (fact.state === 'failed') return [{ kind: 'text.failed', body: { textId, reason: fact.reason?.trim() || 'The carrier did not deliver it.', ...(fact.notMobile && { failureKind: 'notMobile' as const }) }, ...from }]
  if (fact.state === 'delivered') return [{ kind: 'text.delivered', body: { textId }, ...from }]
  return [{ kind: 'text.sent', body: { textId, providerId: fact.providerId ?? null }, ...from }]
}

function readAddress(db: ReadableDB, number: string | null): Address {
  return parseAddress(number, practiceOf(db).country as CountryCode)
}

function placeOf(address: Address, id: string): { conversationId: string; display: string; textable: boolean } {
  return {
    conversationId: conversationIdOf(address, id),
    display: address.kind === 'withheld' ? 'Number withheld' : address.display,
    textable: address.kind === 'phone',
  }
}

/** Matches who answered with the staff list by id, extension, name or first name; anything else is the name of a phone. */
function answerer(db: ReadableDB, staff: string | null, phone: string | null): { staffId: string | null; phone: string | null } {
  if (!staff && !phone) return { staffId: null, phone }
  const wanted = (staff ?? phone ?? '').trim().toLocaleLowerCase()
  const present = allStaff(db).filter((member) => !member.removed)
  const matches = [
    present.filter((member) => member.id === staff),
    present.filter((member) => member.extension !== '' && member.extension === wanted),
    // A phone is named by its place, "Front desk": only an extension says whose it is.
    staff ? present.filter((member) => member.name.toLocaleLowerCase() === wanted) : [],
    staff ? present.filter((member) => member.name.toLocaleLowerCase().split(' ')[0] === wanted) : [],
  ].find((found) => found.length > 0)
  const only = matches?.length === 1 ? matches[0] : undefined
  return only ? { staffId: only.id, phone } : { staffId: null, phone: phone ?? staff }
}
