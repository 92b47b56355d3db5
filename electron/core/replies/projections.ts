import type { Touched } from '../journal/subject.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import type { Subject } from '../journal/subject.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { contact, meet, putConsentMark, setHandledBy } from '../conversations/projections.ts'
import { addText, moveText } from '../conversations/texts.ts'
import { patientsWithNumber } from '../people/numbers.ts'
import { staffById } from '../practice/queries.ts'
import { dropOptOut, putOptOut } from './consent.ts'

const sql = statements({
  put: `INSERT INTO templates (id, name, texts, position) VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM templates))
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, texts = excluded.texts`,
  remove: 'DELETE FROM templates WHERE id = ?',
  order: 'UPDATE templates SET position = ? WHERE id = ?',
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

export const repliesSubject: Subject<Kind> = {
  tables: ['templates', 'opt_outs'],
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
        })
        if (!body.automatic && staffById(db, actor)) setHandledBy(db, body.conversationId, actor)
      },
      touches: (_db, { body }) => contact(body.conversationId, body.textId),
    },
    'text.cancelled': {
      project: (db, { body }) => moveText(db, body.textId, 'cancelled', { failure: body.why }),
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
      project: (db, { body }) => moveText(db, body.textId, 'failed', { failure: body.reason }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'text.unknown': {
      project: (db, { body }) => moveText(db, body.textId, 'unknown', { failure: body.reason }),
      touches: (db, { body }) => text(db, body.textId),
    },
    'template.saved': {
      project: (db, { body }) => void sql(db).put.run(body.templateId, body.name, JSON.stringify(body.texts)),
      touches: (_db, { body }) => [{ type: 'template', id: body.templateId }],
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
        putConsentMark(db, { ...body, optedOut: true, actor, at })
      },
      touches: (db, { body }) => consent(db, body),
    },
    'number.optedIn': {
      project(db, { at, actor, body }) {
        dropOptOut(db, body.conversationId)
        putConsentMark(db, { ...body, optedOut: false, actor, at })
      },
      touches: (db, { body }) => consent(db, body),
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
