import { z } from 'zod'

/** What the windows see. Times are milliseconds UTC; dates without a time are ISO `YYYY-MM-DD`. */

const at = z.number().int()
const id = z.string().min(1).max(200)

export const languageTag = z.string().regex(/^[a-z]{2,3}$/)

export const openingHours = z.record(
  z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  z.array(z.object({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) })),
)

/** Who hid the names on a desk's screen: somebody there, or Rapport because nobody was. */
export const hiddenBy = z.enum(['hand', 'idle'])
export type HiddenBy = z.infer<typeof hiddenBy>

/** Something to make sure of before hanging up. */
export const checklistLine = z.string().trim().min(1).max(60)

export const practiceView = z.object({
  name: z.string(),
  /** As the practice writes it; used in texts. */
  phone: z.string(),
  /** IANA name, for example `America/Chicago`. */
  timeZone: z.string(),
  /** BCP 47 language in which the practice writes when a patient's own is not known. */
  language: languageTag,
  /** ISO 3166 country used to read national phone numbers. */
  country: z.string().length(2),
  hours: openingHours,
  formsLink: z.string(),
  directionsLink: z.string(),
  /** What the desk makes sure of before hanging up, in this order; empty where it wants no list. */
  checklist: z.array(checklistLine).max(5),
})
export type PracticeView = z.infer<typeof practiceView>

export const staffView = z.object({
  id,
  name: z.string(),
  initials: z.string(),
  removed: z.boolean(),
  /** The extension of their phone, or empty: who answered, and which phone rings when they dial. */
  extension: z.string(),
})
export type StaffView = z.infer<typeof staffView>

export const templateView = z.object({
  id,
  name: z.string(),
  /** Language to text with `{variables}`. */
  texts: z.record(languageTag, z.string()),
  position: z.number().int(),
})
export type TemplateView = z.infer<typeof templateView>

/** The name of a kind of line, as `electron/core/lines/modules.ts` lists it. */
export const lineKind = z.string().min(1).max(40)

const settingValue = z.union([z.string(), z.number(), z.boolean()])

/** One setting of a kind of line, as the form shows it. */
export const lineFieldView = z.object({
  name: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  placeholder: z.string().optional(),
  /** `secret` is kept and never shown again; `token` is an access token that Rapport makes. */
  control: z.enum(['text', 'number', 'secret', 'switch', 'choice', 'token']),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Shown only while another setting has one of these values. */
  onlyWhen: z.object({ field: z.string(), is: z.array(settingValue) }).optional(),
  /** Right as it is for most; folded away. */
  advanced: z.boolean().optional(),
  initial: settingValue,
})
export type LineFieldView = z.infer<typeof lineFieldView>

/** A kind of line that can be added, with its form. */
export const lineKindView = z.object({
  kind: lineKind,
  title: z.string(),
  about: z.string(),
  guide: z.string(),
  fields: z.array(lineFieldView),
  /** Where a phone or text system posts to, after the line's address; null where it does not. */
  hook: z.object({ path: z.string() }).nullable(),
})
export type LineKindView = z.infer<typeof lineKindView>

export const lineStatus = z.object({
  state: z.enum(['live', 'starting', 'reconnecting', 'off', 'failed']),
  /** Since when it is so. */
  since: at.nullable(),
  /** Why it is not live, in words for the desk. */
  message: z.string().nullable(),
  lastEventAt: at.nullable(),
  address: z.string().nullable(),
  /** Silent for longer than is usual at this hour: since when, and how many calls and texts usually come in such a time. */
  quiet: z.object({ since: at, usual: z.number() }).nullable(),
})
export type LineStatus = z.infer<typeof lineStatus>

/** A time in which a line was away, until somebody has seen it. */
export const gapView = z.object({
  id,
  lineId: id,
  lineName: z.string(),
  from: at,
  until: at,
  /** What came in that time as far as the provider told afterwards. */
  calls: z.number().int(),
  missed: z.number().int(),
  texts: z.number().int(),
  /** What the provider cannot tell about that time. */
  untold: z.array(z.enum(['calls', 'texts'])),
  /** The doors were closed all that time: a night with the PC off is no failure. */
  whileClosed: z.boolean(),
  seen: z.boolean(),
})
export type GapView = z.infer<typeof gapView>

export const lineView = z.object({
  id,
  kind: lineKind,
  name: z.string(),
  enabled: z.boolean(),
  /** Settings without secrets; a secret is only `true` when set. */
  settings: z.record(z.string(), settingValue),
  /** Whether it can send texts when it works. */
  canText: z.boolean(),
  status: lineStatus,
})
export type LineView = z.infer<typeof lineView>

export const visitView = z.object({
  id,
  at,
  status: z.enum(['kept', 'cancelled', 'noShow', 'booked']),
  clinician: z.string(),
  /** What it was for, as the desk says it: "Knee injection". */
  reason: z.string(),
  note: z.string(),
  /** The body part or matter a greeting may ask after, per language: `{ en: "knee", es: "la rodilla" }`. */
  matter: z.record(languageTag, z.string()).nullable(),
})
export type VisitView = z.infer<typeof visitView>

/** What is known of a number, not of a person: a family's or a ward's, a nursing home or a school, one we do not want, one of ours. */
export const numberMark = z.object({
  kind: z.enum(['shared', 'facility', 'blocked', 'internal']),
  /** What it is called: the nursing home, the back office. */
  name: z.string().max(80),
})
export type NumberMark = z.infer<typeof numberMark>

export const phoneLabel = z.enum(['mobile', 'home', 'work', 'carer', 'other'])

export const phoneView = z.object({
  /** E.164, or the raw text where it could not be read. */
  number: z.string(),
  display: z.string(),
  label: phoneLabel,
  optedOutAt: at.nullable(),
  /** Whether a message may be left there; left out: nobody has asked. */
  mayLeaveMessage: z.boolean().optional(),
  mark: numberMark.nullable(),
})
export type PhoneView = z.infer<typeof phoneView>

export const channel = z.enum(['text', 'call', 'any'])
export const timeOfDay = z.enum(['morning', 'afternoon', 'any'])

/** The fields of a person that the desk may write. */
export const patientFields = z.object({
  givenName: z.string().trim().max(120),
  familyName: z.string().trim().max(120),
  preferredName: z.string().trim().max(120),
  pronouns: z.string().trim().max(40),
  /** ISO date or empty. */
  birthDate: z.union([z.literal(''), z.string().regex(/^\d{4}-\d\d-\d\d$/)]),
  language: z.union([z.literal(''), languageTag]),
  email: z.string().trim().max(200),
  channel,
  timeOfDay,
  /** Preferred clinician. */
  clinician: z.string().trim().max(120),
  /** Short things the desk must know: "Hard of hearing, left ear". */
  alerts: z.array(z.string().trim().min(1).max(120)).max(12),
  /** Numbers as typed; they are read and normalised in the core. */
  phones: z.array(z.object({ number: z.string().trim().min(1).max(60), label: phoneLabel, mayLeaveMessage: z.boolean().optional() })).max(8),
  guarantorId: id.nullable(),
  /** How this person relates to the guarantor: "daughter". */
  relation: z.string().trim().max(60),
  patientSince: z.union([z.literal(''), z.string().regex(/^\d{4}(-\d\d-\d\d)?$/)]),
  /** The id in the practice software, for imports. */
  externalId: z.string().trim().max(120),
})
export type PatientFields = z.infer<typeof patientFields>

/** What a preference is about. */
export const preferenceKind = z.enum(['reach', 'times', 'clinician', 'interpreter', 'hearing', 'vision', 'mobility', 'speaksFor', 'name', 'other'])
export type PreferenceKind = z.infer<typeof preferenceKind>

const isoDay = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** Of what is to be done for people, a window holds the soonest. */
export const MOST_FOLLOW_UPS = 500

/** Something to do for a person, not done yet. */
export const followUpView = z.object({
  id,
  patientId: id,
  name: z.string(),
  initials: z.string(),
  /** The number to reach them at, their mobile first; null when there is none. */
  number: z.string().nullable(),
  due: isoDay,
  what: z.string(),
  templateId: id.nullable(),
  by: z.string(),
  at,
  /** The visit it is after, where a rule of the practice planned it. */
  visit: z.object({ at, reason: z.string() }).nullable(),
})
export type FollowUpView = z.infer<typeof followUpView>

/** A rule of the practice: which visits are followed up, when and how. Empty words name every visit. */
export const followUpRuleFields = z.object({
  enabled: z.boolean(),
  /** Words of what the visit was for. */
  visitType: z.string().trim().max(80),
  clinician: z.string().trim().max(120),
  /** After the visit's day. */
  days: z.number().int().min(0).max(1095),
  /** Again after as many days each time it is done, until they come: then only the newest visit counts. */
  recall: z.boolean(),
  what: z.string().trim().min(1).max(200),
  templateId: id.nullable(),
})
export type FollowUpRuleFields = z.infer<typeof followUpRuleFields>

export const followUpRuleView = followUpRuleFields.extend({ id })
export type FollowUpRuleView = z.infer<typeof followUpRuleView>

/** Fields in which the desk and the practice software may differ: single values, each with somebody who entered it. */
export const differingField = z.enum(['givenName', 'familyName', 'preferredName', 'pronouns', 'birthDate', 'language', 'email', 'externalId'])
export type DifferingField = z.infer<typeof differingField>

export const patientView = patientFields.omit({ phones: true }).extend({
  id,
  /** "Maria “Mari” Alvarez". */
  fullName: z.string(),
  /** What to call them: preferred, else given name. */
  calledName: z.string(),
  initials: z.string(),
  phones: z.array(phoneView),
  visits: z.array(visitView),
  household: z.array(z.object({ id, fullName: z.string(), relation: z.string() })),
  /** How they want to be treated: who noted it, and when. */
  preferences: z.array(z.object({ id, kind: preferenceKind, text: z.string(), by: z.string(), at })),
  /** What is to be done for them, the soonest first. */
  followUps: z.array(z.object({ id, due: isoDay, what: z.string(), templateId: id.nullable(), by: z.string(), at })),
  /** Where the practice software has another value than the desk entered, until somebody decides. */
  differences: z.array(z.object({ field: differingField, ours: z.string(), by: z.string(), since: at.nullable(), theirs: z.string(), source: z.string(), at })),
  /** Records that were one person and were joined to this one; each can be taken apart again. */
  merged: z.array(z.object({ id, name: z.string(), at, by: z.string() })),
  /** Who changed which field last, and when. */
  lastChanges: z.array(z.object({ field: z.string(), at, by: z.string() })),
})
export type PatientView = z.infer<typeof patientView>

/** Fields of which one value stays when two records of one person are joined. */
export const mergeField = z.enum(['givenName', 'familyName', 'preferredName', 'pronouns', 'birthDate', 'language', 'email', 'channel', 'timeOfDay', 'clinician', 'relation', 'patientSince', 'externalId'])
export type MergeField = z.infer<typeof mergeField>

/** Who entered something: a name, or the list it came with. */
const entered = z.object({ by: z.string(), at: at.nullable() })

const mergeSide = z.object({
  patientId: id,
  fullName: z.string(),
  initials: z.string(),
  birthDate: z.string(),
  phones: z.array(z.string()),
  alerts: z.array(z.string()),
  visits: z.number().int(),
  made: entered,
})

/** Two records side by side. */
export const mergePreview = z.object({
  sides: z.tuple([mergeSide, mergeSide]),
  fields: z.array(z.object({ field: mergeField, values: z.tuple([entered.extend({ value: z.string() }), entered.extend({ value: z.string() })]) })),
})
export type MergePreview = z.infer<typeof mergePreview>

/** Two records that may be one person, and why. */
export const duplicatePair = z.object({
  a: z.lazy(() => patientRow),
  b: z.lazy(() => patientRow),
  reasons: z.array(z.enum(['sameBirthDate', 'sameNumber', 'sameName', 'nickname', 'likeName', 'swappedName', 'likeBirthDate'])),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

export const patientRow = z.object({
  id,
  fullName: z.string(),
  initials: z.string(),
  birthDate: z.string(),
  phone: z.string(),
  language: z.string(),
})
export type PatientRow = z.infer<typeof patientRow>

/** Why a search found somebody, where the name as it is written does not say so: the word typed and the one found, a date, a number's display. */
export const matchReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nickname'), typed: z.string(), name: z.string() }),
  z.object({ kind: z.literal('similar'), name: z.string() }),
  z.object({ kind: z.literal('born'), date: z.string() }),
  z.object({ kind: z.literal('phone'), ends: z.boolean(), digits: z.string() }),
])
export type MatchReason = z.infer<typeof matchReason>

/** A row of the search, and why it is there. */
export const foundRow = patientRow.extend({ why: z.array(matchReason) })
export type FoundRow = z.infer<typeof foundRow>

/** Something that was said or noted, found by its words: where it is, and the words around. A visit's note is with a patient, all else in a conversation. */
export const saidHit = z.object({
  id,
  at,
  type: z.enum(['received', 'sent', 'note', 'voicemail', 'visit']),
  conversationId: id.nullable(),
  patientId: id.nullable(),
  name: z.string(),
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
})
export type SaidHit = z.infer<typeof saidHit>

/** Who a conversation is with. A shared number stays a question until somebody answers it. */
export const whoView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('patient'),
    patientId: id,
    name: z.string(),
    initials: z.string(),
    /** How many patients have this number. */
    shares: z.number().int(),
    /** Somebody said so; else the number alone says it. */
    chosen: z.boolean(),
  }),
  z.object({
    kind: z.literal('household'),
    name: z.string(),
    candidates: z.array(
      z.object({
        patientId: id,
        name: z.string(),
        initials: z.string(),
        birthDate: z.string(),
        relation: z.string(),
        reasons: z.array(z.object({ code: z.string(), at: at.optional() })),
      }),
    ),
  }),
  /** `before`: who it was the last time somebody said, though the number is not theirs. */
  z.object({ kind: z.literal('new'), callerName: z.string().nullable(), before: z.object({ patientId: id, name: z.string(), at }).nullable() }),
  z.object({ kind: z.literal('withheld') }),
])
export type WhoView = z.infer<typeof whoView>

const callState = z.enum(['ringing', 'connected', 'ended', 'missed', 'voicemail', 'unknown'])

export const contactView = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id,
    conversationId: id,
    at,
    direction: z.enum(['in', 'out']),
    state: callState,
    /** How long it rang, in seconds, once known. */
    ringSeconds: z.number().nullable(),
    talkSeconds: z.number().nullable(),
    answeredAt: at.nullable(),
    /** A staff name, or the phone that answered. */
    answeredBy: z.string().nullable(),
    voicemail: z.object({ seconds: z.number().nullable(), transcript: z.string().nullable() }).nullable(),
    lineName: z.string(),
    /** Other lines that told of the same call. */
    alsoOn: z.array(z.string()),
    closerUndone: z.boolean(),
    /** What was made sure of before hanging up, in the words of that day. */
    checked: z.array(z.object({ line: z.string(), by: z.string() })),
  }),
  z.object({
    type: z.literal('text'),
    id,
    conversationId: id,
    at,
    direction: z.enum(['in', 'out']),
    body: z.string(),
    state: z.enum(['received', 'queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled']),
    /** In words for the desk, when it failed. */
    failure: z.string().nullable(),
    /** Until when the reply can be taken back. */
    leavesAt: at.nullable(),
    by: z.string().nullable(),
    automatic: z.boolean(),
    templateName: z.string().nullable(),
    /** What the consent rule read in an inbound text. */
    consent: z.enum(['none', 'optOut', 'optIn', 'help', 'request']),
    /** "CANCEL" by somebody with a coming visit: they may have meant the visit. */
    mayMeanVisit: z.boolean(),
    /** Pictures and documents that came with it; `problem` says in words for the desk why one is not here. */
    media: z.array(z.object({ id, contentType: z.string(), size: z.number().int(), problem: z.string().nullable() })),
    closerUndone: z.boolean(),
  }),
  z.object({ type: z.literal('resolved'), id, conversationId: id, at, reason: z.string(), by: z.string(), closerUndone: z.boolean() }),
  z.object({ type: z.literal('note'), id, conversationId: id, at, body: z.string(), by: z.string(), to: z.string().nullable(), handoff: z.boolean() }),
  z.object({ type: z.literal('snoozed'), id, conversationId: id, at, until: at, by: z.string() }),
  z.object({ type: z.literal('consent'), id, conversationId: id, at, optedOut: z.boolean(), how: z.string() }),
])
export type ContactView = z.infer<typeof contactView>

export const conversationView = z.object({
  /** E.164, or `withheld:<call>` and `raw:<call>` which are never merged. */
  id,
  /** How the number is written on screen. */
  display: z.string(),
  who: whoView,
  /** False where no text can reach it: withheld, landline marked so, short code. */
  textable: z.boolean(),
  optedOutAt: at.nullable(),
  mark: numberMark.nullable(),
  lastAt: at,
  /** The newest thing that passed, for the feed. */
  last: contactView.nullable(),
  waitingSince: at.nullable(),
  /** Why they wait: what opened the loop since it was last closed. */
  waitingFor: z.object({ missed: z.number().int(), voicemails: z.number().int(), texts: z.number().int(), failed: z.number().int() }),
  /** An automatic text went out since they wait: they know that we noticed. */
  textedBack: z.boolean(),
  /** The call or text that closed the last open loop; can be undone. */
  closedBy: z.object({ contactId: id, type: z.enum(['call', 'text', 'resolved']), at, by: z.string().nullable() }).nullable(),
  /** Their calls that nobody took since we last spoke or wrote, newest first, at most 5; a call going on settles none of them. */
  missedAt: z.array(at),
  /** A text of ours promised a call until `dueAt`, and nobody has spoken with them or written to them since. */
  promise: z.object({ madeAt: at, dueAt: at, by: z.string() }).nullable(),
  /** Who is at the phone was checked, for the person this is with; it counts until then, and while its call goes on (`until` null). */
  verified: z.object({ how: z.enum(['birthDate', 'otherWay']), at, by: z.string(), until: at.nullable() }).nullable(),
  /** Inbound calls in a row, for "3rd call in 20 min". */
  repeat: z.object({ count: z.number().int(), minutes: z.number().int() }).nullable(),
  /** The call ringing right now. */
  ringing: z.object({ callId: id, since: at, lineName: z.string() }).nullable(),
  /** The call somebody is in right now. */
  talking: z.object({ callId: id, since: at, by: z.string().nullable() }).nullable(),
  snoozedUntil: at.nullable(),
  assignedTo: id.nullable(),
  /** Staff who answered here, so that "Mine" can find it. */
  handledBy: id.nullable(),
  hasCalls: z.boolean(),
  hasTexts: z.boolean(),
})
export type ConversationView = z.infer<typeof conversationView>

export const importView = z.object({
  id,
  fileName: z.string(),
  at,
  by: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'undoing', 'undone', 'failed']),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  /** People of whom the desk entered something else, and visits written. */
  differing: z.number().int(),
  visits: z.number().int(),
})
export type ImportView = z.infer<typeof importView>

/** How a source of records that is followed live stands, since Rapport was started. */
export const recordsStatus = z.object({
  state: z.enum(['live', 'off', 'failed']),
  since: at.nullable(),
  /** Why it does not listen, in words for the desk. */
  message: z.string().nullable(),
  connections: z.number().int(),
  lastAt: at.nullable(),
  /** Messages that were taken in; that held nothing a desk keeps; that were refused; and pieces that were none. */
  taken: z.number().int(),
  passedOver: z.number().int(),
  refused: z.number().int(),
  dropped: z.number().int(),
  lastRefusal: z.object({ at, type: z.string(), says: z.string() }).nullable(),
})

/** The practice software that is followed: so far by HL7 alone. */
export const recordsSourceView = z.object({ id: z.enum(['hl7']), enabled: z.boolean(), port: z.number().int(), address: z.string(), status: recordsStatus })
export type RecordsSourceView = z.infer<typeof recordsSourceView>

/** Where the practice's file stands; what a window shows before and besides the desk. */
export const appState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('opening') }),
  z.object({ state: z.literal('firstStart'), folder: z.string() }),
  z.object({
    state: z.literal('open'),
    which: z.enum(['demo', 'practice']),
    file: z.string(),
    keyKeptIn: z.enum(['keychain', 'file']),
    lastBackup: z.object({ at, file: z.string() }).nullable(),
  }),
  z.object({
    state: z.literal('failed'),
    which: z.enum(['demo', 'practice']),
    code: z.enum(['wrongKey', 'keyMissing', 'damaged', 'newer', 'locked', 'diskFull', 'readOnly', 'internal']),
    message: z.string(),
    file: z.string(),
  }),
])
export type AppState = z.infer<typeof appState>

/** Every kind of thing a change set can carry. `patient` upserts are held only by windows that show that person. */
export const upserts = z.object({
  conversation: z.array(conversationView),
  contact: z.array(contactView),
  patient: z.array(patientView),
  template: z.array(templateView),
  staff: z.array(staffView),
  line: z.array(lineView),
  practice: z.array(practiceView),
  import: z.array(importView),
  gap: z.array(gapView),
  followUp: z.array(followUpView),
  followUpRule: z.array(followUpRuleView),
  records: z.array(recordsSourceView),
})
export type Upserts = z.infer<typeof upserts>
export type EntityType = keyof Upserts

export const changeSet = z.object({
  /** The window must be at this number before it applies the set; otherwise it has a gap. */
  from: z.number().int(),
  seq: z.number().int(),
  upserts: upserts.partial(),
  removals: z.array(z.object({ type: z.string(), id })),
  /** Too much changed to list (an import): the window asks again for what it holds of these. */
  stale: z.array(z.enum(['patient', 'conversation'])),
})
export type ChangeSet = z.infer<typeof changeSet>

/** A reply or note that was begun and not sent; kept in the practice's file so that it survives everything. A note's id is `note:<conversation>`, that of a form about a new caller `form:<conversation>`. */
export const draftView = z.object({ conversationId: id, body: z.string().max(8000), templateId: id.nullable(), language: languageTag.nullable(), /** Until when it promises a call. */ promisedAt: at.nullable().optional() })
export type DraftView = z.infer<typeof draftView>

export const snapshot = z.object({
  seq: z.number().int(),
  /** The core's clock, so that a window's ages agree with it. */
  now: at,
  which: z.enum(['demo', 'practice']),
  practice: practiceView,
  /** The staff member this desk works as, if one was picked. */
  me: id.nullable(),
  /** Who hid the names on this desk's screen; null while they are shown. */
  namesHidden: hiddenBy.nullable(),
  staff: z.array(staffView),
  templates: z.array(templateView),
  lines: z.array(lineView),
  lineKinds: z.array(lineKindView),
  /** Times in which a line was away that nobody has seen yet. */
  gaps: z.array(gapView),
  /** What is to be done for people, the soonest first. */
  followUps: z.array(followUpView),
  followUpRules: z.array(followUpRuleView),
  conversations: z.array(conversationView),
  imports: z.array(importView),
  clinicians: z.array(z.string()),
  drafts: z.array(draftView),
  records: z.array(recordsSourceView),
})
export type Snapshot = z.infer<typeof snapshot>
