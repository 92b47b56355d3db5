import { safeStorage } from 'electron'
import type { Keychain } from './key.ts'

/** DPAPI on Windows, the Keychain on macOS, the Secret Service on Linux. */
export const systemKeychain: Keychain = {
  isThere() {
    if (!safeStorage.isEncryptionAvailable()) return false
    // On Linux without a keyring Electron falls back to a fixed password; that is no keychain.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  },
  seal: (text) => safeStorage.encryptString(text),
  unseal: (bytes) => safeStorage.decryptString(bytes),
}
