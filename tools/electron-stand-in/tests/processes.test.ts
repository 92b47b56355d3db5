import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectPort, fixture, launch, noted, quietEnvironment, standIn, temporaryFolder, until } from './launch.ts'
import type { FixtureMain } from './fixture-types.ts'

/** Starts the executable as a person would, without Playwright. */
function start(args: string[]) {
  const child = spawn(join(standIn, 'electron'), args, { env: quietEnvironment(), cwd: '/' })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  return { child, printed: () => printed, ended: new Promise<number | null>((resolve) => child.on('exit', resolve)) }
}

/** Ids of running processes whose command line or environment mentions this text. */
function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        const isZombie = / Z /.test(readFileSync(`/proc/${name}/stat`, 'utf8'))
        return !isZombie && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text)
      } catch {
        return false
      }
    })
    .map(Number)
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

const isRunning = (pid: number): boolean => {
  try {
    return !/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('says what it is when it starts, and its version when asked', async () => {
  const { child, printed, ended } = start([fixture, `--user-data-dir=${await temporaryFolder()}`])
  await until(() => printed().includes('this is not Electron'))
  child.kill('SIGTERM')
  await ended
  const version = start(['--version'])
  await version.ended
  expect(version.printed()).toMatch(/^v\d+\.\d+\.\d+\n$/)
})

test('a second start with the same profile hands over its arguments and ends', async () => {
  const { app, userData } = await launch()
  const second = start([fixture, `--user-data-dir=${userData}`, '--open=card'])
  expect(await second.ended).toBe(0)
  expect(second.printed()).toContain('second instance leaves')
  const { secondInstances } = await until(async () => {
    const state = await noted(app)
    return state.secondInstances.length === 1 && state
  })
  expect(secondInstances[0]?.argv).toContain('--open=card')
  expect(secondInstances[0]?.cwd).toBe('/')
})

test.runIf(process.platform === 'linux')('kill -9 leaves no Chromium, no child and no profile, and the next start is the first', async () => {
  const { app, page, userData } = await launch()
  await connectPort(page)
  const pid = await app.evaluate(() => process.pid)
  const profile = await app.evaluate(() => (globalThis as unknown as FixtureMain).electronStandIn.profile as string)
  const family = [...childrenOf(pid), ...processesWith(profile)]
  expect(family.length).toBeGreaterThan(3)
  process.kill(pid, 'SIGKILL')
  await until(() => family.every((one) => !isRunning(one)))
  await until(() => processesWith(profile).length === 0)
  await until(() => !existsSync(profile))

  const again = start([fixture, `--user-data-dir=${userData}`])
  await until(() => childrenOf(again.child.pid ?? 0).length >= 2)
  expect(again.printed()).not.toContain('second instance leaves')
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
})
