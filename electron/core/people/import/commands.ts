import type { ImportMapping, ParsedArgument, Value } from '@shared/contract/index.ts'
import type { Core } from '../../core.ts'
import { Refusal, type Handlers } from '../../handlers.ts'
import { practiceOf } from '../../practice/queries.ts'
import { hl7Source, looksLikeHl7 } from '../sources/hl7/file.ts'
import { LARGEST_FILE } from './decode.ts'
import { listSource } from './list-source.ts'
import { planImport, problemsOf } from './plan.ts'
import { inSlices } from './slices.ts'
import type { Source } from './source.ts'
import { checkMapping, shownOf, stageList } from './stage.ts'

/** The steps of an import as the window takes them: read the file, look at the dry run, write, and undo if it was wrong. */
export const importHandlers: Handlers<'imports.stage' | 'imports.plan' | 'imports.problems' | 'imports.apply' | 'imports.cancel' | 'imports.undo'> = {
  async 'imports.stage'(core: Core, { files }) {
    if (files.some(({ bytes }) => looksLikeHl7(bytes))) return stageMessages(core, files)
    if (files.some(({ fileName }) => /\.hl7$/i.test(fileName))) throw noMessage()
    const [file, second] = files
    if (!file || second) throw new Refusal('badArgument', 'Choose one list at a time.')
    const staged = await stageList(file.fileName, file.bytes)
    const stageId = core.newId()
    const shown = shownOf(stageId, staged, practiceOf(core.db).country)
    core.imports.stages.put(stageId, staged)
    return shown
  },
  async 'imports.plan'(core, { stageId, mapping }) {
    return planImport(core, await core.imports.people(), sourceOf(core, stageId, mapping))
  },
  async 'imports.problems'(core, { stageId, mapping }) {
    return { csv: await problemsOf(core, await core.imports.people(), sourceOf(core, stageId, mapping)) }
  },
  'imports.apply'(core, { stageId, mapping }, caller) {
    return { importId: core.imports.apply(sourceOf(core, stageId, mapping), caller.actor) }
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

/** Files of HL7 messages name their fields themselves. */
async function stageMessages(core: Core, files: ParsedArgument<'imports.stage'>['files']): Promise<Value<'imports.stage'>> {
  const other = files.find(({ bytes }) => !looksLikeHl7(bytes))
  if (other) throw new Refusal('badArgument', `Some of these files hold HL7 messages and ${other.fileName} does not. Choose files of one kind.`)
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_FILE) throw new Refusal('badArgument', 'These files are larger than 200 MB. Import them in parts, one after the other.')
  const source = await hl7Source(core, files, inSlices())
  if (source.total === 0) throw noMessage()
  const stageId = core.newId()
  core.imports.stages.put(stageId, { kind: 'records', source })
  return { kind: 'records', stageId, source: source.name, rows: source.total }
}

function noMessage(): Refusal {
  return new Refusal('badArgument', 'There is no message in this file: a message begins with MSH. Export it again from the practice software and choose the new file.')
}

/** What was staged, as a source; a list needs to know its columns. */
function sourceOf(core: Core, stageId: string, mapping: ImportMapping | null): Source {
  const staged = core.imports.stages.get(stageId)
  if (staged.kind === 'records') return staged.source
  if (!mapping) throw new Refusal('badArgument', 'Choose what the columns of this list are.')
  checkMapping(mapping)
  return listSource(core, staged, mapping)
}
