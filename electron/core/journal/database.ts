import { createHash, createHmac } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { ErrorCode } from '@shared/contract/result.ts'
import { MIGRATIONS, migrate, newestVersion } from './migrations.ts'

declare const readable: unique symbol
declare const writable: unique symbol

/** A handle that may only be read. Queries take this, so that no query can write by mistake. */
export type ReadableDB = Database.Database & { [readable]: true }
/** The handle the journal writes with. Only `record` and projections see it. */
export type WritableDB = ReadableDB & { [writable]: true }

export type OpenFailureCode = Extract<
  ErrorCode,
  'wrongKey' | 'keyMissing' | 'damaged' | 'newer' | 'locked' | 'diskFull' | 'readOnly' | 'internal'
>

/** Why a practice file could not be opened or written, with a sentence for the desk. The file is left as it was. */
export class FileFailure extends Error {
  readonly code: OpenFailureCode

  constructor(code: OpenFailureCode, message: string) {
    super(message)
    this.code = code
  }
}

const SENTENCES: Record<OpenFailureCode, string> = {
  wrongKey: 'This key does not open the practice file. The file was not changed. Put back the key that belongs to it, or restore a backup.',
  keyMissing: 'The key to the practice file is not here. The file was not changed. Put the key file back beside it, or restore a backup.',
  damaged: 'The practice file is damaged and was not changed. Restore the newest backup, and keep this file for support.',
  newer: 'This practice file was made by a newer Rapport. It was not changed. Update Rapport on this PC to open it.',
  locked: 'Another program is using the practice file. Close it (a second Rapport, a backup tool), then try again.',
  diskFull: 'The disk is full, so nothing can be saved. Free some space, then try again. Nothing saved so far is lost.',
  readOnly: 'Rapport may not write to the practice file or its folder. Ask whoever looks after this PC for write access, then try again.',
  internal: 'The practice file could not be opened. It was not changed. Try again, and contact support if it stays so.',
}

/** Without a fingerprint of its key beside the file, the two look the same. */
const DAMAGED_OR_WRONG_KEY =
  'The practice file cannot be read: it is damaged, or the key here belongs to another file. It was not changed. Put back the key that belongs to it, or restore the newest backup, and keep this file for support.'

export function fileFailure(code: OpenFailureCode): FileFailure {
  return new FileFailure(code, SENTENCES[code])
}

/** Reads what SQLite or the file system said about a failed open or write; null when it is not about the file. */
export function asFileFailure(error: unknown): FileFailure | null {
  if (error instanceof FileFailure) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return fileFailure('damaged')
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EBUSY') return fileFailure('locked')
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return fileFailure('diskFull')
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || ['EACCES', 'EPERM', 'EROFS'].includes(code)) return fileFailure('readOnly')
  if (code.startsWith('SQLITE_IOERR')) return fileFailure('internal')
  return null
}

const FINGERPRINT = /^[0-9a-f]{64}$/

function keyCheckFile(file: string): string {
  return `${file}.keycheck`
}

/**
 * Tells a wrong key from a damaged file: a fingerprint of the key that opened the file last, kept beside it. Null when
 * there is none; one that a power cut left half written tells nothing, and must not lock the practice out.
 */
function keptKeyCheck(file: string): string | null {
  if (!existsSync(keyCheckFile(file))) return null
  const kept = readFileSync(keyCheckFile(file), 'utf8').trim()
  return FINGERPRINT.test(kept) ? kept : null
}

function keyCheck(key: Buffer): string {
  return createHmac('sha256', createHash('sha256').update(key).digest()).update('rapport practice file').digest('hex')
}

function hasBytes(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0
}

/**
 * Opens the encrypted practice file, brings it to the newest version and returns the only writing handle.
 * @param file path of the database; created when missing
 * @param key 32 bytes; given raw to SQLCipher's AES-256, so no key derivation delays the start
 * @throws FileFailure with a code per cause; the file is untouched then
 */
export function openDatabase(file: string, key: Buffer): WritableDB {
  if (key.length !== 32) throw fileFailure('wrongKey')
  let db: Database.Database | undefined
  let kept: string | null = null
  try {
    const wasOpened = existsSync(keyCheckFile(file))
    // The file is gone or emptied while what lies beside it says that there was a practice: never begin a new one over it.
    if ((wasOpened || existsSync(`${file}-wal`)) && !hasBytes(file)) throw fileFailure('damaged')
    // SQLite quietly opens for reading what it may not write, and would fail at the first call that comes in: ask now.
    if (existsSync(file)) accessSync(file, constants.W_OK)
    kept = keptKeyCheck(file)
    if (kept !== null && kept !== keyCheck(key)) throw fileFailure('wrongKey')
    db = new Database(file, { timeout: 2000 })
    db.pragma(`cipher='sqlcipher'`)
    db.pragma(`key="x'${key.toString('hex')}'"`)
    // One core per file: a second one would publish changes this one never sees.
    db.pragma('locking_mode = EXCLUSIVE')
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > newestVersion) throw fileFailure('newer')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    // Else INSERT OR REPLACE would take a row out of the journal past its trigger.
    db.pragma('recursive_triggers = ON')
    db.pragma('temp_store = MEMORY')
    // What a new version makes of all there is, it looks up back and forth: with a small cache most of the time goes into deciphering pages again.
    db.pragma('cache_size = -262144')
    migrate(db, file, MIGRATIONS)
    db.pragma('cache_size = -65536')
    // Again, for what only the write lock can tell: access lists on Windows, a folder that takes no log.
    db.exec('BEGIN IMMEDIATE; COMMIT')
    if (kept === null) writeFileSync(keyCheckFile(file), keyCheck(key), { mode: 0o600 })
    return db as WritableDB
  } catch (error) {
    db?.close()
    const failure = asFileFailure(error)
    if (failure?.code === 'damaged' && db && kept === null) throw new FileFailure('damaged', DAMAGED_OR_WRONG_KEY)
    throw failure ?? error
  }
}
