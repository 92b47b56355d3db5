import type { DraftView } from '@shared/contract/views.ts'
import type { ReadableDB, WritableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  put: `INSERT INTO drafts (conversation_id, body, template_id, language, promised_at, media) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (conversation_id) DO UPDATE SET body = excluded.body, template_id = excluded.template_id, language = excluded.language, promised_at = excluded.promised_at, media = excluded.media`,
  forget: 'DELETE FROM drafts WHERE conversation_id = ?',
  all: 'SELECT * FROM drafts LIMIT 500',
})

export function saveDraft(db: WritableDB, { conversationId, body, templateId, language, promisedAt, media = [] }: DraftView): void {
  if (body === '' && media.length === 0) sql(db).forget.run(conversationId)
  else sql(db).put.run(conversationId, body, templateId, language, promisedAt ?? null, media.length === 0 ? null : JSON.stringify(media))
}

export function allDrafts(db: ReadableDB): DraftView[] {
  return (sql(db).all.all() as { conversation_id: string; body: string; template_id: string | null; language: string | null; promised_at: number | null; media: string | null }[]).map((row) => ({
    conversationId: row.conversation_id,
    body: row.body,
    templateId: row.template_id,
    language: row.language,
    ...(row.promised_at === null ? {} : { promisedAt: row.promised_at }),
    ...(row.media === null ? {} : { media: JSON.parse(row.media) as DraftView['media'] }),
  }))
}
