import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { help, parseOptions } from './options.ts'
import { progressIn } from './progress.ts'
import { sound } from './testing/planted.ts'

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-fuzz-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('makes a million inputs for every parser unless told otherwise', () => {
  expect(parseOptions([])).toEqual({ help: false, names: [], runs: 1_000_000, seed: null, resume: false, milliseconds: Infinity, from: 0 })
  expect(parseOptions(['sip', 'ami', '--runs', '5', '--seed=7', '--minutes', '0.5', '--from', '3'])).toMatchObject({ names: ['sip', 'ami'], runs: 5, seed: 7, milliseconds: 30_000, from: 3 })
})

it.each([[['--runs', '0']], [['--runs', 'many']], [['--seed', '-1']], [['--minutes=']], [['--resume', '--seed', '1']], [['--form', '1']]])('refuses %j', (args) => {
  expect(() => parseOptions(args)).toThrow(Error)
})

it('names every option in its help', () => {
  for (const option of ['--runs', '--seed', '--resume', '--minutes', '--from']) expect(help).toContain(option)
})

it('remembers how far a parser has come, and begins anew where that cannot be read', () => {
  const folder = ownFolder()
  const progress = progressIn(folder)
  expect(progress.of('sound')).toBeNull()
  progress.save('sound', { seed: 4, done: 1250, findings: [] })
  expect(progressIn(folder).of('sound')).toEqual({ seed: 4, done: 1250, findings: [] })
  writeFileSync(join(folder, 'sound.json'), '{"seed": 4, "do')
  expect(progress.of('sound')).toBeNull()
})

it('keeps the input of a finding and how to make it again', () => {
  const found = { target: sound, file: '', exported: 'sound', line: '' }
  const base = progressIn(ownFolder()).keep(found, 9, { kind: 'threw', run: 1, says: 'planted' })
  expect(readFileSync(`${base}.bin`)).toEqual(sound.seeds[1])
  expect(readFileSync(`${base}.txt`, 'utf8')).toMatch(/planted[^]*npm run fuzz -- sound --seed 9 --from 1 --runs 1/)
})
