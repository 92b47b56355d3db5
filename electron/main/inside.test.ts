import { posix, win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileInside, isInside } from './inside.ts'

describe('a file is inside a folder', () => {
  test('by its resolved path on Linux and macOS', () => {
    expect(['/data/practice.db', '/data/practice.db.backups/one.db', '/data/a/../b', '/data/..b'].map((file) => isInside('/data', file, posix))).toEqual([true, true, true, true])
    expect(['/data', '/data/', '/data/..', '/data/../etc', '/data-beside/file', '/', '', '/etc/passwd'].map((file) => isInside('/data', file, posix))).toEqual(Array.from({ length: 8 }, () => false))
  })

  test('by its resolved path on Windows, where case does not count', () => {
    const folder = 'C:\\Users\\Ana Lopez\\AppData\\Roaming\\Rapport'
    expect([`${folder}\\practice.db`, `${folder}/practice.db`, `${folder.toLowerCase()}\\practice.db`, `${folder}\\a\\..\\b`].map((file) => isInside(folder, file, win32))).toEqual([true, true, true, true])
    const outside = [folder, `${folder}\\..\\x`, `${folder}-2\\x`, 'D:\\practice.db', 'C:\\Windows', '\\\\server\\share\\x', '//server/share/x', '\\\\?\\C:\\Windows\\x', '\\\\.\\pipe\\x', '']
    expect(outside.map((file) => isInside(folder, file, win32))).toEqual(outside.map(() => false))
  })
})

describe('a path of the own scheme names a file', () => {
  test.each([[posix, '/app/renderer'], [win32, 'C:\\Program Files\\Rapport\\renderer']] as const)('only inside the built page', (system, folder) => {
    expect(fileInside(folder, '/assets/a%20b.js', system)).toBe(system.join(folder, 'assets', 'a b.js'))
    const out = ['/', '/..', '/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/main', '/assets/../../main', '/%E0%A4%A', '/%00', '/a%00.js']
    expect(out.map((pathname) => fileInside(folder, pathname, system))).toEqual(out.map(() => null))
  })

  test('on Windows neither by backslashes, nor on another drive, nor on a share', () => {
    const folder = 'C:\\Rapport\\renderer'
    expect(['/..\\main\\index.js', '/..%5cmain%5cindex.js', '/assets%5c..%5c..%5cmain'].map((pathname) => fileInside(folder, pathname, win32))).toEqual([null, null, null])
    expect(fileInside(folder, '/D:/secret', win32)).toBeNull()
    // Joined to the folder, a share is only a strange name in it.
    for (const pathname of ['/%5c%5cserver%5cshare%5cx', '//server/share/x']) expect(fileInside(folder, pathname, win32)).toMatch(/^C:\\Rapport\\renderer\\/)
  })

  test('is read fast, however long', () => {
    expect(fileInside('/app', `/${'../'.repeat(100_000)}x`, posix)).toBeNull()
    expect(fileInside('/app', `/${'%2e%2e%2f'.repeat(100_000)}x`, posix)).toBeNull()
  })
})
