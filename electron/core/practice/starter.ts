import type { NewEvent } from '@shared/events/index.ts'
import starterTemplates from '../../../resources/templates/starter.json' with { type: 'json' }
import type { Core } from '../core.ts'

/** What a new practice begins with: the starter templates and an http line that is off. */
export function prepareNewPractice(core: Core): void {
  const at = core.now()
  core.record([
    ...starterTemplateEvents(core, at),
    { kind: 'line.saved', body: { lineId: core.newId(), kind: 'http', name: 'Main line', enabled: false, settings: {} }, at, actor: 'rule:starter' },
  ])
}

export function starterTemplateEvents(core: Pick<Core, 'newId'>, at: number): NewEvent[] {
  return starterTemplates.map(({ name, texts }): NewEvent => ({ kind: 'template.saved', body: { templateId: core.newId(), name, texts }, at, actor: 'rule:starter' }))
}
