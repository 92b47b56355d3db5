import { expect, test } from './fixtures.ts'
import { answered, ended, ringing } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { COLLEAGUE, NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('the list stands under the conversation while a call runs and until the desk goes on; what was ticked stays with the call', async ({ rapport, line }) => {
  const { page, desk } = rapport
  const list = desk.conversation.getByRole('group', { name: 'Before hanging up' })
  await line.post(ringing('c-1', NUMBERS.devon))
  await expect(desk.name).toHaveText('Devon Okafor')
  await expect(list).toBeHidden()
  await line.post(answered('c-1', { phone: 'Phone 102' }))
  await expect(list.getByRole('checkbox')).toHaveText([/^Next step confirmed/, /^Number right/, /^They understood/])

  // Also while a note is written, and without a letter into it.
  const note = desk.card.getByRole('textbox', { name: /^Note about/ })
  await note.fill('Wants mornings')
  await page.keyboard.press('Alt+5')
  await expect(list.getByRole('checkbox', { name: 'Next step confirmed' })).toBeChecked()
  await expect(note).toHaveValue('Wants mornings')
  await desk.command('Alt+6')
  await list.getByRole('checkbox', { name: 'They understood' }).click()
  await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(3)
  await desk.command('Alt+6')
  await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(2)
  // A digit alone is a template's.
  await desk.command('5')
  await expect(list.getByRole('checkbox', { checked: true })).toHaveCount(2)

  await line.post(ended('c-1'))
  await expect(desk.thread.getByText('Next step confirmed · They understood')).toBeVisible()
  await expect(list).toBeVisible()
  await line.post([ringing('c-2', NUMBERS.maria), answered('c-2', { staff: COLLEAGUE })])
  await desk.filter('All').click()
  await desk.open('Maria Alvarez')
  await expect(list).toBeHidden()
  await desk.open('Devon Okafor')
  await expect(list).toBeHidden()
  await expect(desk.thread.getByText('Next step confirmed · They understood')).toBeVisible()
})

test('its lines are changed, moved and removed by keyboard, and without lines nothing is shown', async ({ rapport, line }) => {
  const { page, desk, settings, rail } = rapport
  const form = await settings.open('Before hanging up')
  const lines = form.getByRole('textbox')
  await form.getByRole('button', { name: 'Add a line' }).focus()
  await page.keyboard.press('Enter')
  await expect(lines).toHaveCount(4)
  await expect(lines.nth(3)).toBeFocused()
  await page.keyboard.type('Insurance card seen')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(lines.nth(1)).toBeFocused()
  await expect(lines.nth(1)).toHaveValue('Insurance card seen')
  await form.getByRole('button', { name: 'Remove: line 4' }).focus()
  await page.keyboard.press('Enter')
  await expect(lines.nth(2)).toBeFocused()
  await lines.nth(2).fill('insurance card seen')
  await page.keyboard.press('Control+s')
  await expect(form.getByText('Two lines say the same')).toBeVisible()
  await lines.nth(2).fill('')
  await page.keyboard.press('Control+s')
  await expect(lines).toHaveCount(2)
  await line.post([ringing('c-1', NUMBERS.devon), answered('c-1', { phone: 'Phone 102' })])
  await rail.go('Desk')
  await desk.filter('All').click()
  await desk.open('Devon Okafor')
  const list = desk.conversation.getByRole('group', { name: 'Before hanging up' })
  await expect(list.getByRole('checkbox')).toHaveText([/^Next step confirmed/, /^Insurance card seen/])
  await expectWell(page, 'Desk, the checklist')

  await settings.open('Before hanging up')
  for (const _ of [1, 2]) await form.getByRole('button', { name: 'Remove: line 1' }).click()
  await page.keyboard.press('Control+s')
  await expect(form.getByText('No lines')).toBeVisible()
  await expectWell(page, 'Settings, an empty checklist')
  await rail.go('Desk')
  await expect(desk.name).toHaveText('Devon Okafor')
  await expect(list).toBeHidden()
})
