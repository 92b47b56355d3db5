import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { suites } from './tools/lib/suites.mjs'

const here = import.meta.dirname
const { unit, core, lines } = suites

// Vitest leaves one core to itself, which on two is half of them.
const maxWorkers = Math.max(2, availableParallelism() - 1)

const project = (name: string, { folders, glob }: { folders: string[]; glob: string }) => ({
  test: { name, maxWorkers, include: folders.map((folder) => `${folder}/${glob}`) },
})

export default defineConfig({
  resolve: { alias: { '@shared': resolve(here, 'shared'), '@renderer': resolve(here, 'renderer') } },
  test: {
    environment: 'node',
    pool: 'forks',
    retry: 0,
    // No test is about time: this ends one that hangs, also on a machine that is busy with something else.
    testTimeout: 60_000,
    projects: [
      project('unit', unit),
      project('core', core),
      // Real servers take their time, and two cores are few for more than two suites of them.
      { test: { ...project('lines', lines).test, setupFiles: ['tests/lines/servers/vitest.ts'], testTimeout: 120_000, maxWorkers: 2 } },
    ],
  },
})
