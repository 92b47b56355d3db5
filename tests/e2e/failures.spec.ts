import { closeSync, copyFileSync, cpSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, type Rapport } from './fixtures.ts'
import { Problem } from './pages/problem.ts'
import { canMakeReadOnly, fingerprint, holdPracticeFile, keyFile, keyIn, practiceFile, readOnlyDisk } from './support/files.ts'
import { temporaryFolder, removeFolder } from './support/own-practice.ts'
import { onRealElectron } from './support/runtime.ts'

test.use({ opens: 'practice' })

/** The screen that stands in the way, with its words; the file is as it was. */
async function expectProblem({ page, data }: Rapport, title: string, words: RegExp, before: string): Promise<Problem> {
  const problem = new Problem(page)
  await expect(problem.title).toHaveText(title)
  await expect(problem.alert).toContainText(words)
  await expect(page.getByText(practiceFile(data), { exact: true })).toBeVisible()
  await expect(problem.tryAgain).toBeFocused()
  expect(fingerprint(data)).toBe(before)
  return problem
}

/** Still so after trying again, and still untouched. */
async function expectStillSo(problem: Problem, folder: string, before: string): Promise<void> {
  await problem.tryAgain.click()
  await expect(problem.stillSo).toBeVisible()
  await expect(problem.title).toBeVisible()
  expect(fingerprint(folder)).toBe(before)
}

async function expectOpen({ desk, page }: Rapport): Promise<void> {
  await expect(desk.feed).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
}

let before = ''
const noting = (change: (folder: string) => void | Promise<void>) => ({
  prepare: {
    folder: async (folder: string): Promise<void> => {
      await change(folder)
      before = fingerprint(folder)
    },
  },
})

test.describe('with a key that belongs to another file', () => {
  test.use(noting((folder) => {
    copyFileSync(keyFile(folder), join(folder, 'kept-key'))
    writeFileSync(keyFile(folder), `${'0123456789abcdef'.repeat(4)}\n`)
  }))
  test('the key is said not to fit; with the right one back, Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'The key does not fit this practice file', /Put back the key/, before)
    await expectStillSo(problem, rapport.data, before)
    copyFileSync(join(rapport.data, 'kept-key'), keyFile(rapport.data))
    await problem.tryAgain.click()
    await expectOpen(rapport)
  })
})

test.describe('without the key', () => {
  test.use(noting((folder) => {
    copyFileSync(keyFile(folder), join(folder, 'kept-key'))
    rmSync(keyFile(folder))
  }))
  test('the key is said to be missing, no new one is made, and with it back Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'The key to the practice file is missing', /Put the key file back/, before)
    await expectStillSo(problem, rapport.data, before)
    expect(() => keyIn(rapport.data)).toThrow(/ENOENT/)
    copyFileSync(join(rapport.data, 'kept-key'), keyFile(rapport.data))
    await problem.tryAgain.click()
    await expectOpen(rapport)
  })
})

test.describe('with a damaged file', () => {
  test.use(noting((folder) => {
    copyFileSync(practiceFile(folder), join(folder, 'kept.db'))
    const file = openSync(practiceFile(folder), 'r+')
    writeSync(file, Buffer.alloc(4096, 'damage'), 0, 4096, 0)
    closeSync(file)
  }))
  test('it is said to be damaged; with the backup in its place, Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'The practice file is damaged', /Restore the newest backup/, before)
    await expectStillSo(problem, rapport.data, before)
    copyFileSync(join(rapport.data, 'kept.db'), practiceFile(rapport.data))
    await problem.tryAgain.click()
    await expectOpen(rapport)
  })

  test('the demo practice opens instead, and leaves the file alone', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'The practice file is damaged', /Restore the newest backup/, before)
    await problem.demoInstead.click()
    await expect(rapport.page.getByRole('status').filter({ hasText: 'Demo practice' })).toBeVisible()
    await expect(rapport.desk.feed).toBeVisible()
    expect(fingerprint(rapport.data)).toBe(before)
  })
})

test.describe('with a file of a newer Rapport', () => {
  test.use(noting((folder) => {
    copyFileSync(practiceFile(folder), join(folder, 'kept.db'))
    const db = new Database(practiceFile(folder))
    db.pragma(`cipher='sqlcipher'`)
    db.pragma(`key="x'${keyIn(folder)}'"`)
    db.pragma('user_version = 9990')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
  }))
  test('it is said to need a newer Rapport; with a file of its own, Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'This practice file needs a newer Rapport', /Update Rapport/, before)
    await expectStillSo(problem, rapport.data, before)
    copyFileSync(join(rapport.data, 'kept.db'), practiceFile(rapport.data))
    await problem.tryAgain.click()
    await expectOpen(rapport)
  })
})

test.describe('while another program has the file', () => {
  let held: { letGo: () => Promise<void> } | undefined
  test.use(noting(async (folder) => {
    held = await holdPracticeFile(folder)
  }))
  test.afterEach(() => held?.letGo())
  test('it is said to be in use; when the other lets go, Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'The practice file is in use', /Another program is using/, before)
    await expectStillSo(problem, rapport.data, before)
    await held?.letGo()
    await problem.tryAgain.click()
    await expectOpen(rapport)
  })
})

test.describe('in a folder that may not be written', () => {
  test.skip(!canMakeReadOnly, 'root needs a disk of its own for it, and may not mount one here')
  test.skip(onRealElectron, 'Chromium itself needs to write beside the practice')
  let disk: ReturnType<typeof readOnlyDisk> | undefined
  test.use(noting((folder) => {
    const aside = temporaryFolder('aside')
    cpSync(folder, aside, { recursive: true })
    disk = readOnlyDisk(folder)
    cpSync(aside, folder, { recursive: true })
    removeFolder(aside)
    disk.protect()
  }))
  test.afterEach(() => disk?.permit())
  test.afterAll(() => disk?.leave())
  test('it is said not to be writable; when it is, Try again opens', async ({ rapport }) => {
    const problem = await expectProblem(rapport, 'Rapport may not write to its folder', /write access/, before)
    await expectStillSo(problem, rapport.data, before)
    disk?.permit()
    await problem.tryAgain.click()
    await expectOpen(rapport)
    await rapport.close()
    disk?.leave()
    disk = undefined
  })
})

test('the practice that opened says nothing of the kind', async ({ rapport }) => {
  await expectOpen(rapport)
  expect(readFileSync(practiceFile(rapport.data)).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
})
