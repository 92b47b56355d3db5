import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { practiceToOpen, readOptions } from './options.ts'

const argv = (...own: string[]): string[] => ['electron', '.', '--inspect=0', '--no-sandbox', ...own]

test('the arguments of the app are read, those of Electron left alone', () => {
  expect(readOptions(argv())).toEqual({ folder: null, open: null, demoSpeed: 1 })
  expect(readOptions(argv('--data=some folder/with = in it', '--demo', '--demo-speed=5'))).toEqual({ folder: resolve('some folder/with = in it'), open: 'demo', demoSpeed: 5 })
  expect(readOptions(argv('--data='))).toMatchObject({ folder: null })
})

test('a speed that makes no sense is the ordinary one, and none is beyond reason', () => {
  const speed = (text: string): number => readOptions(argv(`--demo-speed=${text}`)).demoSpeed
  expect(['', '0', '-3', 'fast', 'Infinity', 'NaN'].map(speed)).toEqual([1, 1, 1, 1, 1, 1])
  expect(['0.5', '1e9'].map(speed)).toEqual([0.5, 1000])
})

test('a practice that was set up is opened again without asking; the demo only when asked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-options-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'demo.db'), '')
  expect(practiceToOpen(folder, null)).toBeNull()
  writeFileSync(join(folder, 'practice.db'), '')
  expect(practiceToOpen(folder, null)).toBe('practice')
  expect(practiceToOpen(folder, 'demo')).toBe('demo')
})
