import type { TemplateView } from '@shared/contract/views.ts'
import { unknownVariables } from '@shared/rules/template.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'

const sql = statements({
  all: 'SELECT * FROM templates ORDER BY position, name',
  byId: 'SELECT * FROM templates WHERE id = ?',
})

export function allTemplates(db: ReadableDB): TemplateView[] {
  return sql(db).all.all().map(toTemplate)
}

export function templateById(db: ReadableDB, templateId: string): TemplateView | null {
  const row = sql(db).byId.get(templateId)
  return row ? toTemplate(row) : null
}

export const templateHandlers: Handlers<'templates.save' | 'templates.remove' | 'templates.order'> = {
  'templates.save'(core, { templateId, name, texts }, caller) {
    if (Object.keys(texts).length === 0) throw new Refusal('badArgument', 'A template needs a text in at least one language.')
    const unknown = Object.values(texts).flatMap((text) => unknownVariables(text))
    if (unknown.length > 0) throw new Refusal('badArgument', `There is no variable ${unknown.map((name) => `{${name}}`).join(', ')}. Pick one from the list.`)
    const id = templateId ?? core.newId()
    core.record([{ kind: 'template.saved', body: { templateId: id, name, texts }, at: core.now(), actor: caller.actor }])
    return { templateId: id }
  },
  'templates.remove'(core, { templateId }, caller) {
    if (!templateById(core.db, templateId)) throw new Refusal('notFound', 'That template is already gone.')
    core.record([{ kind: 'template.removed', body: { templateId }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'templates.order'(core, { templateIds }, caller) {
    core.record([{ kind: 'templates.ordered', body: { templateIds }, at: core.now(), actor: caller.actor }])
    return {}
  },
}

function toTemplate(row: unknown): TemplateView {
  const { id, name, texts, position } = row as { id: string; name: string; texts: string; position: number }
  return { id, name, texts: JSON.parse(texts) as Record<string, string>, position }
}
