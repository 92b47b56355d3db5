import type { EventBody, EventKind, JournalEvent } from '@shared/events/index.ts'
import type { NotSentWhy } from '@shared/contract/views.ts'

/** Names for the ids in an event, as they are now; null where nobody and nothing has the id any more. */
export type Names = {
  patient: (patientId: string) => string | null
  conversation: (conversationId: string) => string | null
  /** The conversation of a text or call. */
  contact: (contactId: string) => string | null
  staff: (staffId: string) => string
  line: (lineId: string) => string
  template: (templateId: string) => string
  /** A moment, ms UTC, in words. */
  time: (at: number) => string
  /** An ISO day in words. */
  day: (day: string) => string
}

/** What an event says. `did` has no word about a patient in it, so that it may be read while names are hidden. */
export type Sentence = { did: string; about?: string | null; words?: string | null }

type Say<K extends EventKind> = (body: EventBody<K>, names: Names) => Sentence

const OVER = { done: 'was done', cancelled: 'was stopped', failed: 'broke off', undoing: 'is being taken back', undone: 'was taken back' } as const
const WITHDRAWN = { visitGone: 'the visit is off', cameAgain: 'they came again', notDone: 'it was not done after all' } as const
const BASIS = { form: 'on a form', spoken: 'spoken', online: 'online', theyWrote: 'they wrote first' } as const
const MARKS = { shared: 'shared by several people', facility: 'a facility’s', blocked: 'blocked', internal: 'our own' } as const
const EXPORTS = { daySheet: 'a day sheet', report: 'a report', journal: 'who did what', consent: 'the record of consent' } as const
const NOT_SENT: Record<NotSentWhy, string> = {
  off: 'it is switched off', lineOff: 'it is off for this line', otherHours: 'not at this hour', cannotText: 'the number cannot be texted', optedOut: 'they opted out',
  blocked: 'the number is blocked', internal: 'the number is our own', answered: 'they were answered', calledAgain: 'they called again', recent: 'one went out not long ago',
  texting: 'they were texting already', tooLate: 'it was too late', quiet: 'quiet hours', opened: 'the practice had opened', noWords: 'there are no words for it', pending: 'one is on its way',
}

/** Settings of the practice by name; what they were set to stays in Settings. */
const SETTINGS: Record<keyof EventBody<'practice.changed'>, string> = {
  name: 'name', phone: 'phone', timeZone: 'time zone', language: 'language', country: 'country', hours: 'opening hours', formsLink: 'link to forms', directionsLink: 'link to directions',
  checklist: 'list before hanging up', holidays: 'holidays', automatic: 'automatic texts', alerts: 'waiting too long', proposeWalk: 'when close of day is proposed', closingNote: 'note for tomorrow', handoverRead: 'what was left, read',
}

const FIELDS: Record<keyof EventBody<'patient.changed'>['changes'], string> = {
  givenName: 'given name', familyName: 'family name', preferredName: 'called name', pronouns: 'pronouns', birthDate: 'birth date', language: 'language', email: 'e-mail', channel: 'how to reach',
  timeOfDay: 'time of day', clinician: 'clinician', alerts: 'alerts', guarantorId: 'who answers for them', relation: 'relation', patientSince: 'patient since', externalId: 'chart number',
  phones: 'phones', otherIds: 'other numbers of the record', idSource: 'where the record is from',
}

const fieldName = (field: string): string => FIELDS[field as keyof typeof FIELDS] ?? field
const listed = (fields: readonly string[]): string => [...new Set(fields)].join(', ')

/** What each kind of event says, after the name of whoever did it. The type makes a kind without a sentence a compile error. */
export const sentences: { [K in EventKind]: Say<K> } = {
  'patient.created': ({ patientId, fields }, names) => ({ did: 'added a patient', about: names.patient(patientId) ?? `${fields.givenName} ${fields.familyName}`.trim() }),
  'patient.changed': ({ patientId, changes }, names) => ({ did: `changed a patient: ${listed(Object.keys(changes).map(fieldName))}`, about: names.patient(patientId) }),
  'patient.removed': ({ patientId }, names) => ({ did: 'removed a patient', about: names.patient(patientId) }),
  'patient.differs': ({ patientId, field, source }, names) => ({ did: `heard of another ${fieldName(field)} from ${source}`, about: names.patient(patientId) }),
  'patient.settled': ({ patientId, field }, names) => ({ did: `decided which ${fieldName(field)} is right`, about: names.patient(patientId) }),
  'patient.merged': ({ into }, names) => ({ did: 'made two records one', about: names.patient(into) }),
  'patient.unmerged': ({ into }, names) => ({ did: 'took two records apart again', about: names.patient(into) }),
  'patient.toldApart': ({ a, b, apart }, names) => ({ did: apart ? 'said that two records are two people' : 'said that two records may be one person', about: [names.patient(a), names.patient(b)].filter(Boolean).join(', ') || null }),
  'visit.recorded': ({ patientId, status, at }, names) => ({ did: `wrote down a visit on ${names.time(at)}: ${{ kept: 'kept', cancelled: 'cancelled', noShow: 'did not come', booked: 'booked' }[status]}`, about: names.patient(patientId) }),
  'visit.removed': ({ patientId }, names) => ({ did: 'took a visit off', about: names.patient(patientId) }),
  'import.started': ({ fileName }) => ({ did: `began the import of ${fileName}` }),
  'import.ended': ({ state, created, changed, skipped }) => ({ did: `import ${OVER[state]}: ${created} new, ${changed} changed, ${skipped} skipped` }),

  'preference.noted': ({ patientId, text }, names) => ({ did: 'noted a preference', about: names.patient(patientId), words: text }),
  'preference.removed': ({ patientId }, names) => ({ did: 'removed a preference', about: names.patient(patientId) }),
  'followUp.planned': ({ patientId, due, what }, names) => ({ did: `planned a follow-up for ${names.day(due)}`, about: names.patient(patientId), words: what }),
  'followUp.done': ({ patientId, how }, names) => ({ did: 'did a follow-up', about: names.patient(patientId), words: how }),
  'followUp.reopened': ({ patientId }, names) => ({ did: 'said that a follow-up is still to be done', about: names.patient(patientId) }),
  'followUp.removed': ({ patientId }, names) => ({ did: 'removed a follow-up', about: names.patient(patientId) }),
  'followUp.withdrawn': ({ patientId, why }, names) => ({ did: `took a follow-up back: ${WITHDRAWN[why]}`, about: names.patient(patientId) }),
  'followUpRule.saved': ({ rule }) => ({ did: `saved a rule for follow-ups after “${rule.visitType}”` }),
  'followUpRule.removed': () => ({ did: 'removed a rule for follow-ups' }),

  'call.ringing': ({ conversationId, direction }, names) => ({ did: direction === 'in' ? 'call came in' : 'call went out', about: names.conversation(conversationId) }),
  'call.answered': ({ callId, staffId, phone }, names) => ({ did: `call answered${staffId !== null ? ` by ${names.staff(staffId)}` : phone !== null ? ` at ${phone}` : ''}`, about: names.contact(callId) }),
  'call.ended': ({ callId }, names) => ({ did: 'call ended', about: names.contact(callId) }),
  'call.missed': ({ callId }, names) => ({ did: 'call reached nobody', about: names.contact(callId) }),
  'call.voicemail': ({ callId, transcript }, names) => ({ did: 'took a voicemail', about: names.contact(callId), words: transcript }),
  'call.checked': ({ callId, line, checked }, names) => ({ did: `${checked ? 'ticked' : 'took back'} “${line}” for a call`, about: names.contact(callId) }),
  'text.received': ({ conversationId, body }, names) => ({ did: 'received a text', about: names.conversation(conversationId), words: body }),
  'text.mediaReceived': ({ textId }, names) => ({ did: 'received a picture or document', about: names.contact(textId) }),
  'text.mediaAdded': ({ textId }, names) => ({ did: 'attached a picture or document', about: names.contact(textId) }),
  'text.queued': ({ conversationId, body, automatic }, names) => ({ did: automatic ? 'wrote an automatic text' : 'wrote a text', about: names.conversation(conversationId), words: body }),
  'text.cancelled': ({ textId, why }, names) => ({ did: 'took a text back before it left', about: names.contact(textId), words: why }),
  'text.sending': ({ textId, lineId }, names) => ({ did: `handed a text to ${names.line(lineId)}`, about: names.contact(textId) }),
  'text.sent': ({ textId }, names) => ({ did: 'text went out', about: names.contact(textId) }),
  'text.delivered': ({ textId }, names) => ({ did: 'text arrived', about: names.contact(textId) }),
  'text.failed': ({ textId, reason }, names) => ({ did: 'text failed', about: names.contact(textId), words: reason }),
  'text.unknown': ({ textId, reason }, names) => ({ did: 'text may not have left', about: names.contact(textId), words: reason }),
  'autoReply.decided': ({ conversationId, textId, why }, names) => ({ did: textId !== null ? 'decided to answer by itself' : why === null ? 'decided not to answer by itself' : `did not answer by itself: ${NOT_SENT[why]}`, about: names.conversation(conversationId) }),

  'conversation.begun': ({ conversationId }, names) => ({ did: 'opened a conversation', about: names.conversation(conversationId) }),
  'conversation.resolved': ({ conversationId, reason }, names) => ({ did: 'resolved a conversation', about: names.conversation(conversationId), words: reason }),
  'conversation.reopened': ({ conversationId }, names) => ({ did: 'put a conversation back to waiting', about: names.conversation(conversationId) }),
  'conversation.snoozed': ({ conversationId }, names) => ({ did: 'put a conversation off', about: names.conversation(conversationId) }),
  'conversation.unsnoozed': ({ conversationId }, names) => ({ did: 'brought back a conversation that was put off', about: names.conversation(conversationId) }),
  'conversation.assigned': ({ conversationId, staffId }, names) => ({ did: staffId === null ? 'gave a conversation to nobody in particular' : `gave a conversation to ${names.staff(staffId)}`, about: names.conversation(conversationId) }),
  'conversation.noted': ({ conversationId, body, handOffTo }, names) => ({ did: handOffTo === null ? 'wrote a note' : 'handed over with a note', about: names.conversation(conversationId), words: body }),
  'note.seen': ({ conversationId, staffId }, names) => ({ did: `note seen by ${names.staff(staffId)}`, about: names.conversation(conversationId) }),
  'promise.made': ({ conversationId, dueAt }, names) => ({ did: `promised a call by ${names.time(dueAt)}`, about: names.conversation(conversationId) }),
  'promise.released': ({ conversationId }, names) => ({ did: 'took a promise back', about: names.conversation(conversationId) }),
  'conversation.identified': ({ conversationId, patientId }, names) => ({ did: patientId === null ? 'said that nobody knows who this is' : 'said who this is', about: (patientId === null ? null : names.patient(patientId)) ?? names.conversation(conversationId) }),
  'conversation.verified': ({ patientId, how }, names) => ({ did: how === 'birthDate' ? 'checked the birth date' : 'made sure who it is', about: names.patient(patientId) }),
  'conversation.unverified': ({ conversationId }, names) => ({ did: 'took back that it was made sure who it is', about: names.conversation(conversationId) }),
  'number.optedOut': ({ conversationId, how }, names) => ({ did: 'noted: no more texts', about: names.conversation(conversationId), words: how }),
  'number.optedIn': ({ conversationId, how }, names) => ({ did: 'noted: texts are welcome again', about: names.conversation(conversationId), words: how }),
  'number.marked': ({ number, mark }, names) => ({ did: mark === null ? 'took away what a number is' : `said what a number is: ${MARKS[mark.kind]}`, about: names.conversation(number) ?? number }),
  'consent.given': ({ conversationId, basis, wording }, names) => ({ did: `noted that texts are agreed to, ${BASIS[basis]}`, about: names.conversation(conversationId), words: wording }),

  'template.saved': ({ name }) => ({ did: `saved the template “${name}”` }),
  'template.removed': ({ templateId }, names) => ({ did: `removed the template ${names.template(templateId)}` }),
  'templates.ordered': () => ({ did: 'put the templates in another order' }),
  'day.noted': ({ body }) => (body === '' ? { did: 'took the note for whoever opens next away' } : { did: 'left a note for whoever opens next', words: body }),
  'day.read': () => ({ did: 'read what was left' }),
  'practice.changed': (changes) => ({ did: `changed settings: ${listed(Object.keys(changes).map((field) => SETTINGS[field as keyof typeof SETTINGS] ?? field))}` }),
  'staff.saved': ({ name }) => ({ did: `saved ${name} as staff` }),
  'staff.removed': ({ staffId }, names) => ({ did: `removed ${names.staff(staffId)} from staff` }),
  'staff.cameToDesk': ({ staffId }, names) => ({ did: staffId === null ? 'nobody is at the desk' : `${names.staff(staffId)} came to the desk` }),
  // Its settings may hold passwords and what is left of tokens.
  'line.saved': ({ name, enabled }) => ({ did: `saved the line ${name}, ${enabled ? 'on' : 'off'}` }),
  'line.wasAway': ({ lineId, from, until }, names) => ({ did: `${names.line(lineId)} was away from ${names.time(from)} until ${names.time(until)}` }),
  'line.gapsSeen': () => ({ did: 'looked at what came while a line was away' }),
  'data.exported': ({ what, as, withNames, from, to, patientId }, names) => ({
    did: `took out ${EXPORTS[what]} as ${as.toUpperCase()}${withNames ? '' : ', without names'}${from === null ? '' : `: ${from === to || to === null ? names.day(from) : `${names.day(from)} to ${names.day(to)}`}`}`,
    about: patientId === null ? null : names.patient(patientId),
  }),
  'privacy.hidden': ({ by }) => ({ did: by === 'hand' ? 'hid the names' : 'names were hidden: nobody at the desk' }),
  'privacy.revealed': () => ({ did: 'showed the names again' }),
  'records.saved': ({ enabled }) => ({ did: `switched the practice software ${enabled ? 'on' : 'off'} or changed how it is followed` }),
}

/** What an event says. A kind of a newer version, which no sentence knows, is shown by its own name: nothing is left out. */
export function sentenceOf(event: Pick<JournalEvent, 'body'> & { kind: string }, names: Names): Sentence {
  const say = (sentences as Record<string, Say<EventKind> | undefined>)[event.kind]
  return say ? say(event.body, names) : { did: event.kind }
}
