// npm run pictures: makes docs/pictures anew from the running app, on its demo practice.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron as electron, type Page } from '@playwright/test'
import { MINUTE, SECOND } from '@shared/time.ts'
import { Desk } from '../../tests/e2e/pages/desk.ts'
import { Settings } from '../../tests/e2e/pages/settings.ts'
import { answered, ended, missed, ringing, textFrom } from '../../tests/e2e/support/http-line.ts'
import { copyOf, NUMBERS, removeFolder, setUpOwnPractice } from '../../tests/e2e/support/own-practice.ts'
import { setLastLive } from '../../tests/e2e/support/practice-db.ts'
import { busyEvening, walkToTheEnd } from '../../tests/e2e/support/walk.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'docs', 'pictures')

type Picture = {
  name: string
  size?: { width: number; height: number }
  dark?: boolean
  /** Also in every size and colour that docs/pictures shows of the screens a day ends and begins with. */
  everyLook?: true
  args: string[]
  /** Puts into the folder what it holds before the start. */
  folder?: (data: string) => void
  prepare: (page: Page) => Promise<void>
}

const screen = (label: string | RegExp, heading: string) => async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: label }).click()
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** The moment of the demo day in which a call rings beside a waiting text. */
async function atARing(page: Page): Promise<void> {
  await page.getByTestId('ringing-call').first().waitFor()
  await page.getByTestId('patient-card').waitFor()
}

/** What somebody who knows the practice takes to see who it is and what they want. */
const TO_LOOK = 2.5 * SECOND

const demo = ['--demo']
/** A practice of one's own, for what the demo's day does not show. */
const own = await setUpOwnPractice()
const awaySince = Date.now() - 6 * MINUTE
const pictures: Picture[] = [
  { name: 'desk', args: demo, prepare: atARing },
  { name: 'desk-dark', args: demo, dark: true, prepare: atARing },
  { name: 'desk-1024x700', args: demo, size: { width: 1024, height: 700 }, prepare: atARing },
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
  {
    name: 'search',
    args: demo,
    async prepare(page) {
      await atARing(page)
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder(/A name, number/).fill('cita')
      await page.getByText('Said or noted').waitFor()
    },
  },
  {
    name: 'follow-ups',
    args: demo,
    async prepare(page) {
      await screen(/Follow-ups/, 'Follow-ups')(page)
      await page.getByRole('button', { name: /^Open / }).first().waitFor()
    },
  },
  {
    name: 'names-hidden',
    args: demo,
    async prepare(page) {
      await atARing(page)
      await page.keyboard.press('F8')
      await page.getByText('What to say is hidden').waitFor()
    },
  },
  { name: 'templates', args: demo, prepare: screen('Templates', 'Templates') },
  {
    name: 'reply',
    args: demo,
    async prepare(page) {
      const desk = new Desk(page)
      await desk.open('Devon Okafor')
      await desk.command('1')
      await desk.composer.fill('Hi Devon, no problem. Dr. Osei will see you as soon as you get here. We kept your prior authorization with your forms.')
      await page.getByRole('group', { name: 'Before it goes out' }).getByRole('button', { name: /prior authorization/ }).click()
    },
  },
  {
    name: 'automatic',
    args: demo,
    async prepare(page) {
      const form = await new Settings(page).open('Automatic texts')
      await form.getByRole('button', { name: 'Look at last week' }).click()
      await form.getByText(/would have been texted/).first().waitFor()
      await form.getByRole('heading', { name: 'What would have happened last week' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'close-of-day',
    everyLook: true,
    args: demo,
    async prepare(page) {
      await screen(/Close of day/, 'Close of day')(page)
      await page.getByTestId('patient-card').waitFor()
    },
  },
  { name: 'morning', everyLook: true, args: demo, prepare: (page) => page.getByRole('main', { name: 'What was left' }).waitFor() },
  {
    name: 'insights',
    everyLook: true,
    args: demo,
    async prepare(page) {
      await screen('Insights', 'Insights')(page)
      await page.locator('[data-figure=callsIn]').getByTestId('value').waitFor()
    },
  },
  {
    name: 'history',
    everyLook: true,
    args: demo,
    async prepare(page) {
      await screen('History', 'History')(page)
      await page.getByRole('listbox', { name: 'Calls, texts and notes' }).getByRole('option').nth(5).waitFor()
    },
  },
  {
    name: 'walk-5-left',
    args: ['--demo', '--demo-speed=300'],
    async prepare(page) {
      await busyEvening(page, 25)
      const [started, stages] = [Date.now(), ['start', 'several', 'text', 'end']]
      const people = await walkToTheEnd(page, (stage) => take(page, `walk-${stages.indexOf(stage) + 1}-${stage}`), () => page.waitForTimeout(TO_LOOK))
      console.log(`${people} people in ${Math.round((Date.now() - started) / SECOND)} s, ${TO_LOOK / SECOND} s of them to look at each`)
      await page.getByRole('button', { name: 'Leave the note' }).click()
      await page.getByRole('button', { name: 'Back to the desk' }).click()
      await page.keyboard.press('l')
      await page.getByRole('main', { name: 'What was left' }).waitFor()
    },
  },
  { name: 'settings', args: demo, prepare: screen('Settings', 'Settings') },
  {
    name: 'settings-lines',
    args: demo,
    async prepare(page) {
      await new Settings(page).open('Lines')
      await page.getByRole('button', { name: 'Add line' }).click()
      await page.getByRole('region', { name: 'Add a line' }).waitFor()
    },
  },
  {
    name: 'desk-recap',
    args: [],
    folder(data) {
      copyOf(own, data)
      setLastLive(data, awaySince)
    },
    async prepare(page) {
      await page.getByTestId('recap').waitFor()
      await own.line.post([
        { ...ringing('c-1', NUMBERS.devon), at: awaySince + MINUTE },
        { ...answered('c-1', { phone: 'Phone 101' }), at: awaySince + MINUTE + 9 * SECOND },
        { ...ended('c-1'), at: awaySince + 2 * MINUTE },
        { ...ringing('c-2', NUMBERS.maria), at: awaySince + 3 * MINUTE },
        { ...missed('c-2'), at: awaySince + 3 * MINUTE + 24 * SECOND },
        { ...textFrom('t-1', NUMBERS.maria, '¿Puedo cambiar mi cita del viernes?'), at: awaySince + 4 * MINUTE },
      ])
      const desk = new Desk(page)
      await desk.open('Maria Alvarez')
      await desk.recap.getByText('2 calls, 1 missed, 1 text').waitFor()
    },
  },
  { name: 'first-start', args: [], prepare: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
]

const USUAL = { width: 1360, height: 860 }
/** The smallest window that Rapport takes, and a large screen. */
const LOOKS = [{ width: 1024, height: 700 }, { width: 2560, height: 1440 }].flatMap((size) => [false, true].map((dark) => ({ size, dark })))

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' })
  console.log(`docs/pictures/${name}.png`)
}

async function look(page: Page, { size, dark }: { size: typeof USUAL; dark: boolean }): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
}

mkdirSync(folder, { recursive: true })
for (const { name, size = USUAL, dark = false, everyLook = false, args, folder: fill, prepare } of pictures) {
  const data = mkdtempSync(join(tmpdir(), 'rapport-pictures-'))
  fill?.(data)
  const app = await electron.launch({ args: [root, ...args, `--data=${data}`], cwd: root })
  try {
    const page = await app.firstWindow()
    await look(page, { size, dark })
    await prepare(page)
    await take(page, name)
    for (const one of everyLook ? LOOKS : []) {
      await look(page, one)
      await take(page, `${name}-${one.size.width}x${one.size.height}${one.dark ? '-dark' : ''}`)
    }
  } finally {
    await app.close()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}
removeFolder(own.folder)
