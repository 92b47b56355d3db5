import type { ContactView, ConversationView, DuplicatePair, FollowUpView, FoundRow, HistoryRow, InsightEntry, JournalRow, NumberMark, PatientRow, PatientView, PhoneView, VisitView, WhoView } from '@shared/contract/views.ts'
import { reducedInitials, reducedName, reducedNumber, reducedWords } from '@shared/rules/privacy.ts'
import type { Past, PracticeState } from './state.ts'

/**
 * What windows show of each view while names are hidden: initials, numbers without their middle digits, and that there are
 * words, not which. Ids, times, states, clinicians and colleagues stay, so that the desk can go on working. Pure, and the
 * same object for the same object, so that nothing renders that did not change. A test finds every text of the contract's
 * views that is neither reduced here nor listed there as nobody's secret.
 */

/** Reduces each object once. */
function once<T extends object>(reduce: (whole: T) => T): (whole: T) => T {
  const known = new WeakMap<T, T>()
  return (whole) => {
    const before = known.get(whole)
    if (before) return before
    const reduced = reduce(whole)
    known.set(whole, reduced)
    return reduced
  }
}

function reducedMark(mark: NumberMark | null): NumberMark | null {
  return mark && { ...mark, name: reducedName(mark.name) }
}

function reducedWho(who: WhoView): WhoView {
  switch (who.kind) {
    case 'patient':
      return { ...who, name: reducedName(who.name), initials: reducedInitials(who.initials) }
    case 'household':
      return {
        ...who,
        name: reducedName(who.name),
        // Why somebody may be calling tells of their visits and texts.
        candidates: who.candidates.map((one) => ({ ...one, name: reducedName(one.name), initials: reducedInitials(one.initials), birthDate: '', relation: '', reasons: [] })),
      }
    case 'new':
      return { ...who, callerName: who.callerName && reducedName(who.callerName), before: who.before && { ...who.before, name: reducedName(who.before.name) } }
    case 'withheld':
      return who
  }
}

export const reducedContact = once((contact: ContactView): ContactView => {
  switch (contact.type) {
    case 'call':
      return { ...contact, voicemail: contact.voicemail && { ...contact.voicemail, transcript: contact.voicemail.transcript && reducedWords(contact.voicemail.transcript) } }
    case 'text':
      // A picture alone is something somebody sent, too.
      return { ...contact, body: reducedWords(contact.body.trim() === '' && contact.media.length > 0 ? 'picture' : contact.body), failure: contact.failure && reducedWords(contact.failure), media: [] }
    case 'resolved':
      return { ...contact, reason: reducedWords(contact.reason) }
    case 'note':
      return { ...contact, body: reducedWords(contact.body) }
    case 'consent':
      return { ...contact, how: reducedWords(contact.how) }
    case 'snoozed':
    case 'assigned':
    case 'promised':
      return contact
  }
})

export const reducedConversation = once((conversation: ConversationView): ConversationView => ({
  ...conversation,
  display: reducedNumber(conversation.display),
  who: reducedWho(conversation.who),
  mark: reducedMark(conversation.mark),
  last: conversation.last && reducedContact(conversation.last),
}))

function reducedPhone(phone: PhoneView): PhoneView {
  return { ...phone, display: reducedNumber(phone.display), mark: reducedMark(phone.mark) }
}

function reducedVisit(visit: VisitView): VisitView {
  return { ...visit, reason: reducedWords(visit.reason), note: reducedWords(visit.note), matter: null }
}

export const reducedPatient = once((patient: PatientView): PatientView => ({
  ...patient,
  fullName: reducedName(patient.fullName),
  calledName: reducedName(patient.calledName),
  initials: reducedInitials(patient.initials),
  givenName: reducedName(patient.givenName),
  familyName: reducedName(patient.familyName),
  preferredName: '',
  pronouns: '',
  birthDate: '',
  email: reducedWords(patient.email),
  // One that says that there are some: each stands under its own words.
  alerts: patient.alerts.slice(0, 1).map(reducedWords),
  relation: '',
  patientSince: '',
  externalId: reducedWords(patient.externalId),
  phones: patient.phones.map(reducedPhone),
  visits: patient.visits.map(reducedVisit),
  household: patient.household.map((member) => ({ ...member, fullName: reducedName(member.fullName), relation: '' })),
  preferences: patient.preferences.map((preference) => ({ ...preference, text: reducedWords(preference.text) })),
  followUps: patient.followUps.map((followUp) => ({ ...followUp, what: reducedWords(followUp.what) })),
  // To decide between two values, both must be read.
  differences: [],
  merged: patient.merged.map((one) => ({ ...one, name: reducedName(one.name) })),
}))

export const reducedRow = once((row: PatientRow): PatientRow => ({
  ...row,
  fullName: reducedName(row.fullName),
  initials: reducedInitials(row.initials),
  birthDate: '',
  phone: reducedNumber(row.phone),
}))

/** Why somebody was found tells their name, number or birth date. */
export const reducedFound = once((row: FoundRow): FoundRow => ({ ...row, ...reducedRow(row), why: [] }))

export const reducedPair = once((pair: DuplicatePair): DuplicatePair => ({ ...pair, a: reducedRow(pair.a), b: reducedRow(pair.b) }))

export const reducedFollowUp = once((followUp: FollowUpView): FollowUpView => ({
  ...followUp,
  name: reducedName(followUp.name),
  initials: reducedInitials(followUp.initials),
  what: reducedWords(followUp.what),
  visit: followUp.visit && { ...followUp.visit, reason: reducedWords(followUp.visit.reason) },
}))

export const reducedEntry = once((entry: InsightEntry): InsightEntry => ({ ...entry, name: entry.name && reducedName(entry.name), display: reducedNumber(entry.display) }))
/** Somebody nobody knows by name stands there by their number. */
function reducedParty(party: string): string {
  return /\p{L}/u.test(party) ? reducedName(party) : reducedNumber(party)
}

export const reducedHistory = once((row: HistoryRow): HistoryRow => ({ ...row, name: reducedParty(row.name), words: reducedWords(row.words) }))

/** What was done says nothing of a patient; about whom, and the words, do. */
export const reducedJournal = once((row: JournalRow): JournalRow => ({ ...row, about: row.about && reducedParty(row.about), words: row.words && reducedWords(row.words) }))

function each<T extends object>(reduce: (whole: T) => T): (all: Record<string, T>) => Record<string, T> {
  return once((all) => Object.fromEntries(Object.entries(all).map(([id, one]) => [id, reduce(one)])))
}

const conversations = each(reducedConversation)
const contacts = each(reducedContact)
const threads = each(once((thread: PracticeState['threads'][string]) => ({ ...thread, contacts: contacts(thread.contacts) })))
const past = once((part: Past): Past => ({ ...part, contacts: contacts(part.contacts) }))
const patients = each(reducedPatient)
const followUps = each(reducedFollowUp)

/** The note for whoever opens next says who is left. */
const settings = once((practice: PracticeState['practice']): PracticeState['practice'] => ({ ...practice, closingNote: practice.closingNote && { ...practice.closingNote, body: reducedWords(practice.closingNote.body) } }))

/** All that a window holds of the practice, as it is shown while names are hidden. */
export const reducedPractice = once((practice: PracticeState): PracticeState => ({
  ...practice,
  practice: settings(practice.practice),
  conversations: conversations(practice.conversations),
  threads: threads(practice.threads),
  past: practice.past && past(practice.past),
  patients: patients(practice.patients),
  followUps: followUps(practice.followUps),
}))
