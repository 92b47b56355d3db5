import { expect, test } from './fixtures.ts'
import { Palette } from './pages/palette.ts'
import { Patients } from './pages/patients.ts'
import { textFrom } from './support/http-line.ts'
import { coreCall } from './support/core-call.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('Patients finds nicknames, typing errors, birthdays and last digits, and says why', async ({ rapport }) => {
  const { rail, page } = rapport
  const patients = new Patients(page)
  await coreCall(page, 'people.create', { fields: { givenName: 'Robert', familyName: 'Novak', birthDate: '1954-11-30', phones: [] }, conversationId: null })
  await rail.go('Patients')
  const finds = async (words: string, name: string, why: string): Promise<void> => {
    await patients.search.fill(words)
    await expect(patients.row(name)).toContainText(why)
  }
  await finds('bob novak', 'Robert Novak', 'Bob can be Robert')
  await finds('alvraez', 'Alvarez', 'similar: Alvarez')
  await finds('nov 30', 'Rosa Grant', 'born Nov 30, 1954')
  await expect(patients.rows).toHaveCount(2)
  await finds('3/24/68', 'Alvarez', 'born Mar 24, 1968')
  await finds('0163', 'Devon Okafor', 'phone ends 0163')
  await finds('okafor', 'Devon Okafor', '(555) 010-0163')
  await expect(patients.row('Devon Okafor')).not.toContainText(/phone|similar|born /)
})

test('Ctrl+K finds people by how they are called, and what was said by its words; Enter opens the conversation', async ({ rapport, line }) => {
  const { page, desk, rail } = rapport
  await line.post([textFrom('t-1', NUMBERS.devon, 'Is there a parking garage near the clinic? My knee is still bad.'), textFrom('t-2', NUMBERS.maria, 'Gracias, hasta mañana')])
  await coreCall(page, 'conversations.note', { conversationId: NUMBERS.maria, body: 'Her brother Tomás drives her and needs parking', handOffTo: null })
  await rail.go('Settings')
  const palette = new Palette(page)
  await palette.open()
  await palette.input.fill('mari alvares')
  await expect(palette.dialog.getByRole('option', { name: /Alvarez/ }).first()).toContainText('similar: Alvarez')
  await palette.input.fill('parking')
  const said = page.getByRole('group', { name: 'Said or noted' })
  await expect(said.getByRole('option')).toHaveCount(2)
  await expect(said.getByRole('option').first()).toContainText('Note')
  await expect(said.locator('mark').first()).toHaveText('parking')
  await palette.input.fill('garage parking')
  await expect(said.getByRole('option')).toHaveCount(1)
  await expect(said.getByRole('option')).toContainText('Devon Okafor')
  await page.keyboard.press('Enter')
  await expect(desk.name).toHaveText('Devon Okafor')
  await expect(page.getByTestId('text').filter({ hasText: 'parking garage' })).toBeVisible()
  await expect(page.getByTestId('found')).toContainText('parking garage')
})
