// npm run pictures: makes docs/pictures anew from the running app, on its demo practice.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron as electron, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'docs', 'pictures')

type Picture = { name: string; size?: { width: number; height: number }; dark?: boolean; args: string[]; prepare: (page: Page) => Promise<void> }

const screen = (label: string | RegExp, heading: string) => async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: label }).click()
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** The moment of the demo day in which a call rings beside a waiting text. */
async function ringing(page: Page): Promise<void> {
  await page.getByTestId('ringing-call').first().waitFor()
  await page.getByTestId('patient-card').waitFor()
}

const demo = ['--demo']
const pictures: Picture[] = [
  { name: 'desk', args: demo, prepare: ringing },
  { name: 'desk-dark', args: demo, dark: true, prepare: ringing },
  { name: 'desk-1024x700', args: demo, size: { width: 1024, height: 700 }, prepare: ringing },
  {
    name: 'desk-household',
    args: demo,
    async prepare(page) {
      await page.getByTestId('feed-item').filter({ hasText: 'Rosa & Felix Grant' }).click()
      await page.getByRole('heading', { name: 'Who is it?' }).waitFor()
    },
  },
  {
    name: 'patients',
    args: demo,
    async prepare(page) {
      await screen('Patients', 'Patients')(page)
      await page.getByLabel('Search patients').fill('alv')
      await page.getByText('Maria “Mari” Alvarez').first().click()
      await page.getByText('Visits').first().waitFor()
    },
  },
  { name: 'templates', args: demo, prepare: screen('Templates', 'Templates') },
  {
    name: 'close-of-day',
    args: demo,
    async prepare(page) {
      await screen(/Close of day/, 'Close of day')(page)
      await page.getByTestId('patient-card').waitFor()
    },
  },
  { name: 'settings', args: demo, prepare: screen('Settings', 'Settings') },
  { name: 'first-start', args: [], prepare: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
]

mkdirSync(folder, { recursive: true })
for (const { name, size = { width: 1360, height: 860 }, dark = false, args, prepare } of pictures) {
  const data = mkdtempSync(join(tmpdir(), 'rapport-pictures-'))
  const app = await electron.launch({ args: [root, ...args, `--data=${data}`], cwd: root })
  try {
    const page = await app.firstWindow()
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    await prepare(page)
    await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' })
    console.log(`docs/pictures/${name}.png`)
  } finally {
    await app.close()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}
