import { z } from 'zod'
import { at, id, languageTag } from './basics.ts'
import { hiddenBy, practiceView, staffView, templateView } from './practice.ts'
import { gapView, lineKindView, lineView } from './lines.ts'
import { followUpRuleView, followUpView, patientView } from './people.ts'
import { contactView, conversationView } from './conversations.ts'
import { importView, recordsSourceView } from './records.ts'

/** What a window starts from, and how it hears of what changes. */

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

export const draftMedia = z.object({ id, name: z.string().max(120), contentType: z.string().max(120), size: z.number().int() })
export type DraftMedia = z.infer<typeof draftMedia>

/** A reply or note that was begun and not sent; kept in the practice's file so that it survives everything. A note's id is `note:<conversation>`, that of a form about a new caller `form:<conversation>`. */
export const draftView = z.object({ conversationId: id, body: z.string().max(8000), templateId: id.nullable(), language: languageTag.nullable(), /** Until when it promises a call. */ promisedAt: at.nullable().optional(), /** Pictures and documents that go with it, by id. */ media: z.array(draftMedia).max(5).optional() })
export type DraftView = z.infer<typeof draftView>

/** Somebody is writing a reply in a window. */
export const writing = z.object({ window: z.number().int(), staffId: id.nullable(), conversationId: id })
export type Writing = z.infer<typeof writing>

/** Somebody is with this person in the walk at the close of the day; `key` is a patient, or a number nobody is known for. */
export const walking = z.object({ window: z.number().int(), staffId: id.nullable(), key: id })
export type Walking = z.infer<typeof walking>

export const snapshot = z.object({
  seq: z.number().int(),
  /** Which of the desk's windows this is, among those open. */
  window: z.number().int(),
  /** Who is writing where in other windows. */
  writing: z.array(writing),
  /** With whom each window is in its walk. */
  walking: z.array(walking),
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
