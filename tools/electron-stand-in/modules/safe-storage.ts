import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { env } from 'node:process'
import { answered } from '../answered.ts'

// There is no keychain here, and the stand-in says so. Tests of the code around it may name a file that plays one; it
// proves nothing about the real thing, because whoever reads that file reads everything.
const toyKeychain = env.ELECTRON_STAND_IN_KEYCHAIN

function key(): Buffer {
  if (!toyKeychain) throw new Error('Error while using safeStorage: encryption is not available.')
  if (!existsSync(toyKeychain)) writeFileSync(toyKeychain, randomBytes(32), { mode: 0o600 })
  return readFileSync(toyKeychain)
}

export const safeStorage = answered('safeStorage', {
  isEncryptionAvailable: () => Boolean(toyKeychain),
  getSelectedStorageBackend: () => 'basic_text',
  setUsePlainTextEncryption: (_use: boolean) => {},

  encryptString(text: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from('v10'), nonce, cipher.getAuthTag(), sealed])
  },

  decryptString(bytes: Buffer): string {
    const secret = key()
    if (bytes.subarray(0, 3).toString() !== 'v10') throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(3, 15)).setAuthTag(bytes.subarray(15, 31))
    return Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()]).toString('utf8')
  },
})
