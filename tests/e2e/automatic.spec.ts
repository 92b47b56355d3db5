import { expect, test } from './fixtures.ts'
import { missed, ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('automatic texts are set, saved and read back after a new start', async ({ rapport }) => {
  const { page } = rapport
  const section = await rapport.settings.open('Automatic texts')
  await section.getByRole('switch', { name: 'Text back after a missed call' }).click()
  await section.getByLabel('When').selectOption('Only while open')
  await section.getByLabel('Wait before texting, in seconds').fill('90')
  await section.getByLabel('At most one to a number in so many hours').fill('48')
  await section.getByLabel('While open, promise a call back within').selectOption('60 minutes')
  await section.getByRole('switch', { name: 'Main line' }).click()
  await section.getByRole('switch', { name: 'Answer a voicemail' }).click()
  await section.getByRole('switch', { name: 'Answer texts after hours' }).click()
  await section.getByLabel('Texts leave from').fill('08:30')
  await section.getByLabel('Texts leave until').fill('19:15')
  await section.getByRole('switch', { name: 'By the clock of the recipient’s area' }).click()
  await section.getByRole('tab', { name: 'While closed' }).click()
  await section.getByRole('tab', { name: 'Español' }).click()
  await section.getByRole('textbox', { name: 'While closed, in Español' }).fill('Le escribe {practice}. Ya cerramos.')
  await expect(rapport.settings.nav.getByRole('button', { name: 'Automatic texts' })).toContainText('Unsaved')
  await page.keyboard.press('Control+s')
  await expect(section.getByRole('button', { name: /^Save/ })).toBeDisabled()

  await rapport.restart()
  const again = await rapport.settings.open('Automatic texts')
  await expect(again.getByRole('switch', { name: 'Text back after a missed call' })).toBeChecked()
  await expect(again.getByLabel('When')).toHaveValue('open')
  await expect(again.getByLabel('Wait before texting, in seconds')).toHaveValue('90')
  await expect(again.getByLabel('At most one to a number in so many hours')).toHaveValue('48')
  await expect(again.getByLabel('While open, promise a call back within')).toHaveValue('60')
  await expect(again.getByRole('switch', { name: 'Main line' })).not.toBeChecked()
  await expect(again.getByRole('switch', { name: 'Answer a voicemail' })).toBeChecked()
  await expect(again.getByRole('switch', { name: 'Answer texts after hours' })).toBeChecked()
  await expect(again.getByLabel('Texts leave from')).toHaveValue('08:30')
  await expect(again.getByLabel('Texts leave until')).toHaveValue('19:15')
  await expect(again.getByRole('switch', { name: 'By the clock of the recipient’s area' })).not.toBeChecked()
  await again.getByRole('tab', { name: 'While closed' }).click()
  await again.getByRole('tab', { name: 'Español' }).click()
  await expect(again.getByRole('textbox', { name: 'While closed, in Español' })).toHaveValue('Le escribe {practice}. Ya cerramos.')
})

test('last week is looked at before anything is saved, and tells whom a text would have reached and why others got none', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
  await line.post([ringing('c-2', NUMBERS.maria), missed('c-2')])
  await line.post(textFrom('t-1', NUMBERS.maria, 'STOP'))
  await expect(desk.item('Devon Okafor')).toBeVisible()
  const section = await rapport.settings.open('Automatic texts')
  const block = section.getByRole('region', { name: 'What would have happened last week' })
  await section.getByRole('switch', { name: 'Text back after a missed call' }).click()
  await expect(section.getByText('You may want to look first')).toBeVisible()
  await block.getByRole('button', { name: 'Look at last week' }).click()
  await expect(block).toContainText('Of 2 missed calls, 1 would have been texted')
  await expect(section.getByText('You may want to look first')).toHaveCount(0)
  const items = block.getByRole('listitem')
  await expect(items.filter({ hasText: 'Devon Okafor' })).toContainText(/missed call, .*Texted:.*Lakeside Family Clinic/s)
  await expect(items.filter({ hasText: 'Maria' })).toContainText('Not texted: they asked for no texts.')
  await expectWell(page, 'Automatic texts, last week')

  await test.step('what was changed since is to be looked at again', async () => {
    await section.getByLabel('When').selectOption('Always')
    await section.getByRole('switch', { name: 'Main line' }).click()
    await expect(block).toContainText('Something was changed since: look again.')
    await block.getByRole('button', { name: 'Look again' }).click()
    await expect(items.filter({ hasText: 'Devon Okafor' })).toContainText('Not texted: switched off for the line they rang.')
  })

  await test.step('nothing private stands there while names are hidden', async () => {
    await page.keyboard.press('F8')
    await expect(block.getByRole('note')).toContainText('Who was missed is hidden with the names.')
    await expect(block.getByText('Devon Okafor')).toHaveCount(0)
    await page.keyboard.press('F8')
    await expect(items.filter({ hasText: 'Devon Okafor' })).toBeVisible()
  })
})

test('a week without anybody says so', async ({ rapport }) => {
  const section = await rapport.settings.open('Automatic texts')
  await section.getByRole('button', { name: 'Look at last week' }).click()
  await expect(section.getByText('Nobody was missed last week.')).toBeVisible()
})

test('words that may not be sent are refused where they stand, and how they read is shown with what they cost', async ({ rapport }) => {
  const { page } = rapport
  const section = await rapport.settings.open('Automatic texts')
  const words = section.getByRole('textbox', { name: 'While open, in English' })
  const reading = section.getByRole('region', { name: 'How it reads' })
  await expect(reading).toContainText('Sorry we missed your call. This is Lakeside Family Clinic.')
  await words.fill('Hi {first name}, this is {practice}.')
  await expect(section.getByText('{first name} may not stand in an automatic text').first()).toBeVisible()
  await expect(section.getByRole('tab', { name: 'While open' })).toContainText('fix')
  await page.keyboard.press('Control+s')
  await expect(section.locator('footer').getByText('While open, English: {first name} may not stand')).toBeVisible()
  await expect(section.getByRole('button', { name: /^Save/ })).toBeEnabled()

  await words.fill('Call us back')
  await expect(section.getByText('Say who writes: {practice} must stand in every automatic text.').first()).toBeVisible()
  await words.fill('From ')
  await section.getByRole('button', { name: 'Insert variable' }).click()
  await page.getByRole('menuitem', { name: 'Practice name' }).click()
  await expect(words).toBeFocused()
  await expect(words).toHaveValue('From {practice}')
  await expect(reading).toContainText('1 text, 27 of 160 letters')
  await words.fill('From {practice}. We call back by {callback time}.')
  await expect(reading).toContainText('Nothing would be sent.')

  await test.step('lunch borrows the words for closed doors', async () => {
    await section.getByRole('tab', { name: 'At lunch' }).click()
    await section.getByRole('textbox', { name: 'At lunch, in English' }).fill('')
    await section.getByRole('tab', { name: 'Español' }).click()
    await section.getByRole('textbox', { name: 'At lunch, in Español' }).fill('')
    await expect(section.getByText('Left empty, the words for “While closed” are used.')).toBeVisible()
    await section.getByRole('tab', { name: 'English' }).click()
    await expect(reading).toContainText('We are closed now')
  })
})

test('holidays are added by date and name, a date twice is refused in words, and they stay', async ({ rapport }) => {
  const { page } = rapport
  const section = await rapport.settings.open('Opening hours')
  const holidays = section.getByRole('region', { name: 'Holidays' })
  const coming = holidays.getByRole('list', { name: 'Holidays to come' }).getByRole('listitem')
  const add = async (date: string, name: string): Promise<void> => {
    await holidays.getByLabel('Date of the holiday').fill(date)
    await holidays.getByLabel('Name of the holiday').fill(name)
    await page.keyboard.press('Enter')
  }
  await add('2099-12-25', 'Christmas')
  await add('2099-07-04', 'Fourth of July')
  await add('2001-01-01', 'Long ago')
  await expect(coming).toHaveText([/Jul 4, 2099.*Fourth of July/, /Dec 25, 2099.*Christmas/])
  await expect(holidays.getByText('One that has passed')).toBeVisible()
  await add('2099-12-25', 'Again')
  await expect(holidays.getByText('Dec 25, 2099 is on the list already: Christmas.')).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(section.locator('footer')).toContainText('Dec 25, 2099 is on the list already')
  await expectWell(page, 'Opening hours, holidays')
  // Typed and not added, it is saved all the same.
  await holidays.getByLabel('Date of the holiday').fill('2099-11-26')
  await holidays.getByLabel('Name of the holiday').fill('Thanksgiving')
  await holidays.getByRole('button', { name: 'Remove Fourth of July' }).click()
  await page.keyboard.press('Control+s')
  await expect(section.getByRole('button', { name: /^Save/ })).toBeDisabled()
  await rapport.restart()
  await rapport.settings.open('Opening hours')
  await expect(rapport.settings.section('Opening hours').getByRole('list', { name: 'Holidays to come' }).getByRole('listitem')).toHaveText([/Nov 26, 2099.*Thanksgiving/, /Dec 25, 2099.*Christmas/])
})
