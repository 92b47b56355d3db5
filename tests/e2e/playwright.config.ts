import { defineConfig } from '@playwright/test'

// Run by `npm test` (tools/test.mjs), which builds the app and chooses the runtime:
// RAPPORT_RUNTIME_KIND is "electron" or "stand-in"; specs tagged @electron skip themselves on the stand-in.
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../out/test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: process.env.RAPPORT_TEST_REPORT ?? '../../out/test/e2e.json' }]],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
})
