import { templatePurpose } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import starterTemplates from '../../../resources/templates/starter.json' with { type: 'json' }
import type { Core } from '../core.ts'

/** What a new practice begins with: the starter templates. Which line it has, nobody can know. */
export function prepareNewPractice(core: Core): void {
  core.record(starterTemplateEvents(core, core.now()))
}

export function starterTemplateEvents(core: Pick<Core, 'newId'>, at: number): NewEvent[] {
  return starterTemplates.map(({ name, texts, purpose }): NewEvent => ({ kind: 'template.saved', body: { templateId: core.newId(), name, texts, purpose: templatePurpose.parse(purpose) }, at, actor: 'rule:starter' }))
}
