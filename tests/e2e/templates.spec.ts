import { expect, test } from './fixtures.ts'
import { NUMBERS } from './support/own-practice.ts'
import { textFrom } from './support/http-line.ts'

test.use({ opens: 'practice' })

test('a changed text and a new order are what the digits at the desk give', async ({ rapport, line }) => {
  const { page, desk, rail } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Where are you?'))
  await rail.go('Templates')
  const editor = page.getByRole('region', { name: 'Template', exact: true })
  await page.getByRole('listbox').getByRole('option', { name: /Forms link/ }).click()
  await editor.getByRole('textbox', { name: /^Text in/ }).fill('{first name}, our new forms are at the door.')
  await page.keyboard.press('Control+s')
  await expect(editor.getByText('Unsaved')).toHaveCount(0)
  await expect(editor.getByRole('status')).toContainText('Key 5 at the desk')
  for (const key of ['4', '3', '2', '1']) {
    await editor.getByRole('button', { name: /^Move up/ }).click()
    await expect(editor.getByRole('status')).toContainText(`Key ${key} at the desk`)
  }
  await rail.go('Desk')
  await desk.open('Devon Okafor')
  await desk.command('1')
  await expect(desk.composer).toHaveValue('Devon, our new forms are at the door.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await expect(desk.composer).toHaveValue(/new time/)
})

test('a new template stands last, shows how it reads for somebody real, and refuses a variable nobody knows', async ({ rapport, line }) => {
  const { page, rail, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Hello'))
  await expect(desk.item('Devon Okafor')).toBeVisible()
  await rail.go('Templates')
  await page.getByRole('button', { name: /^New/ }).first().click()
  const editor = page.getByRole('region', { name: 'Template', exact: true })
  await editor.getByLabel('Name', { exact: true }).fill('Parking')
  const text = editor.getByRole('textbox', { name: /^Text in/ })
  await text.fill('Hi {first nam}, park behind {practice}.')
  await page.keyboard.press('Control+s')
  await expect(editor.getByRole('alert')).toContainText('first nam')
  await expect(editor.getByText('Unsaved')).toBeVisible()
  await text.fill('Hi {first name}, park behind {practice}.')
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByRole('combobox').selectOption({ label: 'Devon Okafor' })
  await expect(preview).toContainText('Hi Devon, park behind Lakeside Family Clinic.')
  await page.keyboard.press('Control+s')
  await expect(editor.getByRole('status')).toContainText('found under / at the desk')
  await rapport.restart()
  await rapport.rail.go('Templates')
  await expect(rapport.page.getByRole('listbox').getByRole('option').last()).toContainText('Parking')
})

test('a deleted template is gone from the desk, and its deletion can be undone', async ({ rapport }) => {
  const { page, rail } = rapport
  await rail.go('Templates')
  const list = page.getByRole('listbox').getByRole('option')
  const before = await list.count()
  expect(before).toBeGreaterThanOrEqual(12)
  await list.filter({ hasText: 'Offer new time' }).click()
  await page.getByRole('button', { name: 'Delete this template' }).click()
  await expect(list).toHaveCount(before - 1)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(list).toHaveCount(before)
})
