import type { Core } from '../../core.ts'
import type { Handlers } from '../../handlers.ts'
import { practiceOf } from '../../practice/queries.ts'
import { planImport, problemsOf } from './plan.ts'
import { checkMapping, shownOf, stageFile } from './stage.ts'

/** The steps of an import as the window takes them: read the file, look at the dry run, write, and undo if it was wrong. */
export const importHandlers: Handlers<'imports.stage' | 'imports.plan' | 'imports.problems' | 'imports.apply' | 'imports.cancel' | 'imports.undo'> = {
  async 'imports.stage'(core: Core, { fileName, bytes }) {
    const staged = await stageFile(fileName, bytes)
    const stageId = core.newId()
    const shown = shownOf(stageId, staged, practiceOf(core.db).country)
    core.imports.stages.put(stageId, staged)
    return shown
  },
  async 'imports.plan'(core, { stageId, mapping }) {
    checkMapping(mapping)
    const staged = core.imports.stages.get(stageId)
    return planImport(core, await core.imports.people(), staged, mapping)
  },
  async 'imports.problems'(core, { stageId, mapping }) {
    checkMapping(mapping)
    const staged = core.imports.stages.get(stageId)
    return { csv: await problemsOf(core, await core.imports.people(), staged, mapping) }
  },
  'imports.apply'(core, { stageId, mapping }, caller) {
    checkMapping(mapping)
    return { importId: core.imports.apply(core.imports.stages.get(stageId), mapping, caller.actor) }
  },
  'imports.cancel'(core, { importId }) {
    core.imports.cancel(importId)
    return {}
  },
  'imports.undo'(core, { importId }, caller) {
    core.imports.undo(importId, caller.actor)
    return {}
  },
}
