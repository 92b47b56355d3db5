import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Every file under a folder with a hash of its bytes: what "was not changed" means. */
export function bytesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(names.sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))
}

export type SmallDisk = {
  folder: string
  /** Takes what space is left. */
  fill: () => void
  /** Gives it back. */
  free: () => void
  readOnly: () => void
}

/** Where a disk cannot be mounted (no root, not Linux), tests that need a full one say so and are skipped. */
export const cannotMount: string | null = mountProblem()

function mountProblem(): string | null {
  if (process.platform !== 'linux') return 'mounting a small disk needs Linux'
  const folder = mkdtempSync(join(tmpdir(), 'rapport-disk-'))
  try {
    mount(folder, 'size=64k')
    execFileSync('umount', [folder])
    return null
  } catch {
    return 'mounting a small disk needs root'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
}

/** A real file system of `megabytes`, gone after the test. Ask for it before opening anything on it: what is made last is undone first. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-disk-'))
  mount(folder, `size=${megabytes}m`)
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) writeWhilePossible(file, size)
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast),
    readOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
  }
}

function writeWhilePossible(file: number, size: number): void {
  for (;;) {
    try {
      writeSync(file, Buffer.alloc(size))
    } catch {
      return
    }
  }
}
