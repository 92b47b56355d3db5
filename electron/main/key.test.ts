import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { provideKey, type Keychain } from './key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport key '))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

/** Seals by turning every byte over. */
const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const keychain: Keychain = { isThere: () => true, seal: (text) => turned(Buffer.from(text)), unseal: (bytes) => turned(bytes).toString() }
const resetKeychain: Keychain = { ...keychain, unseal: () => { throw new Error('not ours') } }
const none: Keychain = { ...resetKeychain, isThere: () => false }

test('a key is made once and given again, sealed by the keychain where there is one', () => {
  const first = provideKey(folder, keychain)
  expect(first).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), keptIn: 'keychain' })
  expect(provideKey(folder, keychain)).toEqual(first)
  expect(readdirSync(folder)).toEqual(['rapport.key.sealed'])
  expect(readFileSync(join(folder, 'rapport.key.sealed'), 'utf8')).not.toContain(first.key)
})

test('where there is no keychain it is kept in a file', () => {
  const first = provideKey(join(folder, 'not yet there'), none)
  expect(first.keptIn).toBe('file')
  expect(provideKey(join(folder, 'not yet there'), none)).toEqual(first)
})

// Windows has no such modes: there the folder's access list says who may read.
test.skipIf(process.platform === 'win32')('that file only its owner may read', () => {
  provideKey(folder, none)
  expect(statSync(join(folder, 'rapport.key')).mode & 0o777).toBe(0o600)
})

test('a write that broke off leaves no key behind, and the next start makes one', () => {
  writeFileSync(join(folder, 'rapport.key.part'), 'abc')
  expect(provideKey(folder, none).key).toMatch(/^[0-9a-f]{64}$/)
  expect(readdirSync(folder)).toEqual(['rapport.key'])
})

test.each(['practice.db', 'practice.db-wal', 'practice.db.keycheck', 'practice.db.backups'])('none is made beside %s: it could never open it', (name) => {
  if (name.endsWith('backups')) mkdirSync(join(folder, name))
  else writeFileSync(join(folder, name), '')
  expect(provideKey(folder, keychain)).toEqual({ key: null, keptIn: 'file' })
  expect(readdirSync(folder)).toEqual([name])
})

test('one that the keychain no longer opens is missing, until a copy of it is put back', () => {
  const { key } = provideKey(folder, keychain)
  expect(provideKey(folder, resetKeychain)).toEqual({ key: null, keptIn: 'keychain' })
  writeFileSync(join(folder, 'rapport.key'), `${key}\r\n`)
  expect(provideKey(folder, resetKeychain)).toEqual({ key, keptIn: 'file' })
})

test('what is no key is not taken for one', () => {
  for (const text of ['', 'abc', 'g'.repeat(64), 'a'.repeat(65)]) {
    writeFileSync(join(folder, 'rapport.key'), text)
    expect(provideKey(folder, none)).toEqual({ key: null, keptIn: 'file' })
  }
})
