import { expect, test } from './fixtures.ts'
import { Patients } from './pages/patients.ts'
import { ringing } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.describe('in the demo', () => {
  test.use({ opens: 'demo', args: ['--demo-speed=0.001'] })

  test('people are found by name without accents and in any order, by birth date and by part of a number', async ({ rapport }) => {
    const { rail, page } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await expect(patients.found).toContainText(/^3\d\d patients/)
    const finds = async (words: string, name: string): Promise<void> => {
      await patients.search.fill(words)
      await expect(patients.row(name).first()).toBeVisible()
    }
    await finds('nguyen anh', 'Anh Nguyễn')
    await finds('siobhan', 'Siobhán')
    await finds('quintanilla tomas', 'Tomás Herrera Quintanilla')
    await finds('010-0163', 'Devon Okafor')
    await finds('5550100163', 'Devon Okafor')
    await finds('chuy', 'Jesús María')
    await patients.open('okafor dev', 'Devon Okafor')
    const born = /born (\w+ \d+, \d{4})/.exec((await patients.person.textContent()) ?? '')?.[1] ?? ''
    const [month, day, year] = [new Date(born).getMonth() + 1, new Date(born).getDate(), new Date(born).getFullYear()]
    await finds(`${month}/${day}/${year}`, 'Devon Okafor')
    await finds(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, 'Devon Okafor')
    await patients.search.fill('zzzz')
    await expect(page.getByText('Nobody matches')).toBeVisible()
  })

  test('arrows and Enter work on the list while the words stay under the fingers', async ({ rapport }) => {
    const { rail, page } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await patients.search.fill('grant')
    await expect(patients.row('Grant').nth(1)).toBeVisible()
    const second = (await patients.rows.nth(1).locator('.font-semibold.truncate').textContent()) ?? ''
    await patients.search.press('ArrowDown')
    await expect(patients.search).toBeFocused()
    await patients.search.press('Enter')
    await expect(patients.name).toHaveText(second)
  })
})

test.describe('in a practice of one’s own', () => {
  test.use({ opens: 'practice' })

  test('somebody who never called can be written to, from Patients and from Ctrl+K', async ({ rapport }) => {
    const { rail, page } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await patients.open('devon', 'Devon Okafor')
    await page.getByRole('button', { name: /^Text / }).click()
    await expect(page.getByText('Nothing has passed with this number yet.')).toBeVisible()
    await page.getByRole('textbox', { name: /^Reply to/ }).fill('Hello Devon, this is the clinic.')
    await rail.go('Patients')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(/A name, number/).fill('okafor')
    await page.getByRole('option', { name: /Devon Okafor/ }).first().click()
    await expect(page.getByRole('textbox', { name: /^Reply to/ })).toHaveValue('Hello Devon, this is the clinic.')
    await page.getByRole('textbox', { name: /^Reply to/ }).press('Enter')
    await expect(page.getByTestId('text').filter({ hasText: 'Hello Devon' })).toBeVisible()
  })

  test('a change is kept, with who made it and what stood there before', async ({ rapport }) => {
    const { rail, page } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await patients.open('devon', 'Devon Okafor')
    await page.keyboard.press('e')
    const form = patients.form('Edit Devon Okafor')
    await form.getByLabel('Likes to be called').fill('Dev')
    await form.getByLabel('Prefers').selectOption('text')
    await page.keyboard.press('Control+Enter')
    await expect(patients.name).toHaveText('Devon “Dev” Okafor')
    await patients.person.getByText('History: who changed what and when').click()
    const history = patients.person.locator('details li')
    await expect(history.filter({ hasText: 'Dev' }).first()).toContainText('Ana Lopez')
    await rapport.restart()
    await rapport.rail.go('Patients')
    await new Patients(rapport.page).open('dev', 'Devon “Dev” Okafor')
  })

  test('a number that was added is known at the next ring', async ({ rapport, line }) => {
    const { rail, page, desk } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await patients.open('devon', 'Devon Okafor')
    await page.keyboard.press('e')
    const form = patients.form('Edit Devon Okafor')
    await form.getByRole('button', { name: 'Add a phone' }).click()
    await form.getByLabel('Phone 2', { exact: true }).fill('(555) 010-0142')
    await page.keyboard.press('Control+Enter')
    await expect(patients.person).toContainText('(555) 010-0142')
    await line.post(ringing('c-1', NUMBERS.stranger))
    await expect(desk.ringingCall('Devon Okafor')).toBeVisible()
  })

  test('what is no date is not saved, and is said beside the field', async ({ rapport }) => {
    const { rail, page } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await page.getByRole('button', { name: 'New patient (N)' }).click()
    const form = patients.form('New patient')
    await form.getByLabel('First name').fill('Jane')
    await form.getByLabel('Birth date').fill('13/45/1990')
    await page.keyboard.press('Control+Enter')
    await expect(form.getByRole('alert')).toBeVisible()
    await expect(form.getByLabel('Birth date')).toBeFocused()
    await form.getByLabel('Birth date').fill('3/4/1990')
    await page.keyboard.press('Control+Enter')
    await expect(patients.name).toHaveText('Jane')
    await expect(patients.person).toContainText('born Mar 4, 1990')
  })

  test('a half-typed form survives a ringing call and a look elsewhere, and is given up only after a question', async ({ rapport, line }) => {
    const { rail, page, desk } = rapport
    const patients = new Patients(page)
    await rail.go('Patients')
    await patients.open('devon', 'Devon Okafor')
    await page.keyboard.press('e')
    await patients.form('Edit Devon Okafor').getByLabel('Likes to be called').fill('Dev')
    await line.post(ringing('c-1', NUMBERS.maria))
    await expect(desk.ringingCall('Maria Alvarez')).toBeVisible()
    await page.keyboard.press('Control+j')
    await expect(desk.name).toHaveText('Maria Alvarez')
    await rail.go('Patients')
    await expect(patients.form('Edit Devon Okafor').getByLabel('Likes to be called')).toHaveValue('Dev')
    await page.keyboard.press('Escape')
    const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Discard' }).click()
    await expect(patients.name).toHaveText('Devon Okafor')
  })
})
