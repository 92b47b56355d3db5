import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyNotWritten, writeWhole } from './write-whole.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-whole-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file is there whole, in place of the one before, with nothing beside it', async () => {
  const file = join(folder, 'report.pdf')
  writeFileSync(file, 'the one before')
  await writeWhole(file, Buffer.from('new'))
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['report.pdf'])
})

test('where it cannot take its place, what was there stays, and nothing is left beside it', async () => {
  const file = join(folder, 'taken')
  mkdirSync(file)
  writeFileSync(join(file, 'inside'), 'kept')
  await expect(writeWhole(file, Buffer.from('new'))).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM|EEXIST/)
  expect(readFileSync(join(file, 'inside'), 'utf8')).toBe('kept')
  expect(readdirSync(folder)).toEqual(['taken'])
})

test('why it was not written is said in plain words, without the path', async () => {
  const error = await writeWhole(join(folder, 'gone', 'report.pdf'), Buffer.from('x')).catch((thrown: unknown) => thrown)
  expect(whyNotWritten(error)).toMatchObject({ code: 'notFound' })
  const of = (code: string) => whyNotWritten(Object.assign(new Error(`${code}: /home/ana/Maria Alvarez.pdf`), { code }))
  expect(of('ENOSPC')).toMatchObject({ code: 'diskFull', message: expect.stringContaining('no room') })
  expect(['EBUSY', 'EPERM', 'EACCES'].map((code) => of(code).code)).toEqual(['locked', 'locked', 'locked'])
  expect(of('EROFS').code).toBe('readOnly')
  expect([of('EIO').code, whyNotWritten('odd').code]).toEqual(['internal', 'internal'])
  for (const code of ['ENOSPC', 'EBUSY', 'EROFS', 'ENOENT', 'EIO']) expect(of(code).message).not.toMatch(/Maria|\//)
})
