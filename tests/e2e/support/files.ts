import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const practiceFile = (folder: string): string => join(folder, 'practice.db')
export const keyFile = (folder: string): string => join(folder, 'rapport.key')
export const keyIn = (folder: string): string => readFileSync(keyFile(folder), 'utf8').trim()

/** What "was not changed" means of the practice file. */
export function fingerprint(folder: string): string {
  return createHash('sha256').update(readFileSync(practiceFile(folder))).digest('hex')
}

/** Another program that has the practice file open and is writing to it. */
export async function holdPracticeFile(folder: string): Promise<{ letGo: () => Promise<void> }> {
  const holder: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'hold-file.mjs'), practiceFile(folder), keyIn(folder)], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (!holder.stdout) throw new Error('the holder says nothing')
  await once(holder.stdout, 'data')
  return {
    async letGo() {
      if (holder.exitCode !== null || holder.signalCode !== null) return
      holder.kill()
      await once(holder, 'exit')
    },
  }
}

const isRoot = process.getuid?.() === 0

/** Root may write anywhere, so for root a folder is read-only only on a disk that is. */
export const canMakeReadOnly = process.platform !== 'win32' && (!isRoot || canMount())

/** Makes a folder one that nobody may write to; on a disk of its own where that is needed, which hides what was in it. */
export function readOnlyDisk(folder: string): { protect: () => void; permit: () => void; leave: () => void } {
  if (!isRoot) return { protect: () => chmodSync(folder, 0o500), permit: () => chmodSync(folder, 0o700), leave: () => undefined }
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder])
  return {
    protect: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    permit: () => void execFileSync('mount', ['-o', 'remount,rw', folder]),
    leave: () => void execFileSync('umount', ['-l', folder]),
  }
}

function canMount(): boolean {
  if (process.platform !== 'linux') return false
  const folder = mkdtempSync(join(tmpdir(), 'rapport-e2e-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'pipe' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
