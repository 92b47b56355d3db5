import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'

/** 32 bytes as hex, and where they are kept; null when there is a practice file whose key is gone. */
export type FileKey = { key: string | null; keptIn: 'keychain' | 'file' }

const HEX_KEY = /^[0-9a-f]{64}$/

/**
 * The key to the practice file. It is kept encrypted by the system's keychain; where there is none, in a file that
 * only its owner may read, and Settings says so. A key is never made anew beside a practice file it cannot open.
 */
export function provideKey(folder: string): FileKey {
  mkdirSync(folder, { recursive: true })
  const sealed = join(folder, 'rapport.key.sealed')
  const plain = join(folder, 'rapport.key')
  if (existsSync(sealed)) return { key: unseal(readFileSync(sealed)), keptIn: 'keychain' }
  if (existsSync(plain)) return { key: checked(readFileSync(plain, 'utf8').trim()), keptIn: 'file' }
  if (existsSync(join(folder, 'practice.db'))) return { key: null, keptIn: 'file' }
  const key = randomBytes(32).toString('hex')
  if (hasKeychain()) {
    writeFileSync(sealed, safeStorage.encryptString(key), { mode: 0o600 })
    return { key, keptIn: 'keychain' }
  }
  writeFileSync(plain, `${key}\n`, { mode: 0o600 })
  return { key, keptIn: 'file' }
}

/** On Linux without a keyring Electron falls back to a fixed password; that is no keychain. */
function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

function unseal(bytes: Buffer): string | null {
  try {
    return checked(safeStorage.decryptString(bytes))
  } catch {
    // The keychain was reset or belongs to another user: the desk is told that the key is missing.
    return null
  }
}

function checked(key: string): string | null {
  return HEX_KEY.test(key) ? key : null
}
