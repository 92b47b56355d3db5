import type { Core } from '../../core.ts'
export type ImportJobs = { stop: () => Promise<void> }
export function createImportJobs(_core: Core): ImportJobs {
  return { stop: async () => undefined }
}
