import type { TemplateFields, TemplatePurpose, TemplateVersion, TemplateView } from '@shared/contract/views.ts'
import { conditionProblem, unknownVariables } from '@shared/rules/template.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { actorName } from '../practice/queries.ts'

const sql = statements({
  all: 'SELECT * FROM templates ORDER BY position, name',
  byId: 'SELECT * FROM templates WHERE id = ?',
  uses: 'SELECT need, uses FROM template_uses WHERE template_id = ?',
  versions: 'SELECT version, name, texts, at, by_actor FROM template_versions WHERE template_id = ? ORDER BY version DESC LIMIT 100',
})

export function allTemplates(db: ReadableDB): TemplateView[] {
  return sql(db).all.all().map((row) => toTemplate(db, row))
}

export function templateById(db: ReadableDB, templateId: string): TemplateView | null {
  const row = sql(db).byId.get(templateId)
  return row ? toTemplate(db, row) : null
}

/** How a template read before, the newest first; also of one that was removed. */
function versionsOf(db: ReadableDB, templateId: string): TemplateVersion[] {
  return (sql(db).versions.all(templateId) as { version: number; name: string; texts: string; at: number; by_actor: string }[]).map(({ texts, by_actor, ...version }) => ({
    ...version,
    texts: JSON.parse(texts) as Record<string, string>,
    by: actorName(db, by_actor),
  }))
}

export const templateHandlers: Handlers<'templates.save' | 'templates.addSet' | 'templates.versions' | 'templates.remove' | 'templates.order'> = {
  'templates.save'(core, { templateId, ...fields }, caller) {
    refuseUnsound(fields)
    const id = templateId ?? core.newId()
    core.record([saved(id, fields, core.now(), caller.actor)])
    return { templateId: id }
  },
  'templates.addSet'(core, { templates }, caller) {
    for (const fields of templates) refuseUnsound(fields)
    const same = (a: TemplateFields, b: TemplateFields): boolean => a.name === b.name && sameTexts(a.texts, b.texts)
    const here = allTemplates(core.db)
    const fresh = templates.filter((fields, index) => !here.some((one) => same(one, fields)) && !templates.slice(0, index).some((one) => same(one, fields)))
    // A digit that is taken stays with whoever has it.
    const taken = new Set(here.map(({ fixedKey }) => fixedKey))
    core.record(fresh.map((fields) => saved(core.newId(), { ...fields, fixedKey: taken.has(fields.fixedKey) ? null : fields.fixedKey }, core.now(), caller.actor)))
    return { added: fresh.length, known: templates.length - fresh.length }
  },
  'templates.versions': (core, { templateId }) => versionsOf(core.db, templateId),
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

function saved(templateId: string, fields: TemplateFields, at: number, actor: string): NewEvent {
  return { kind: 'template.saved', body: { templateId, ...fields }, at, actor }
}

/** @throws Refusal in words for whoever wrote it */
function refuseUnsound({ name, texts }: TemplateFields): void {
  if (Object.keys(texts).length === 0) throw new Refusal('badArgument', `“${name}” needs a text in at least one language.`)
  const unknown = Object.values(texts).flatMap((text) => unknownVariables(text))
  if (unknown.length > 0) throw new Refusal('badArgument', `There is no variable ${[...new Set(unknown)].map((one) => `{${one}}`).join(', ')}. Pick one from the list.`)
  const problem = Object.values(texts).flatMap((text) => conditionProblem(text) ?? [])[0]
  if (problem) throw new Refusal('badArgument', problem)
}

function sameTexts(a: Record<string, string>, b: Record<string, string>): boolean {
  const languages = Object.keys(a)
  return languages.length === Object.keys(b).length && languages.every((language) => a[language] === b[language])
}

type Row = { id: string; name: string; texts: string; position: number; version: number; purpose: TemplatePurpose; fixed_key: number | null }

function toTemplate(db: ReadableDB, row: unknown): TemplateView {
  const { id, name, texts, position, version, purpose, fixed_key } = row as Row
  const uses = Object.fromEntries((sql(db).uses.all(id) as { need: TemplatePurpose; uses: number }[]).map((use) => [use.need, use.uses]))
  return { id, name, texts: JSON.parse(texts) as Record<string, string>, position, version, purpose, fixedKey: fixed_key, uses }
}
