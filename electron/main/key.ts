import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** 32 bytes as hex, and where they are kept; null when there is a practice file whose key is gone. */
export type FileKey = { key: string | null; keptIn: 'keychain' | 'file' }

/** The system's keychain, as far as it is needed here. */
export type Keychain = { isThere: () => boolean; seal: (text: string) => Buffer; /** @throws when it is not ours to open */ unseal: (bytes: Buffer) => string }

const HEX_KEY = /^[0-9a-f]{64}$/

/**
 * The key to the practice file. It is kept encrypted by the system's keychain; where there is none, in a file that
 * only its owner may read, and Settings says so. A key is never made anew beside anything of a practice.
 * @throws what the file system says when the folder cannot be read or written
 */
export function provideKey(folder: string, keychain: Keychain): FileKey {
  mkdirSync(folder, { recursive: true })
  const sealed = join(folder, 'rapport.key.sealed')
  const plain = join(folder, 'rapport.key')
  const unsealed = existsSync(sealed) ? unseal(readFileSync(sealed), keychain) : null
  if (unsealed !== null) return { key: unsealed, keptIn: 'keychain' }
  // Also where the keychain was reset: a copy of the key that was put back counts.
  if (existsSync(plain)) return { key: checked(readFileSync(plain, 'utf8').trim()), keptIn: 'file' }
  if (existsSync(sealed)) return { key: null, keptIn: 'keychain' }
  if (readdirSync(folder).some((name) => name.startsWith('practice.db'))) return { key: null, keptIn: 'file' }
  const key = randomBytes(32).toString('hex')
  const keptIn = keychain.isThere() ? 'keychain' : 'file'
  if (keptIn === 'keychain') writeForGood(sealed, keychain.seal(key))
  else writeForGood(plain, Buffer.from(`${key}\n`))
  return { key, keptIn }
}

/**
 * On the disk, whole, before it returns: the practice file begun with this key reaches the disk at its first event, and a
 * power cut must not leave it without its key.
 */
function writeForGood(file: string, bytes: Buffer): void {
  const part = `${file}.part`
  const handle = openSync(part, 'w', 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, file)
}

/** Null where the keychain was reset or belongs to another user: the desk is told that the key is missing. */
function unseal(bytes: Buffer, keychain: Keychain): string | null {
  try {
    return checked(keychain.unseal(bytes))
  } catch {
    return null
  }
}

function checked(key: string): string | null {
  return HEX_KEY.test(key) ? key : null
}
