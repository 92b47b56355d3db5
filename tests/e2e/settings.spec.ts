import { statSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import { practiceFile } from './support/files.ts'
import { ringing, textFrom } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'
import { openPracticeFile } from './support/practice-db.ts'

test.use({ opens: 'practice' })

test('the practice’s name stands in the next text, and stays after a new start', async ({ rapport, line }) => {
  const section = await rapport.settings.open('Practice')
  await section.getByLabel('Name', { exact: true }).fill('Harbor Dental')
  await rapport.page.keyboard.press('Control+s')
  await expect(section.getByRole('button', { name: /^Save/ })).toBeDisabled()
  await rapport.restart()
  const again = await rapport.settings.open('Practice')
  await expect(again.getByLabel('Name', { exact: true })).toHaveValue('Harbor Dental')
  await line.post(textFrom('t-1', NUMBERS.devon, 'Hello'))
  await rapport.rail.go('Desk')
  await rapport.desk.open('Devon Okafor')
  await rapport.desk.command('1')
  await expect(rapport.desk.composer).toHaveValue(/Harbor Dental$/)
})

test('opening hours are kept day by day, and hours that end before they begin are refused', async ({ rapport }) => {
  const { page, settings } = rapport
  const section = await settings.open('Opening hours')
  const monday = section.getByRole('group', { name: 'Monday' })
  const open = monday.getByRole('switch', { name: 'Monday open' })
  if ((await open.getAttribute('aria-checked')) === 'false') await open.click()
  await monday.getByLabel('Monday opens').fill('17:00')
  await monday.getByLabel('Monday closes').fill('08:00')
  await page.keyboard.press('Control+s')
  await expect(section.getByText(/Monday/).first()).toBeVisible()
  await expect(monday.getByRole('alert')).toBeVisible()
  await monday.getByLabel('Monday opens').fill('07:30')
  await monday.getByLabel('Monday closes').fill('16:15')
  await page.keyboard.press('Control+s')
  await expect(section.getByRole('button', { name: /^Save/ })).toBeDisabled()
  await rapport.restart()
  const again = await rapport.settings.open('Opening hours')
  await expect(again.getByLabel('Monday opens')).toHaveValue('07:30')
  await expect(again.getByLabel('Monday closes')).toHaveValue('16:15')
})

test('staff are added, renamed, chosen and removed', async ({ rapport }) => {
  const { page, settings, rail } = rapport
  const section = await settings.open('Staff')
  await section.getByRole('textbox', { name: 'Name of the person to add' }).fill('Dolores Ibarra')
  await section.getByRole('textbox', { name: 'Phone extension of the person to add' }).fill('101')
  await page.keyboard.press('Enter')
  await expect(section.getByRole('listitem').filter({ hasText: 'Dolores Ibarra' })).toBeVisible()
  await section.getByRole('button', { name: 'Edit Dolores Ibarra' }).click()
  await section.getByRole('textbox', { name: 'New name for Dolores Ibarra' }).fill('Dolores Vega')
  await page.keyboard.press('Enter')
  await expect(section.getByRole('listitem').filter({ hasText: 'Dolores Vega' })).toContainText('ext. 101')
  await section.getByRole('button', { name: 'This is me: Dolores Vega' }).click()
  await expect(rail.nav.getByRole('button', { name: 'At this desk: Dolores Vega' })).toBeVisible()
  await section.getByRole('button', { name: 'Remove Ben Carter' }).click()
  await expect(section.getByRole('listitem').filter({ hasText: 'Ben Carter' })).toHaveCount(0)
  await rail.whoAmI.click()
  await expect(page.getByRole('menuitem', { name: 'Ben Carter' })).toHaveCount(0)
  await expect(page.getByRole('menuitem')).toHaveCount(2)
})

test('two people cannot have the same extension, and it is taken away again by leaving it empty', async ({ rapport }) => {
  const { page, settings } = rapport
  const section = await settings.open('Staff')
  const give = async (name: string, extension: string): Promise<void> => {
    await section.getByRole('button', { name: `Edit ${name}` }).click()
    await section.getByRole('textbox', { name: `Phone extension of ${name}` }).fill(extension)
    await page.keyboard.press('Enter')
  }
  await give('Ana Lopez', '101')
  await expect(section.getByRole('listitem').filter({ hasText: 'Ana Lopez' })).toContainText('ext. 101')
  await give('Ben Carter', '101')
  await expect(rapport.desk.toasts).toContainText('Extension 101 is Ana Lopez’s already')
  await page.keyboard.press('Escape')
  await give('Ana Lopez', '')
  await expect(section.getByText('ext. 101')).toHaveCount(0)
  await give('Ben Carter', '101')
  await expect(section.getByRole('listitem').filter({ hasText: 'Ben Carter' })).toContainText('ext. 101')
})

test('a backup is made while the practice is in use, and opens with the same key', async ({ rapport }) => {
  const { settings, data } = rapport
  const section = await settings.open('Data')
  await expect(section).toContainText('There is no backup yet')
  await expect(section).toContainText('rapport.key')
  await section.getByRole('button', { name: 'Back up now' }).click()
  await expect(section).toContainText('Last backup just now')
  const copy = (await section.locator('code').filter({ hasText: '.backups' }).textContent()) ?? ''
  expect(statSync(copy).size).toBeGreaterThan(10_000)
  await rapport.close()
  const db = openPracticeFile(data, copy)
  expect(db.prepare('SELECT count(*) AS n FROM patients').get()).toEqual({ n: 4 })
  db.close()
  expect(copy.startsWith(`${practiceFile(data)}.backups`)).toBe(true)
})

test('a line switched off takes nothing, says so, and comes back with the same token', async ({ rapport, line }) => {
  const { settings, desk, rail } = rapport
  await settings.open('Lines')
  const card = settings.line('Main line')
  await expect(card.state).toHaveText('Live')
  await expect(card.card).not.toContainText(line.token)
  await expect(card.card.getByRole('textbox', { name: 'Token for sending' })).toHaveValue('')
  await card.power.click()
  await expect(card.state).toHaveText('Off')
  await expect(line.post(ringing('c-1', NUMBERS.devon))).rejects.toThrow()
  await card.switchOn()
  await line.post(ringing('c-2', NUMBERS.devon))
  await rail.go('Desk')
  await expect(desk.ringingCall('Devon Okafor')).toBeVisible()
})

test('a new token replaces the old one at once, after a question', async ({ rapport, line }) => {
  const { settings } = rapport
  await settings.open('Lines')
  const { card } = settings.line('Main line')
  await card.getByRole('button', { name: 'Make a new access token' }).click()
  await expect(card).toContainText('stops working at once')
  await line.post(ringing('c-1', NUMBERS.devon))
  await card.getByRole('button', { name: 'Make a new one' }).click()
  await expect(card).toContainText('shown only this once')
  await expect(line.post(ringing('c-2', NUMBERS.maria))).rejects.toThrow(/401/)
})

test('a port that is taken is said at the line and on the desk', async ({ rapport, ownPractice, receiver }) => {
  const { settings, desk, rail, page } = rapport
  expect(receiver.url).toContain(String((await ownPractice()).receiverPort))
  await settings.open('Lines')
  const card = settings.line('Main line')
  await card.fill({ port: (await ownPractice()).receiverPort })
  await expect(card.state).toHaveText('Failed')
  await expect(card.card.getByRole('alert').first()).toBeVisible()
  await rail.go('Desk')
  await expect(desk.feed.getByRole('button', { name: /not connected/ })).toBeVisible()
  await desk.feed.getByRole('button', { name: /not connected/ }).click()
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible()
})

test('dark colours and larger text are kept for this PC', async ({ rapport }) => {
  const { app, settings, page } = rapport
  const section = await settings.open('Appearance')
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const theme = (): Promise<string> => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  const textSize = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).zoom)
  const usual = await textSize()
  await section.getByRole('radio', { name: 'Light' }).click()
  await expect.poll(theme).toBe('light')
  const light = await background()
  await section.getByRole('radio', { name: 'Dark' }).click()
  await expect.poll(background).not.toBe(light)
  await section.getByRole('radio', { name: '125 %' }).click()
  await expect.poll(textSize).not.toBe(usual)
  const large = await textSize()
  // As if the app had started anew: the window says what it was told.
  await app.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'system'))
  await page.reload()
  await expect.poll(theme).toBe('dark')
  await expect.poll(textSize).toBe(large)
})
