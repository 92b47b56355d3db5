import type { Value } from '@shared/contract/index.ts'
import type { Core } from '../../../core.ts'
import type { Handlers } from '../../../handlers.ts'
import type { Source } from '../../import/source.ts'

/** Reading from FHIR as the window takes it: files a piece at a time, or a server. What was read is staged like any other source. */
export const fhirHandlers: Handlers<'imports.feed' | 'imports.fed' | 'imports.readServer' | 'imports.stopReading'> = {
  async 'imports.feed'(core, piece) {
    return { records: await core.imports.fhir.feed(core, piece) }
  },
  async 'imports.fed'(core, { readId, name }) {
    return staged(core, await core.imports.fhir.finish(readId, name))
  },
  async 'imports.readServer'(core, wanted) {
    return staged(core, await core.imports.fhir.server(core, wanted))
  },
  'imports.stopReading'(core, { readId }) {
    core.imports.fhir.stop(readId)
    return {}
  },
}

function staged(core: Core, source: Source): Value<'imports.fed'> {
  const stageId = core.newId()
  core.imports.stages.put(stageId, { kind: 'records', source })
  return { kind: 'records', stageId, source: source.name, rows: source.total }
}
