import { expect, test } from './fixtures.ts'
import { expectWell } from './support/looks.ts'
import { ringing, missed } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('a line written during a call becomes a preference or a follow-up by one key, and outlives the call and the window', async ({ rapport, line }) => {
  await line.post(ringing('c-1', NUMBERS.devon))
  await rapport.desk.ringingCall('Devon Okafor').click()
  const note = () => rapport.desk.card.getByRole('textbox', { name: /^Note about/ })
  await note().fill('Prefers mornings before 9')
  await line.post(missed('c-1'))
  await expect(rapport.desk.ringing).toHaveCount(0)
  await expect(note()).toHaveValue('Prefers mornings before 9')
  await rapport.restart()
  const { page, desk, rail } = rapport
  await desk.open('Devon Okafor')
  await expect(note()).toHaveValue('Prefers mornings before 9')
  await note().press('Alt+1')
  await expect(note()).toHaveValue('')
  const remembered = desk.card.getByRole('list', { name: 'Remembered' })
  await expect(remembered).toContainText('Times: Prefers mornings before 9')
  await expect(remembered).toContainText('Ana Lopez')

  await note().fill('Ask about the tooth tomorrow')
  await note().press('Alt+2')
  await expect(desk.card.getByRole('region', { name: 'To do' })).toContainText('Tomorrow Ask about the tooth')
  await note().fill('Ask about the result in 0 days')
  await note().press('Alt+2')
  await note().fill('He sounded worried')
  await note().press('Enter')
  await expect(desk.thread).toContainText('He sounded worried')
  await expectWell(page, 'A card with what is remembered')

  await test.step('what is due is one click from its person, with its template, and the reply does it', async () => {
    await expect(rail.nav.getByRole('button', { name: 'Follow-ups, 1 due' })).toBeVisible()
    await rail.go('Follow-ups')
    const due = page.getByRole('region', { name: 'Due' })
    await expect(due.getByRole('listitem')).toHaveCount(1)
    await expectWell(page, 'Follow-ups')
    await due.getByRole('button', { name: 'Text Devon Okafor with a template' }).click()
    await page.getByRole('menuitem', { name: 'Confirm visit' }).click()
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(desk.composer).toHaveValue(/Devon/)
    await desk.composer.fill('Your result is here. Please call us.')
    await desk.send.click()
    await expect(page.getByText('Done: Ask about the result')).toBeVisible()
    await expect(desk.card.getByRole('region', { name: 'To do' })).not.toContainText('Ask about the result')
    await rail.go('Follow-ups')
    await expect(page.getByRole('region', { name: 'Coming' })).toContainText('Ask about the tooth')
    await page.getByRole('button', { name: 'Another day for Ask about the tooth' }).click()
    await page.keyboard.press('4')
    await expect(page.getByText(/^Moved to/)).toBeVisible()
    await page.getByRole('button', { name: 'Done: Ask about the tooth' }).click()
    await expect(page.getByText('Nothing to follow up')).toBeVisible()
  })
})

test('a line of the card is handed off with its words', async ({ rapport, line }) => {
  const { desk, page } = rapport
  await line.post(ringing('c-1', NUMBERS.devon))
  await desk.ringingCall('Devon Okafor').click()
  await desk.card.getByRole('textbox', { name: /^Note about/ }).fill('Please check his insurance')
  await page.keyboard.press('Alt+3')
  const dialog = page.getByRole('dialog', { name: /^Hand off/ })
  await expect(dialog.getByLabel('Note')).toHaveValue('Please check his insurance')
  await dialog.getByRole('button', { name: 'Hand off' }).click()
  await expect(desk.thread).toContainText('Please check his insurance')
})
