import { expect, test } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { missed, ringing, textFrom } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

const UNKNOWN = '555-010-0142'
const calledAndMissed = (call: string, from: string) => [ringing(call, from), missed(call)]

test('whoever only called gets one text together, each in their language, and all of it can be taken back', async ({ rapport, line, receiver }) => {
  const { page, desk, closeOfDay, rail } = rapport
  const { practice } = await coreCall(page, 'desk.snapshot', {})
  // Whatever the hour at which this runs, it is not late anywhere.
  await coreCall(page, 'practice.change', { automatic: { ...practice.automatic, texting: { from: '00:00', to: '23:59', byArea: false } } })
  await line.post(calledAndMissed('c-1', NUMBERS.maria))
  await line.post(calledAndMissed('c-2', NUMBERS.devon))
  await line.post(calledAndMissed('c-3', UNKNOWN))
  await line.post(textFrom('t-1', NUMBERS.household, 'Is Dr. Chen in?'))
  await desk.open('Devon Okafor')
  await desk.composer.fill('Hi Devon, ')
  await rail.go('Close of day')
  await expect(closeOfDay.left).toHaveText('4')
  await desk.command('m')
  const several = page.getByRole('main', { name: 'One text for several' })
  const row = (name: string) => several.getByRole('listitem').filter({ hasText: name })
  await test.step('each is looked over; whoever somebody is writing to stays for the walk', async () => {
    await expect(several.getByRole('checkbox')).toHaveCount(3)
    await expect(row('Maria Alvarez')).toContainText('Le escribe Lakeside Family Clinic')
    await expect(row('(555) 010-0142')).toContainText('This is Lakeside Family Clinic')
    await expect(row('Devon Okafor')).toContainText('A reply to them is begun')
    await expect(row('Devon Okafor').getByRole('checkbox')).toBeDisabled()
  })
  await test.step('another template by its digit: what cannot go out is said, and nobody is ticked for it', async () => {
    const chip = several.getByRole('button', { name: /We'll call by/ })
    await page.keyboard.press((await chip.getAttribute('aria-keyshortcuts')) ?? '')
    await expect(row('Maria Alvarez')).toContainText('Fill in {callback time} before this can go out.')
    await expect(several.getByRole('button', { name: /Send to 0 of 3/ })).toBeDisabled()
    await several.getByRole('button', { name: /Missed your call/ }).click()
  })
  await test.step('sent with one key, and taken back with one', async () => {
    await expect(several.getByRole('button', { name: /Send to 2 of 3/ })).toBeEnabled()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Sending to 2 people')).toBeVisible()
    await expect(closeOfDay.left).toHaveText('2')
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Taken back: 2 texts')).toBeVisible()
    await expect(closeOfDay.left).toHaveText('4')
    expect(receiver.texts).toEqual([])
  })
  await test.step('and sent for good, without one of them', async () => {
    await desk.command('m')
    const unknown = row('(555) 010-0142').getByRole('checkbox')
    await unknown.uncheck()
    await desk.command('a')
    await expect(unknown).toBeChecked()
    await expect(row('Devon Okafor').getByRole('checkbox')).not.toBeChecked()
    await unknown.uncheck()
    await page.keyboard.press('Control+Enter')
    await expect(closeOfDay.left).toHaveText('3')
    await expect.poll(() => receiver.texts.map(({ to }) => to), { timeout: 15_000 }).toEqual([NUMBERS.maria])
  })
})
