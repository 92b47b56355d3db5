import { open, rename, rm } from 'node:fs/promises'
import type { Failure } from '@shared/contract/result.ts'

/**
 * Writes a file whole or not at all: what was there before stays until the new one is on the disk.
 * @throws what the file system says
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`
  try {
    const handle = await open(part, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Why a file could not be written, for whoever wanted it. */
export function whyNotWritten(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'diskFull', message: 'There is no room left on that disk, so the file was not saved. Make some, or choose another place.' }
    // Windows says the first three also of a file that a viewer has open.
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
    case 'ETXTBSY':
      return { code: 'locked', message: 'The file was not saved: another program has it open, or nobody may write there. Close it, or choose another name or place.' }
    case 'EROFS':
      return { code: 'readOnly', message: 'That disk cannot be written to, so the file was not saved. Choose another place.' }
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'notFound', message: 'That folder is not there any more, so the file was not saved. Choose another place.' }
    default:
      return { code: 'internal', message: 'The file could not be saved. Try again, or choose another place.' }
  }
}
