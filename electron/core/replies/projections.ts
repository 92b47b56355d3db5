import type { Touched } from '../journal/subject.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { Subject } from '../journal/subject.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { contact, meet, putConsentMark, putOff, putOffNoLonger, setHandledBy } from '../conversations/projections.ts'
import { addText, moveText, textById } from '../conversations/texts.ts'
import { patientsWithNumber } from '../people/numbers.ts'
import { staffById } from '../practice/queries.ts'
import { dropMentions } from '../conversations/mentions.ts'
import { addMedia } from '../conversations/media.ts'
import { putDecision } from './auto-replies.ts'
import { dropOptOut, putConsentChange, putOptOut } from './consent.ts'

const sql = statements({
  put: `INSERT INTO templates (id, name, texts, position, version, purpose, fixed_key) VALUES (@id, @name, @texts, (SELECT coalesce(max(position), 0) + 1 FROM templates), @version, @purpose, @fixedKey)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, texts = excluded.texts, version = excluded.version, purpose = excluded.purpose, fixed_key = excluded.fixed_key`,
  // A digit means one template: whoever had it before gives it up.
  freeKey: 'UPDATE templates SET fixed_key = NULL WHERE fixed_key = ? AND id <> ?',
  newest: 'SELECT version, name, texts FROM template_versions WHERE template_id = ? ORDER BY version DESC LIMIT 1',
  version: 'INSERT INTO template_versions (template_id, version, name, texts, at, by_actor) VALUES (?, ?, ?, ?, ?, ?)',
  remove: 'DELETE FROM templates WHERE id = ?',
  order: 'UPDATE templates SET position = ? WHERE id = ?',
  used: 'INSERT INTO template_uses (template_id, need, uses) VALUES (?, ?, 1) ON CONFLICT (template_id, need) DO UPDATE SET uses = uses + 1',
  all: 'SELECT id FROM templates',
})

type Kind =
  | 'text.queued'
  | 'text.cancelled'
  | 'text.sending'
  | 'text.sent'
  | 'text.delivered'
  | 'text.failed'
  | 'text.unknown'
  | 'template.saved'
  | 'template.removed'
  | 'templates.ordered'
  | 'number.optedOut'
  | 'number.optedIn'
  | 'consent.given'
  | 'autoReply.decided'
  | 'text.mediaAdded'

export const repliesSubject: Subject<Kind> = {
  tables: ['templates', 'template_versions', 'template_uses', 'opt_outs', 'consent_changes', 'auto_replies'],
  kinds: {
    'text.queued': {
      project(db, { at, actor, body }) {
        // A first text to a number nobody has heard from: the conversation begins here.
        meet(db, { conversationId: body.conversationId, display: body.conversationId, textable: true }, null, at)
        addText(db, {
          id: body.textId,
          conversation_id: body.conversationId,
          at,
          direction: 'out',
          body: body.body,
          state: 'queued',
          leaves_at: body.leavesAt,
          by_actor: actor,
          automatic: body.automatic,
          template_name: body.templateName,
          template_id: body.templateId,
          line_id: body.lineId ?? null,
          consent: 'none',
          may_mean_visit: false,
          promised_at: body.promisedAt ?? null,
          template_version: body.templateVersion ?? null,
          scheduled: body.scheduled === true,
        })
        if (body.scheduled === true) putOff(db, body.conversationId, body.leavesAt)
        if (body.templateId !== null && body.need) sql(db).used.run(body.templateId, body.need)
        if (!body.automatic && staffById(db, actor)) setHandledBy(db, body.conversationId, actor)
        dropMentions(db, body.conversationId, actor)
      },
      touches: (_db, { body }) => [...contact(body.conversationId, body.textId), ...(body.templateId !== null && body.need ? [{ type: 'template' as const, id: body.templateId }] : [])],
    },
    'text.mediaAdded': {
      project: (db, { body }) => addMedia(db, { ...body, problem: null }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.cancelled': {
      project(db, { body }) {
        moveText(db, body.textId, 'cancelled', { failure: body.why })
        const text = textById(db, body.textId)
        if (text?.scheduled === 1 && text.state === 'cancelled' && text.leaves_at !== null) putOffNoLonger(db, text.conversation_id, text.leaves_at)
      },
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.sending': {
      project: (db, { body }) => moveText(db, body.textId, 'sending', { lineId: body.lineId }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.sent': {
      project: (db, { body }) => moveText(db, body.textId, 'sent', { providerId: body.providerId }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.delivered': {
      project: (db, { body }) => moveText(db, body.textId, 'delivered', {}),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.failed': {
      project: (db, { body }) => moveText(db, body.textId, 'failed', { failure: body.reason, failureKind: body.failureKind ?? null }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.unknown': {
      project: (db, { body }) => moveText(db, body.textId, 'unknown', { failure: body.reason }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'template.saved': {
      project(db, { at, actor, body }) {
        const texts = JSON.stringify(body.texts)
        const before = sql(db).newest.get(body.templateId) as { version: number; name: string; texts: string } | undefined
        const same = before !== undefined && before.name === body.name && before.texts === texts
        const version = before === undefined ? 1 : before.version + (same ? 0 : 1)
        if (!same) sql(db).version.run(body.templateId, version, body.name, texts, at, actor)
        sql(db).put.run({ id: body.templateId, name: body.name, texts, version, purpose: body.purpose ?? 'other', fixedKey: body.fixedKey ?? null })
        if (body.fixedKey) sql(db).freeKey.run(body.fixedKey, body.templateId)
      },
      // The one whose digit it took shows none from now on; asked after the projection, all of them are told.
      touches: (db, { body }) => (body.fixedKey ? (sql(db).all.all() as { id: string }[]).map(({ id }): Touched => ({ type: 'template', id })) : [{ type: 'template', id: body.templateId }]),
    },
    'template.removed': {
      project: (db, { body }) => void sql(db).remove.run(body.templateId),
      touches: (_db, { body }) => [{ type: 'template', id: body.templateId }],
    },
    'templates.ordered': {
      project: (db, { body }) => body.templateIds.forEach((templateId, index) => sql(db).order.run(index + 1, templateId)),
      touches: (_db, { body }) => body.templateIds.map((id): Touched => ({ type: 'template', id })),
    },
    'number.optedOut': {
      project(db, { at, actor, body }) {
        meet(db, { conversationId: body.conversationId, display: body.conversationId, textable: true }, null, at)
        putOptOut(db, body.conversationId, at, body.how)
        putConsentChange(db, { id: body.contactId, number: body.conversationId, at, change: 'out', how: body.how, wording: '', actor })
        putConsentMark(db, { ...body, optedOut: true, actor, at })
      },
      touches: (db, { body }) => consent(db, body),
    },
    'number.optedIn': {
      project(db, { at, actor, body }) {
        dropOptOut(db, body.conversationId)
        putConsentChange(db, { id: body.contactId, number: body.conversationId, at, change: 'in', how: body.how, wording: '', actor })
        putConsentMark(db, { ...body, optedOut: false, actor, at })
      },
      touches: (db, { body }) => consent(db, body),
    },
    'consent.given': {
      project: (db, { at, actor, body }) => putConsentChange(db, { id: body.consentId, number: body.conversationId, at, change: 'given', how: body.basis, wording: body.wording, actor }),
      touches: (db, { body }) => patientsWithNumber(db, body.conversationId).map((id): Touched => ({ type: 'patient', id })),
    },
    'autoReply.decided': {
      project: (db, { at, body }) => putDecision(db, body, at),
      touches: (_db, { body }) => [{ type: 'contact', id: body.causeId }],
    },
  },
}

function text(db: ReadableDB, textId: string): Touched[] {
  const conversationId = conversationOfContact(db, textId)
  return conversationId ? contact(conversationId, textId) : []
}

function consent(db: ReadableDB, body: { conversationId: string; contactId: string }): Touched[] {
  return [...contact(body.conversationId, body.contactId), ...patientsWithNumber(db, body.conversationId).map((id): Touched => ({ type: 'patient', id }))]
}
