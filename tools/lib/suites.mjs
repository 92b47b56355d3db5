import { filesUnder } from './files.mjs'

/**
 * Which test files belong to which suite. vitest.config.ts and the tools read it here, so they cannot disagree.
 * @typedef {{ folders: string[], suffix: RegExp, glob: string }} Suite
 */
export const suites = {
  unit: { folders: ['shared', 'renderer', 'electron/main', 'electron/preload'], suffix: /\.test\.tsx?$/, glob: '**/*.test.{ts,tsx}' },
  core: { folders: ['electron/core', 'tools'], suffix: /\.test\.ts$/, glob: '**/*.test.ts' },
  lines: { folders: ['tests/lines'], suffix: /\.test\.ts$/, glob: '**/*.test.ts' },
  e2e: { folders: ['tests/e2e'], suffix: /\.spec\.ts$/, glob: '**/*.spec.ts' },
}

/** @param {Suite} suite */
export function hasFiles({ folders, suffix }) {
  return filesUnder(folders).some((file) => suffix.test(file))
}
