import { z } from 'zod'
import {
  appState,
  changeSet,
  checklistLine,
  contactView,
  conversationView,
  differingField,
  figureId,
  draftView,
  exportOfData,
  followUpRuleFields,
  duplicatePair,
  hiddenBy,
  insightEntry,
  insights,
  insightSpan,
  historyFilter,
  historyRow,
  journalFilter,
  journalRow,
  languageTag,
  lineKind,
  lineStatus,
  mergeField,
  mergePreview,
  numberMark,
  openingHours,
  pageOf,
  patientFields,
  foundRow,
  saidHit,
  patientView,
  phoneLabel,
  preferenceKind,
  recordsStatus,
  snapshot,
  automaticSettings,
  consentOfPerson,
  holiday,
  templateFields,
  templatePurpose,
  templateVersion,
  textBackPreview,
  proposeWalk,
  waitAlerts,
  walking,
  writing,
} from './views.ts'

/**
 * The contract: every query, command and announcement between a window and the core. The core's
 * handlers, the window's client and the test doubles all derive from this one object. Each call takes
 * one argument object, parsed where it arrives; nothing throws across (see result.ts).
 */

const id = z.string().min(1).max(200)
const nothing = z.object({}).strict()
const done = z.object({}).strict()

const call = <A extends z.ZodType, V extends z.ZodType>(argument: A, value: V) => ({ argument, value })

/** Column number per field of a person, or null where the file has none. */
export const importMapping = z.object({
  columns: z.record(z.string(), z.number().int().min(0).nullable()),
  dateOrder: z.enum(['mdy', 'dmy', 'ymd']),
  hasHeader: z.boolean(),
})
export type ImportMapping = z.infer<typeof importMapping>

/** Records whose fields name themselves: nothing to map. */
const stagedRecords = z.object({ kind: z.literal('records'), stageId: id, source: z.string(), rows: z.number().int() })

export const importPlan = z.object({
  create: z.number().int(),
  change: z.number().int(),
  /** The desk entered something else, which stays. */
  differ: z.number().int(),
  unchanged: z.number().int(),
  skip: z.number().int(),
  /** Visits that would be written. */
  visits: z.number().int(),
  /** The first lines of each outcome, for the desk to look over. */
  lines: z.array(
    z.object({
      line: z.number().int(),
      outcome: z.enum(['create', 'change', 'differ', 'unchanged', 'skip']),
      name: z.string(),
      detail: z.string(),
    }),
  ),
})
export type ImportPlan = z.infer<typeof importPlan>

export const contract = {
  // The file and the desk
  'app.state': call(nothing, appState),
  'app.open': call(z.object({ which: z.enum(['demo', 'practice']) }).strict(), appState),
  'app.backUp': call(nothing, z.object({ file: z.string(), at: z.number() })),
  'desk.snapshot': call(nothing, snapshot),
  'desk.changes': call(z.object({ since: z.number().int().min(0) }).strict(), z.object({ reset: z.boolean(), changes: changeSet.nullable() })),
  /** An empty body forgets the draft. */
  'desk.saveDraft': call(draftView.strict(), done),
  'desk.iAm': call(z.object({ staffId: id.nullable() }).strict(), done),
  /** Names are hidden on this desk's screen from now on, also over a restart. Every window of it hears of it. */
  'desk.hide': call(z.object({ by: hiddenBy }).strict(), done),
  /** Somebody shows them again; done when it stands in the journal. */
  'desk.reveal': call(z.object({ hiddenBy }).strict(), done),

  // Conversations
  /** One that this window does not hold; for a patient's number that nothing passed with yet, it is begun. */
  'conversations.open': call(z.object({ conversationId: id }).strict(), conversationView),
  /** A page of what passed, oldest first: the newest, the one before or after a moment, or the one around a contact. Whether there is more before it (`more`) and after it (`later`). */
  'conversations.thread': call(
    z.object({ conversationId: id, before: z.number().int().optional(), after: z.number().int().optional(), around: id.optional() }).strict(),
    z.object({ contacts: z.array(contactView), more: z.boolean(), later: z.boolean() }),
  ),
  /** The last calls and texts with a person over any of their numbers, our calls and whether they picked up (newest first), and when the last contact was before today. */
  'conversations.ofPerson': call(
    z.object({ patientId: id }).strict(),
    z.object({ recent: z.array(contactView), attempts: z.array(z.object({ at: z.number(), reached: z.boolean() })), lastBefore: z.number().nullable(), /** What was handed over and nobody has taken care of since: no call, reply or resolve. */ handoff: contactView.nullable() }),
  ),
  'conversations.resolve': call(z.object({ conversationId: id, reason: z.string().trim().min(1).max(200) }).strict(), z.object({ contactId: id })),
  /** Undoes whatever closed the loop: a resolve, a call or a reply. */
  'conversations.reopen': call(z.object({ conversationId: id, contactId: id }).strict(), done),
  /** `until` null: until they answer. */
  'conversations.snooze': call(z.object({ conversationId: id, until: z.number().int().nullable() }).strict(), z.object({ contactId: id })),
  'conversations.unsnooze': call(z.object({ conversationId: id }).strict(), done),
  'conversations.assign': call(z.object({ conversationId: id, staffId: id.nullable() }).strict(), done),
  'conversations.note': call(
    z.object({ conversationId: id, body: z.string().trim().min(1).max(2000), handOffTo: z.string().max(200).nullable(), mentions: z.array(id).max(20).optional() }).strict(),
    z.object({ contactId: id }),
  ),
  /** The one who works at this desk has seen the notes here that name them. */
  'conversations.noteSeen': call(z.object({ conversationId: id }).strict(), done),
  /** A call is promised until `dueAt`; kept by a call or a reply, or taken back. */
  'promises.make': call(z.object({ conversationId: id, dueAt: z.number().int() }).strict(), z.object({ promiseId: id })),
  'promises.release': call(z.object({ conversationId: id, promiseId: id }).strict(), done),
  'conversations.identify': call(z.object({ conversationId: id, patientId: id.nullable() }).strict(), done),
  /** The birth date they said is the one on the card, or the desk knows them another way; for this call only. */
  'conversations.verify': call(z.object({ conversationId: id, patientId: id, how: z.enum(['birthDate', 'otherWay']) }).strict(), done),
  'conversations.unverify': call(z.object({ conversationId: id }).strict(), done),
  /** Dials through the line where it can; otherwise the desk shows the number large and notes the outcome itself. */
  'conversations.call': call(z.object({ conversationId: id }).strict(), z.object({ dialled: z.boolean(), display: z.string(), /** Why it was not dialled, where a line tried. */ why: z.string().nullable() })),
  'conversations.noteCall': call(z.object({ conversationId: id, reached: z.boolean() }).strict(), done),
  /** Staff may only ever take consent away, never give it back. */
  'conversations.optOut': call(z.object({ conversationId: id, how: z.string().trim().min(1).max(200) }).strict(), done),
  /** Says what a number is, whoever has it: shared, a facility, blocked, internal; null takes the mark away. */
  'numbers.mark': call(z.object({ number: id, mark: numberMark.nullable() }).strict(), done),
  /** Ticks a line of the checklist for a call, or takes the tick back. */
  'calls.check': call(z.object({ callId: id, line: checklistLine, checked: z.boolean() }).strict(), done),

  // Replies
  'replies.send': call(
    z
      .object({
        conversationId: id,
        body: z.string().max(1600),
        templateId: id.nullable(),
        language: languageTag.nullable(),
        /** Until when it promises a call; left aside where its words no longer say so. */
        promisedAt: z.number().int().nullable().optional(),
        /** When it leaves, ms UTC, or when the doors open next; left out: once it can no longer be taken back. */
        leavesAt: z.union([z.number().int(), z.literal('opening')]).optional(),
        /** Also resolves the conversation. */
        resolve: z.boolean().optional(),
        /** What was attached, by the ids that `replies.attach` gave. */
        mediaIds: z.array(id).max(5).optional(),
        /** The newest text of ours that this window shows, or null: a newer one, by somebody else, refuses this once. */
        after: id.nullable().optional(),
        need: templatePurpose.optional(),
      })
      .strict(),
    z.object({ textId: id, leavesAt: z.number() }),
  ),
  /** Keeps a picture or PDF that is to go with a reply; refused where no line could send it. */
  'replies.attach': call(z.object({ conversationId: id, fileName: z.string().max(255), contentType: z.string().max(120), bytes: z.instanceof(Uint8Array) }).strict(), z.object({ mediaId: id })),
  /** Whether pictures and documents can go with a reply here, and how large all of them may be together, in bytes; null where they cannot. */
  'replies.mediaLimit': call(z.object({ conversationId: id }).strict(), z.object({ bytes: z.number().int().nullable() })),
  /** Who is at this desk is writing to somebody, or to nobody any more. */
  'desk.writing': call(z.object({ conversationId: id.nullable() }).strict(), done),
  /** Takes the first of these people whom no other window walks with, and leaves whoever was taken before; none: the walk stops. */
  'walk.take': call(z.object({ keys: z.array(id).max(2000) }).strict(), z.object({ key: id.nullable() })),
  'replies.undo': call(z.object({ textId: id }).strict(), z.object({ body: z.string() })),
  'replies.retry': call(z.object({ textId: id }).strict(), z.object({ textId: id, leavesAt: z.number() })),
  'templates.save': call(templateFields.extend({ templateId: id.nullable() }).strict(), z.object({ templateId: id })),
  /** Adds the templates of a set; one that is here already, word for word, is passed over. */
  'templates.addSet': call(z.object({ templates: z.array(templateFields.strict()).min(1).max(200) }).strict(), z.object({ added: z.number().int(), known: z.number().int() })),
  'templates.versions': call(z.object({ templateId: id }).strict(), z.array(templateVersion)),
  'templates.remove': call(z.object({ templateId: id }).strict(), done),
  'templates.order': call(z.object({ templateIds: z.array(id).max(200) }).strict(), done),

  // Automatic texts and consent
  /** What these settings would have done with the calls and texts of the last seven days. */
  'automatic.preview': call(z.object({ automatic: automaticSettings, holidays: z.array(holiday).max(100) }).strict(), textBackPreview),
  /** The next openings, ms UTC: while open, the first one began already. */
  'practice.openings': call(nothing, z.array(z.object({ from: z.number().int(), to: z.number().int() }))),
  /** When the doors closed last before now, ms UTC: the end of yesterday, or of the morning after a break; null within two weeks never. */
  'practice.lastClosing': call(nothing, z.object({ at: z.number().int().nullable() })),
  /** Leaves a note for whoever opens next, in place of the one before; empty takes it away. */
  'day.note': call(z.object({ body: z.string().trim().max(4000) }).strict(), done),
  /** Somebody is about to take data out as a file; it is given once this stands in the journal. */
  'data.export': call(exportOfData.strict(), done),
  /** Somebody at this desk has read what was left for them. */
  'day.read': call(nothing, done),
  'consent.ofPerson': call(z.object({ patientId: id }).strict(), consentOfPerson),
  'consent.give': call(z.object({ conversationId: id, basis: z.enum(['form', 'spoken', 'online']), wording: z.string().trim().min(1).max(1000) }).strict(), done),

  // Looking back
  /** What passed in a span of time, counted as shared/rules/figures.ts says. Only read. */
  'insights.of': call(insightSpan, insights),
  /** What one of these figures was counted from, the newest first. */
  'insights.listOf': call(
    insightSpan.extend({ figure: figureId, limit: z.number().int().min(1).max(5000), offset: z.number().int().min(0).default(0) }).strict(),
    z.object({ entries: z.array(insightEntry), total: z.number().int() }),
  ),

  // People
  'people.search': call(
    z.object({ words: z.string().max(200), limit: z.number().int().min(1).max(200), offset: z.number().int().min(0).default(0) }).strict(),
    z.object({ rows: z.array(foundRow), total: z.number().int() }),
  ),
  /** The words of texts, notes, voicemails and visit notes. `reading`: an older file is still being read for them. */
  'said.search': call(z.object({ words: z.string().max(200), limit: z.number().int().min(1).max(50) }).strict(), z.object({ hits: z.array(saidHit), reading: z.boolean() })),
  /** Calls, texts and notes with everybody. */
  'history.page': call(z.object({ filter: historyFilter, after: z.string().max(300).nullable() }).strict(), pageOf(historyRow)),
  /** Who did what: every event of the journal. */
  'journal.page': call(z.object({ filter: journalFilter, after: z.string().max(300).nullable() }).strict(), pageOf(journalRow)),
  'people.card': call(z.object({ patientId: id }).strict(), patientView),
  'people.history': call(
    z.object({ patientId: id }).strict(),
    z.array(z.object({ at: z.number(), by: z.string(), field: z.string(), before: z.string(), after: z.string() })),
  ),
  'people.create': call(z.object({ fields: patientFields.partial(), conversationId: id.nullable() }).strict(), z.object({ patientId: id })),
  /** Decides about a value that the practice software has otherwise: the desk's stays, or theirs is taken. */
  'people.settle': call(z.object({ patientId: id, field: differingField, theirs: z.string().max(200), take: z.enum(['ours', 'theirs']) }).strict(), done),
  'people.change': call(z.object({ patientId: id, changes: patientFields.partial() }).strict(), done),
  /** Gives the number of a conversation to somebody, and says that it is with them. */
  'people.addNumber': call(z.object({ patientId: id, conversationId: id, label: phoneLabel }).strict(), done),
  'people.removeNumber': call(z.object({ patientId: id, number: z.string().min(1).max(60) }).strict(), done),
  /** Two records of one person: both, field by field; joined, with the fields whose value is taken from the one that goes; taken apart again. */
  'people.mergePreview': call(z.object({ a: id, b: id }).strict(), mergePreview),
  'people.merge': call(z.object({ from: id, into: id, taken: z.array(mergeField).max(20) }).strict(), done),
  'people.unmerge': call(z.object({ from: id }).strict(), done),
  /** Records that may be one person, the surest first; `total` counts those beyond the first ones too. */
  'people.duplicates': call(nothing, z.object({ pairs: z.array(duplicatePair), total: z.number().int() })),
  'people.tellApart': call(z.object({ a: id, b: id, apart: z.boolean() }).strict(), done),

  // What is remembered of a person, and what is to be done for them
  'preferences.note': call(z.object({ patientId: id, kind: preferenceKind, text: z.string().trim().min(1).max(200) }).strict(), z.object({ preferenceId: id })),
  'preferences.remove': call(z.object({ preferenceId: id, patientId: id }).strict(), done),
  /** With an id: moves one that was planned. `due` is a day of the practice. */
  'followUps.plan': call(
    z.object({ followUpId: id.nullable(), patientId: id, due: z.string().regex(/^\d{4}-\d\d-\d\d$/), what: z.string().trim().min(1).max(200), templateId: id.nullable() }).strict(),
    z.object({ followUpId: id }),
  ),
  'followUps.done': call(z.object({ followUpId: id, how: z.string().trim().max(200) }).strict(), done),
  'followUps.reopen': call(z.object({ followUpId: id, patientId: id }).strict(), done),
  /** What a greeting may ask after since this visit, by language; empty words take it away. */
  'visits.askAfter': call(z.object({ visitId: id, matter: z.record(languageTag, z.string().trim().max(80)) }).strict(), done),
  /** How to prepare for a visit that is to come; empty takes it away. */
  'visits.prepare': call(z.object({ visitId: id, note: z.string().trim().max(400) }).strict(), done),
  'followUps.remove': call(z.object({ followUpId: id }).strict(), done),
  /** Saved by an id that is given, it is changed, or put back after it was removed. */
  'followUpRules.save': call(z.object({ ruleId: id.nullable(), rule: followUpRuleFields.strict() }).strict(), z.object({ ruleId: id })),
  'followUpRules.remove': call(z.object({ ruleId: id }).strict(), done),
  /** How many visits of the last 30 days a rule names, and the newest of them in words. */
  'followUpRules.preview': call(followUpRuleFields.pick({ visitType: true, clinician: true }).strict(), z.object({ visits: z.number().int(), newest: z.object({ at: z.number(), reason: z.string(), clinician: z.string() }).nullable() })),

  // Import. The file's bytes come from a file input in the window, so no path crosses.
  'imports.stage': call(
    z.object({ files: z.array(z.object({ fileName: z.string().max(255), bytes: z.instanceof(Uint8Array) }).strict()).min(1).max(500) }).strict(),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('list'),
        stageId: id,
        headers: z.array(z.string()),
        sample: z.array(z.array(z.string())),
        rows: z.number().int(),
        mapping: importMapping,
      }),
      stagedRecords,
    ]),
  ),
  /** `mapping` is for a list. */
  'imports.plan': call(z.object({ stageId: id, mapping: importMapping.nullable() }).strict(), importPlan),
  'imports.problems': call(z.object({ stageId: id, mapping: importMapping.nullable() }).strict(), z.object({ csv: z.string() })),
  'imports.apply': call(z.object({ stageId: id, mapping: importMapping.nullable() }).strict(), z.object({ importId: id })),
  'imports.cancel': call(z.object({ importId: id }).strict(), done),
  'imports.undo': call(z.object({ importId: id }).strict(), done),
  /** FHIR files cross a piece at a time, one file after the other, so that none is too large; the first piece of a `readId` begins the reading. */
  'imports.feed': call(z.object({ readId: id, fileName: z.string().max(255), bytes: z.instanceof(Uint8Array), last: z.boolean() }).strict(), z.object({ records: z.number().int() })),
  /** Every file was fed: what was read is staged. */
  'imports.fed': call(z.object({ readId: id, name: z.string().min(1).max(255) }).strict(), stagedRecords),
  /** The token is used for this one reading and kept nowhere. */
  'imports.readServer': call(z.object({ readId: id, address: z.string().max(2000), token: z.string().max(16_000) }).strict(), stagedRecords),
  'imports.stopReading': call(z.object({ readId: id }).strict(), done),

  // Settings
  'practice.change': call(
    z
      .object({
        name: z.string().trim().min(1).max(120).optional(),
        phone: z.string().trim().max(40).optional(),
        timeZone: z.string().max(60).optional(),
        language: languageTag.optional(),
        country: z.string().length(2).optional(),
        hours: openingHours.optional(),
        formsLink: z.string().trim().max(300).optional(),
        directionsLink: z.string().trim().max(300).optional(),
        checklist: z.array(checklistLine).max(5).optional(),
        holidays: z.array(holiday).max(100).optional(),
        automatic: automaticSettings.optional(),
        alerts: waitAlerts.optional(),
        proposeWalk: proposeWalk.optional(),
      })
      .strict(),
    done,
  ),
  'staff.save': call(z.object({ staffId: id.nullable(), name: z.string().trim().min(1).max(80), extension: z.string().trim().max(20).regex(/^[\d*#]*$/).optional() }).strict(), z.object({ staffId: id })),
  'staff.remove': call(z.object({ staffId: id }).strict(), done),
  'lines.save': call(
    z
      .object({
        lineId: id.nullable(),
        kind: lineKind,
        name: z.string().trim().min(1).max(60),
        enabled: z.boolean(),
        /** A secret left out stays as it is. */
        settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      })
      .strict(),
    z.object({ lineId: id }),
  ),
  /** Makes a new access token for the http line; shown this once. */
  'lines.newToken': call(z.object({ lineId: id }).strict(), z.object({ token: z.string() })),
  /** Tries a line's saved settings, step by step; nothing is changed. At most 15 s. */
  'lines.test': call(
    z.object({ lineId: id }).strict(),
    z.object({ steps: z.array(z.object({ step: z.enum(['reached', 'signedIn', 'heard']), ok: z.boolean(), says: z.string() })) }),
  ),
  /** Sends one test text over this line, like any other text: it is in the journal and can be taken back for five seconds. */
  'lines.sendTest': call(z.object({ lineId: id, number: z.string().trim().min(1).max(60) }).strict(), z.object({ textId: id, conversationId: id })),
  /** Somebody at the desk has seen what came while a line was away. */
  'lines.gapsSeen': call(z.object({ gapIds: z.array(id).min(1).max(200) }).strict(), done),
  /** A picture or document that came with a text. */
  'texts.media': call(z.object({ mediaId: id }).strict(), z.object({ contentType: z.string(), bytes: z.instanceof(Uint8Array) })),
  /** How the practice software is followed. It is started anew before this answers; its state says whether it listens. */
  'records.save': call(z.object({ source: z.enum(['hl7']), enabled: z.boolean(), port: z.number().int().min(1).max(65535), address: z.string().trim().max(60) }).strict(), done),
  /** Tries it over the network with a message that changes nothing. */
  'records.test': call(z.object({ source: z.enum(['hl7']) }).strict(), z.object({ steps: z.array(z.object({ ok: z.boolean(), says: z.string() })) })),
} as const

export type Contract = typeof contract
export type CallName = keyof Contract
export type Argument<N extends CallName> = z.input<Contract[N]['argument']>
export type ParsedArgument<N extends CallName> = z.output<Contract[N]['argument']>
export type Value<N extends CallName> = z.output<Contract[N]['value']>

/** What the core tells every window without being asked. */
export const announcements = {
  changes: changeSet,
  /** The file was opened, closed or failed: windows ask for a new snapshot. */
  appState,
  /** A line's state changed, or something came over it; not journalled. */
  lineStatus: lineStatus.extend({ lineId: id }),
  /** Who is writing where, in every window of this desk. */
  writing: z.array(writing),
  /** With whom each window of this desk is in its walk. */
  walking: z.array(walking),
  /** Who works at this desk now. */
  atDesk: z.object({ staffId: id.nullable() }),
  /** Names are hidden on this desk's screen now, or shown (null). */
  namesHidden: z.object({ by: hiddenBy.nullable() }),
  /** What came from practice software that is followed, and how that stands; not journalled. */
  recordsStatus: z.object({ id: z.enum(['hl7']), status: recordsStatus }),
  importProgress: z.object({ importId: id, done: z.number().int(), total: z.number().int() }),
  /** How many records were read from a server so far. */
  importReading: z.object({ readId: id, records: z.number().int() }),
} as const

export type AnnouncementName = keyof typeof announcements
export type Announcement<N extends AnnouncementName> = z.infer<(typeof announcements)[N]>

/** What travels on the port between a window and the core. */
export type ToCore = { call: number; name: string; argument: unknown }
export type ToWindow =
  | { call: number; reply: unknown }
  | { announce: AnnouncementName; body: unknown }

