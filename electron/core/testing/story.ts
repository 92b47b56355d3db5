import type { EventBody, EventKind, NewEvent } from '@shared/events/index.ts'
import { MINUTE, SECOND } from '@shared/time.ts'
import { noFields } from '../people/phones.ts'

/** The writing of events for tests: time goes on by a second with each. */
export function storyTeller(start: number): { events: NewEvent[]; tell: <K extends EventKind>(kind: K, body: EventBody<K>, more?: { actor?: string; sourceKey?: string; at?: number }) => void; pass: (ms: number) => void; now: () => number } {
  const events: NewEvent[] = []
  let at = start
  return {
    events,
    now: () => at,
    pass: (ms) => void (at += ms),
    tell(kind, body, more = {}) {
      at += SECOND
      events.push({ kind, body, at, actor: 'ana', ...more } as NewEvent)
    },
  }
}

export const ROSA = '+15550100177'
export const NEW_NUMBER = '+15550100188'
export const HOME = '+15550100199'

/** A morning at the desk in which every kind of event happens, with what really comes along: repeats, late reports, changes of mind. */
export function everyKindOfEvent(start: number): NewEvent[] {
  const { events, tell, pass, now } = storyTeller(start)
  const mobile = (number: string) => ({ number, display: number, label: 'mobile' as const })

  tell('practice.changed', { name: 'Elm Street Dental', phone: '(555) 010-0100', timeZone: 'America/Chicago' })
  tell('practice.changed', { phone: '(555) 010-0101' })
  tell('staff.saved', { staffId: 'ana', name: 'Ana Kovač', initials: 'AK' })
  tell('staff.saved', { staffId: 'ben', name: 'Ben', initials: 'B' })
  tell('staff.saved', { staffId: 'ben', name: 'Ben Ode', initials: 'BO', extension: '102' })
  tell('staff.cameToDesk', { staffId: 'ben' })
  tell('staff.removed', { staffId: 'ben' })
  tell('staff.cameToDesk', { staffId: 'ana' })
  tell('privacy.hidden', { by: 'idle' })
  tell('privacy.revealed', { hiddenBy: 'idle' })
  tell('privacy.hidden', { by: 'hand' })
  tell('day.noted', { day: '2026-03-10', body: 'Devon will call about his form.' })
  tell('day.read', {})
  tell('data.exported', { what: 'daySheet', as: 'pdf', withNames: true, from: '2026-03-10', to: '2026-03-10', patientId: null })
  tell('line.saved', { lineId: 'main', kind: 'http', name: 'Main', enabled: true, settings: { port: 8710, outgoing: true } })
  tell('line.saved', { lineId: 'main', kind: 'http', name: 'Main line', enabled: true, settings: { port: 8711, outgoing: true } })
  for (const [templateId, text] of [['late', 'Running late?'], ['forms', 'Please fill in {forms link}'], ['gone', 'Old']] as const) {
    tell('template.saved', { templateId, name: templateId, texts: { en: text } })
  }
  tell('template.saved', { templateId: 'late', name: 'Late', texts: { en: 'Running late?', es: '¿Llega tarde?' } })
  tell('template.removed', { templateId: 'gone' })
  tell('template.saved', { templateId: 'late', name: 'Late', texts: { en: 'Running late?', es: '¿Llega tarde?' }, purpose: 'runningLate', fixedKey: 3 })
  tell('template.saved', { templateId: 'forms', name: 'forms', texts: { en: 'Please fill in {forms link}' }, purpose: 'forms', fixedKey: 3 })
  tell('templates.ordered', { templateIds: ['forms', 'late', 'gone'] })

  tell('conversation.begun', { conversationId: '+15550100155', display: '(555) 010-0155', textable: true })
  tell('conversation.begun', { conversationId: '+15550100155', display: '(555) 010-0155', textable: true })

  tell('records.saved', { source: 'hl7', enabled: false, settings: { port: 2575, address: '127.0.0.1' } })
  tell('records.saved', { source: 'hl7', enabled: false, settings: { port: 2576, address: '127.0.0.1' } })
  tell('import.started', { importId: 'i1', fileName: 'patients.csv' })
  tell('patient.created', { patientId: 'rosa', fields: { ...noFields, givenName: 'Rosa', familyName: 'Núñez', birthDate: '1967-03-04', phones: [mobile(ROSA), mobile(HOME)] }, importId: 'i1' })
  tell('patient.created', { patientId: 'felix', fields: { ...noFields, givenName: 'Felix', familyName: 'O’Brien', guarantorId: 'rosa', relation: 'son', alerts: ['Hard of hearing'], phones: [mobile(HOME)] }, importId: 'i1' })
  tell('patient.created', { patientId: 'undone', fields: { ...noFields, givenName: 'Undone', phones: [mobile(HOME)] }, importId: 'i1' })
  tell('patient.changed', { patientId: 'rosa', changes: { preferredName: 'Rosie', alerts: ['Latex'], phones: [mobile(ROSA), mobile('+15550100166')] }, importId: null })
  tell('patient.changed', { patientId: 'nobody', changes: { givenName: 'X' }, importId: null })
  tell('visit.recorded', { visitId: 'v1', patientId: 'rosa', at: now() + 60 * MINUTE, status: 'booked', clinician: 'Dr. Chen', reason: 'Check', note: '', matter: { en: 'knee' } })
  tell('visit.recorded', { visitId: 'v1', patientId: 'rosa', at: now() + 90 * MINUTE, status: 'cancelled', clinician: 'Dr. Chen', reason: 'Check', note: 'moved', matter: null })
  tell('visit.recorded', { visitId: 'v2', patientId: 'undone', at: now(), status: 'kept', clinician: 'Dr. Wu', reason: '', note: '', matter: null })
  tell('visit.recorded', { visitId: 'fhir:1', patientId: 'rosa', at: now() + 80 * MINUTE, status: 'booked', clinician: 'Dr. Chen', reason: '', note: '', matter: null, importId: 'i1' })
  tell('visit.recorded', { visitId: 'v1', patientId: 'rosa', at: now() + 80 * MINUTE, status: 'booked', clinician: 'Dr. Chen', reason: 'Check', note: 'moved', matter: null, importId: 'i1' })
  tell('visit.removed', { visitId: 'fhir:1', patientId: 'rosa', importId: 'i1' })
  tell('patient.changed', { patientId: 'rosa', changes: { externalId: '77', otherIds: ['Patient/77', 'x'], idSource: 'fhir' }, importId: null })
  tell('patient.changed', { patientId: 'rosa', changes: { otherIds: ['Patient/77'] }, importId: null })
  for (const theirs of ['Rosita', 'Rosa María', 'Rosa María']) tell('patient.differs', { patientId: 'rosa', field: 'givenName', theirs, source: 'HL7', importId: null })
  tell('patient.settled', { patientId: 'rosa', field: 'givenName', theirs: 'Rosa María' })
  tell('patient.differs', { patientId: 'rosa', field: 'givenName', theirs: 'Rosa María', source: 'HL7', importId: null })
  tell('patient.differs', { patientId: 'rosa', field: 'language', theirs: 'es', source: 'patients.csv', importId: 'i1' })
  tell('patient.differs', { patientId: 'rosa', field: 'email', theirs: 'r@example.org', source: 'patients.csv', importId: 'i1' })
  tell('patient.settled', { patientId: 'rosa', field: 'email', theirs: 'r@example.org', importId: 'i1' })
  tell('patient.changed', { patientId: 'felix', changes: { email: 'felix@example.org', phones: [mobile(HOME), mobile(ROSA)] }, importId: 'i1' })
  tell('patient.changed', { patientId: 'undone', changes: { givenName: 'Undoing' }, importId: 'i1' })
  tell('patient.removed', { patientId: 'undone', importId: 'i1' })
  tell('patient.created', { patientId: 'again', fields: { ...noFields, givenName: 'Againa', familyName: 'Straße', phones: [] }, importId: null })
  tell('preference.noted', { preferenceId: 'pr1', patientId: 'rosa', kind: 'hearing', text: 'Left ear is better' })
  tell('preference.noted', { preferenceId: 'pr2', patientId: 'rosa', kind: 'times', text: 'After school' })
  tell('preference.removed', { preferenceId: 'pr2', patientId: 'rosa' })
  tell('followUp.planned', { followUpId: 'f1', patientId: 'rosa', due: '2026-03-11', what: 'Ask about the knee', templateId: 'late' })
  tell('followUp.planned', { followUpId: 'f1', patientId: 'rosa', due: '2026-03-12', what: 'Ask about the knee', templateId: null })
  tell('followUp.planned', { followUpId: 'f2', patientId: 'rosa', due: '2026-04-01', what: 'Recall', templateId: null })
  tell('followUp.done', { followUpId: 'f2', patientId: 'rosa', how: 'by hand' })
  tell('followUp.done', { followUpId: 'f2', patientId: 'rosa', how: 'again' })
  tell('followUp.reopened', { followUpId: 'f2', patientId: 'rosa' })
  tell('followUp.planned', { followUpId: 'f3', patientId: 'felix', due: '2026-04-01', what: 'Send leaflet', templateId: null })
  tell('followUp.removed', { followUpId: 'f3', patientId: 'felix' })
  const rule = { enabled: true, visitType: 'check', clinician: '', days: 900, recall: true, what: 'Ask them in', templateId: null }
  tell('followUpRule.saved', { ruleId: 'ru1', rule })
  tell('followUpRule.saved', { ruleId: 'ru2', rule })
  tell('followUpRule.saved', { ruleId: 'ru1', rule: { ...rule, enabled: false } })
  tell('followUpRule.removed', { ruleId: 'ru2' })
  const source = { ruleId: 'ru1', visitId: 'v1', visitAt: now() }
  for (const followUpId of ['f4', 'f5', 'f6']) tell('followUp.planned', { followUpId, patientId: 'rosa', due: '2026-05-01', what: 'Ask them in', templateId: null, source })
  tell('followUp.withdrawn', { followUpId: 'f4', patientId: 'rosa', why: 'visitGone' })
  tell('followUp.withdrawn', { followUpId: 'f5', patientId: 'rosa', why: 'cameAgain' })
  tell('followUp.done', { followUpId: 'f6', patientId: 'rosa', how: 'by hand' })
  tell('followUp.withdrawn', { followUpId: 'f6', patientId: 'rosa', why: 'visitGone' })
  for (const patientId of ['rosita', 'twice', 'twin']) tell('patient.created', { patientId, fields: { ...noFields, givenName: 'Rosita', familyName: 'Nunez', birthDate: '1967-03-04', externalId: patientId, guarantorId: patientId === 'twin' ? 'twice' : null, phones: [{ ...mobile(ROSA), label: 'carer', mayLeaveMessage: patientId === 'twice' }] }, importId: null })
  tell('visit.recorded', { visitId: 'v3', patientId: 'rosita', at: now(), status: 'kept', clinician: 'Dr. Chen', reason: '', note: '', matter: null })
  tell('patient.merged', { from: 'rosita', into: 'rosa', before: {}, after: {} })
  tell('patient.unmerged', { from: 'rosita', into: 'rosa' })
  tell('patient.merged', { from: 'rosita', into: 'twice', before: {}, after: {} })
  tell('patient.merged', { from: 'twice', into: 'rosa', before: { externalId: '' }, after: { externalId: 'twice' } })
  tell('patient.merged', { from: 'rosa', into: 'nobody', before: {}, after: {} })
  tell('patient.unmerged', { from: 'nobody', into: 'rosa' })
  tell('patient.toldApart', { a: 'twin', b: 'rosa', apart: true })
  tell('patient.toldApart', { a: 'twin', b: 'felix', apart: true })
  tell('patient.toldApart', { a: 'felix', b: 'twin', apart: false })
  tell('import.ended', { importId: 'i1', state: 'done', created: 2, changed: 0, unchanged: 0, skipped: 1 })
  tell('import.ended', { importId: 'i1', state: 'undone', created: 2, changed: 0, unchanged: 0, skipped: 1 })

  const ring = (callId: string, conversationId: string, direction: 'in' | 'out' = 'in'): void =>
    tell('call.ringing', { callId, conversationId, display: conversationId, textable: !conversationId.startsWith('withheld'), direction, callerName: 'NUNEZ R', lineId: 'main' }, { actor: 'line:main', sourceKey: `${callId}:ring` })
  ring('c1', ROSA)
  ring('c1', ROSA)
  tell('call.missed', { callId: 'c1', why: null }, { sourceKey: 'c1:missed' })
  tell('call.voicemail', { callId: 'c1', seconds: 12.5, transcript: 'Please call' }, { sourceKey: 'c1:vm' })
  tell('call.ended', { callId: 'c1' }, { sourceKey: 'c1:end' })
  tell('conversation.snoozed', { contactId: 'z1', conversationId: ROSA, until: now() + 30 * MINUTE })
  tell('conversation.unsnoozed', { conversationId: ROSA })
  tell('conversation.snoozed', { contactId: 'z2', conversationId: ROSA, until: now() + 30 * MINUTE })
  // The reports of one call come in any order, from more than one phone, one of which saw no number.
  tell('call.answered', { callId: 'c2', staffId: 'ana', phone: 'Desk 1' }, { at: start + 30 * MINUTE })
  ring('c2', 'withheld:c2')
  tell('call.ringing', { callId: 'c2', conversationId: ROSA, display: ROSA, textable: true, direction: 'in', callerName: null, lineId: 'main' })
  tell('call.missed', { callId: 'c2', why: 'answered elsewhere' })
  tell('call.ended', { callId: 'c2' })
  ring('c3', 'withheld:c3')
  tell('call.ended', { callId: 'c3' })
  ring('c4', HOME, 'out')
  tell('call.voicemail', { callId: 'nowhere', seconds: null, transcript: null })

  // Another line tells of a call too: its answer before its ringing, and a call that is first another's and then its own.
  tell('call.answered', { callId: 'trunk:c4', staffId: null, phone: null, trunk: true })
  tell('call.ringing', { callId: 'trunk:c4', conversationId: HOME, display: HOME, textable: true, direction: 'out', callerName: null, lineId: 'trunk', trunk: true })
  tell('call.ringing', { callId: 'trunk:c5', conversationId: ROSA, display: ROSA, textable: true, direction: 'in', callerName: null, lineId: 'trunk', trunk: true })
  tell('call.answered', { callId: 'trunk:c5', staffId: null, phone: null, trunk: true })
  tell('call.ended', { callId: 'trunk:c5' })
  tell('line.wasAway', { gapId: 'g1', lineId: 'main', from: start, until: now(), untold: ['calls'] })
  tell('line.wasAway', { gapId: 'g2', lineId: 'trunk', from: start, until: now(), untold: [] })
  tell('line.gapsSeen', { gapIds: ['g2', 'nothing'] })

  const hear = (textId: string, conversationId: string, body: string, consent: 'none' | 'optOut' | 'optIn' | 'help' | 'request' = 'none', mayMeanVisit = false): void =>
    tell('text.received', { textId, conversationId, display: conversationId, textable: true, body, lineId: 'main', consent, mayMeanVisit }, { actor: 'line:main', sourceKey: textId })
  hear('t1', NEW_NUMBER, 'Can I come on Friday?')
  hear('t1', NEW_NUMBER, 'Can I come on Friday?')
  tell('text.mediaReceived', { textId: 't1', mediaId: 'm1', contentType: 'image/png', size: 12, problem: null })
  tell('text.mediaReceived', { textId: 't1', mediaId: 'm2', contentType: 'video/mp4', size: 0, problem: 'Too large.' })
  const queue = (textId: string, conversationId: string, automatic = false): void =>
    tell('text.queued', { textId, conversationId, body: `Text ${textId}`, promisedAt: textId === 'o2' ? start + 60 * MINUTE : null, templateId: 'late', templateName: 'Late', language: 'en', automatic, leavesAt: now() + 5 * SECOND }, { actor: automatic ? 'rule:consent' : 'ana' })
  for (const textId of ['o1', 'o2', 'o3', 'o4', 'o5']) queue(textId, NEW_NUMBER)
  tell('text.cancelled', { textId: 'o1', why: 'Taken back before it left.' })
  for (const textId of ['o2', 'o3', 'o4', 'o5']) tell('text.sending', { textId, lineId: 'main' })
  tell('text.sent', { textId: 'o2', providerId: 'p2' })
  tell('text.delivered', { textId: 'o2' })
  tell('text.sent', { textId: 'o2', providerId: 'late' })
  tell('text.failed', { textId: 'o3', reason: 'Landline' })
  tell('text.unknown', { textId: 'o4', reason: 'Rapport stopped' })
  tell('text.delivered', { textId: 'o5' })
  tell('text.cancelled', { textId: 'o5', why: 'too late' })
  tell('text.failed', { textId: 'nothing', reason: '', failureKind: 'notMobile' })
  hear('t2', NEW_NUMBER, 'Thanks!')
  hear('t3', HOME, 'CANCEL', 'optOut', true)
  tell('number.optedOut', { contactId: 't3:consent', conversationId: HOME, how: 'texted “CANCEL”' })
  queue('o6', HOME, true)
  hear('t4', HOME, 'START', 'optIn')
  tell('number.optedIn', { contactId: 't4:consent', conversationId: HOME, how: 'texted “START”' })
  tell('consent.given', { consentId: 'cg1', conversationId: ROSA, basis: 'form', wording: 'You may text me about my visits.' })
  tell('autoReply.decided', { causeId: 'c1', conversationId: ROSA, occasion: 'closed', why: null, textId: 'o7' })
  tell('autoReply.decided', { causeId: 'c1', conversationId: ROSA, occasion: null, why: 'recent', textId: null })
  tell('text.queued', { textId: 'o7', conversationId: ROSA, body: 'We saw your call', templateId: 'late', templateName: 'Late', language: 'en', automatic: false, leavesAt: now() + 60 * MINUTE, templateVersion: 2, scheduled: true, need: 'missedCall', causeId: 'c1' })
  tell('text.mediaAdded', { textId: 'o7', mediaId: 'out:1', contentType: 'application/pdf', size: 12 })
  hear('t5', NEW_NUMBER, 'HELP', 'help')
  hear('t6', NEW_NUMBER, 'please stop texting me', 'request')
  tell('number.optedOut', { contactId: 'm1', conversationId: '+15550100111', how: 'asked on the phone' })

  tell('conversation.identified', { conversationId: HOME, patientId: 'felix' })
  tell('conversation.identified', { conversationId: HOME, patientId: null })
  tell('conversation.identified', { conversationId: HOME, patientId: 'rosa' })
  // The next call asks anew; who was chosen stays as a reason.
  ring('c6', HOME)
  tell('call.checked', { callId: 'c6', line: 'Next step confirmed', checked: true })
  tell('call.checked', { callId: 'c6', line: 'Number right', checked: true })
  tell('call.checked', { callId: 'c6', line: 'Number right', checked: false })
  tell('call.ended', { callId: 'c6' })
  tell('conversation.identified', { conversationId: HOME, patientId: 'rosita' })
  tell('conversation.identified', { conversationId: HOME, patientId: 'felix' })
  tell('conversation.verified', { conversationId: HOME, patientId: 'felix', callId: 'c6', how: 'birthDate' })
  tell('conversation.verified', { conversationId: ROSA, patientId: 'rosa', callId: null, how: 'otherWay' })
  tell('conversation.unverified', { conversationId: ROSA })
  tell('number.marked', { number: HOME, mark: { kind: 'facility', name: 'Sunrise House' } })
  tell('number.marked', { number: '+15550100144', mark: { kind: 'shared', name: '' } })
  tell('number.marked', { number: '+15550100144', mark: null })
  ring('c7', '+15550100133')
  tell('call.missed', { callId: 'c7', why: null })
  tell('number.marked', { number: '+15550100133', mark: { kind: 'blocked', name: '' } })
  tell('call.voicemail', { callId: 'c7', seconds: 3, transcript: 'Buy' })
  tell('conversation.assigned', { contactId: 'as1', conversationId: NEW_NUMBER, staffId: 'ana' })
  tell('conversation.noted', { contactId: 'n1', conversationId: NEW_NUMBER, body: 'Wants mornings', handOffTo: 'Ben' })
  tell('conversation.noted', { contactId: 'n2', conversationId: NEW_NUMBER, body: '@Ben please look, @Ana too', handOffTo: null, mentions: ['ben', 'ana', 'cleo'] })
  tell('note.seen', { conversationId: NEW_NUMBER, staffId: 'ben' })
  for (const promiseId of ['pm1', 'pm2']) tell('promise.made', { promiseId, conversationId: HOME, dueAt: now() + 60 * MINUTE })
  tell('promise.released', { promiseId: 'pm2', conversationId: HOME })
  pass(MINUTE)
  tell('conversation.resolved', { contactId: 'r1', conversationId: NEW_NUMBER, reason: 'Booked' })
  tell('conversation.reopened', { conversationId: NEW_NUMBER, contactId: 'r1' })
  tell('conversation.resolved', { contactId: 'r2', conversationId: NEW_NUMBER, reason: 'Booked' })
  tell('conversation.resolved', { contactId: 'r3', conversationId: HOME, reason: 'Called back' }, { actor: 'desk' })
  return events
}
