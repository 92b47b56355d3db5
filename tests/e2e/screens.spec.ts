import type { Page } from '@playwright/test'
import { expect, test, type Rapport } from './fixtures.ts'
import { axeFaults, expectWell } from './support/looks.ts'
import { answered, ended, missed, ringing, textFrom } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'
import type { SectionName } from './pages/settings.ts'

const THEMES = ['light', 'dark'] as const

const SECTIONS: SectionName[] = ['Practice', 'Opening hours', 'Automatic texts', 'Staff', 'Lines', 'Practice software', 'Before hanging up', 'Waiting too long', 'Data', 'Privacy', 'Appearance', 'About']

for (const theme of THEMES) {
  test.describe(`in ${theme} colours`, () => {
    test.describe('the demo', () => {
      // So slow that the day stands still while it is looked at.
      test.use({ opens: 'demo', args: ['--demo-speed=0.001'] })

      test('shows every screen at every size without fault', async ({ rapport }) => {
        test.slow()
        const { page, desk, rail, settings, closeOfDay } = rapport
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await expect(desk.items().first()).toBeVisible()
        await expectWell(page, 'Desk, nobody chosen')
        await desk.open('Maria Alvarez')
        await expect(desk.card.getByRole('heading', { level: 2 })).toBeVisible()
        await desk.command('1')
        await expectWell(page, 'Desk, Maria and a reply begun')
        await desk.open('Rosa & Felix Grant')
        await expectWell(page, 'Desk, a shared number')
        await rail.go('Close of day')
        await expect(closeOfDay.left).toBeVisible()
        await expectWell(page, 'Close of day')
        await rail.go('Templates')
        await expectWell(page, 'Templates')
        await rail.go('Patients')
        await page.getByRole('combobox', { name: 'Search patients' }).fill('alv')
        await page.getByRole('option', { name: /Maria “Mari” Alvarez/ }).click()
        await expect(page.getByRole('main', { name: 'Patient' }).getByRole('heading', { level: 2 })).toHaveText('Maria “Mari” Alvarez')
        await expectWell(page, 'Patients, one open')
        await page.getByRole('main', { name: 'Patient' }).getByRole('button', { name: /^Edit/ }).click()
        await expect(page.getByRole('form')).toBeVisible()
        await expectWell(page, 'Patients, the form')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Import', exact: true }).click()
        await expect(page.getByRole('dialog', { name: 'Import patients' })).toBeVisible()
        await expectWell(page, 'Import, the file')
        await page.keyboard.press('Escape')
        await rail.go('Insights')
        await page.getByRole('button', { name: 'This week' }).click()
        await chartsAreTables(page, ['Calls in by day', 'Calls in by weekday and hour'])
        await expectWell(page, 'Insights, a week')
        await page.getByRole('button', { name: 'Today' }).click()
        await chartsAreTables(page, ['Calls in by hour'])
        await expectWell(page, 'Insights, a day')
        await page.locator('[data-figure=callsIn]').click()
        await expect(page.getByRole('dialog').getByRole('list')).toBeVisible()
        await expectWell(page, 'Insights, a list')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Save the day sheet' }).click()
        await expect(page.getByRole('menu')).toBeVisible()
        expect.soft(await axeFaults(page), 'the menu of reports, by axe').toEqual([])
        await page.keyboard.press('Escape')
        await rail.go('History')
        await expect(page.getByRole('listbox', { name: 'Calls, texts and notes' })).toBeVisible()
        await expectWell(page, 'History')
        await page.getByRole('tab', { name: 'Who did what' }).click()
        await expect(page.getByRole('listbox', { name: 'Who did what' })).toBeVisible()
        await expectWell(page, 'Who did what')
        for (const section of SECTIONS) {
          await settings.open(section)
          await expectWell(page, `Settings, ${section}`)
        }
        await settings.open('Lines')
        await settings.addLine('HTTP and CTI')
        await expectWell(page, 'Settings, a new line')
      })
    })

    test('the first start and an empty practice have no fault', async ({ rapport }) => {
      const { page, rail, firstStart } = rapport
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await expectWell(page, 'First start')
      await firstStart.setUp.click()
      await expectWell(page, 'First start, the form')
      await page.getByRole('button', { name: /^Back/ }).click()
      await firstStart.create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: 'Ana Lopez' })
      await expectWell(page, 'Settings, Getting started')
      for (const screen of ['Desk', 'Patients', 'Close of day'] as const) {
        await rail.go(screen)
        await expectWell(page, `${screen}, empty`)
      }
    })

    test.describe('a busy desk', () => {
      test.use({ opens: 'practice' })

      test('has no fault while calls ring and a text leaves', async ({ rapport, line, receiver }) => {
        receiver.answer(400, { message: 'This number is a landline.' })
        const { page, desk } = rapport
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await line.post([
          textFrom('t-1', NUMBERS.devon, 'Can I come at 3 instead? '.repeat(12)),
          textFrom('t-2', NUMBERS.devon, 'please stop texting me'),
          ringing('c-1', NUMBERS.devon), missed('c-1'), ringing('c-2', NUMBERS.devon), missed('c-2'),
          ringing('c-3', NUMBERS.stranger, { name: 'BARTHOLOMEW FEATHERSTONEHAUGH' }), answered('c-3', { phone: 'Phone 102' }), ended('c-3'),
        ])
        await desk.open('Devon Okafor')
        await sendAndSeeItFail(rapport, 'Yes, three is fine')
        await line.post([ringing('c-4', NUMBERS.maria), ringing('c-5', NUMBERS.stranger), ringing('c-6', NUMBERS.household), ringing('c-7')])
        await expect(desk.ringing).toHaveCount(3)
        await expectWell(page, 'Desk, four calls ringing')
        await desk.command('e')
        await expect(page.getByRole('menu')).toBeVisible()
        expect.soft(await axeFaults(page), 'the menu of reasons, by axe').toEqual([])
        await page.keyboard.press('Escape')
        await desk.command('h')
        await expect(page.getByRole('dialog')).toBeVisible()
        expect.soft(await axeFaults(page), 'the hand-off dialog, by axe').toEqual([])
        await page.keyboard.press('Escape')
        await desk.command('Control+k')
        await expect(page.getByRole('dialog')).toBeVisible()
        expect.soft(await axeFaults(page), 'the palette, by axe').toEqual([])
      })
    })
  })
}

/** What a chart draws, a screen reader gets as a table: named, with a header for each column and row, and with all the calls that were counted. */
async function chartsAreTables(page: Page, names: readonly string[]): Promise<void> {
  const counted = Number(await page.locator('[data-figure=callsIn]').getByTestId('value').textContent())
  expect(counted).toBeGreaterThan(0)
  for (const name of names) {
    const table = page.getByRole('table', { name, exact: true })
    const [columns, rows] = [await table.getByRole('columnheader').count(), await table.getByRole('rowheader').count()]
    await expect(table.getByRole('columnheader').filter({ hasText: /\S/ }), name).toHaveCount(columns)
    await expect(table.getByRole('rowheader').filter({ hasText: /\S/ }), name).toHaveCount(rows)
    const cells = (await table.getByRole('cell').allTextContents()).map(Number)
    expect(cells, name).toHaveLength((columns - 1) * rows)
    const calls = columns === 3 ? cells.filter((_, index) => index % 2 === 0) : cells
    expect(calls.reduce((sum, one) => sum + one, 0), name).toBe(counted)
  }
}

async function sendAndSeeItFail({ page, desk }: Rapport, words: string): Promise<void> {
  await desk.composer.fill(words)
  await page.keyboard.press('Enter')
  await expect(desk.text(words)).toHaveAttribute('data-state', 'failed', { timeout: 15_000 })
}
