import { expect, test } from './fixtures.ts'
import { Patients } from './pages/patients.ts'
import { answered, ended, missed, ringing, textFrom } from './support/http-line.ts'
import { coreCall } from './support/core-call.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test.describe('the household chooser', () => {
  test('asks at every call, and says who it was the last time as a reason', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(ringing('c-1', NUMBERS.household))
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    const second = (await desk.candidates())[1] ?? ''
    await page.keyboard.press('Alt+2')
    await expect(desk.name).toHaveText(second)
    await line.post([answered('c-1', { phone: 'Phone 102' }), ended('c-1')])
    await expect(desk.ringing).toHaveCount(0)
    await expect(desk.name).toHaveText(second)
    await line.post(ringing('c-2', NUMBERS.household))
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    expect((await desk.candidates())[0]).toBe(second)
    await expect(desk.card.getByRole('button', { name: new RegExp(second) })).toContainText('last time it was them')
    await expect(desk.card.getByRole('button', { name: new RegExp(second) })).toContainText(/called \d+:\d\d/)
    await page.keyboard.press('Alt+1')
    await expect(desk.name).toHaveText(second)
  })

  test('is corrected afterwards, the conversation follows, and that is undone by one key', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post([ringing('c-1', NUMBERS.devon), answered('c-1', { phone: 'Phone 102' }), ended('c-1')])
    await desk.filter('All').click()
    await desk.open('Devon Okafor')
    await desk.card.getByRole('button', { name: 'Not Devon? Choose again' }).click()
    await expect(desk.card.getByRole('heading', { name: 'Who is it then?' })).toBeVisible()
    await desk.card.getByRole('textbox', { name: 'Find a patient' }).fill('alvarez')
    await expect(desk.card.getByRole('button', { name: /Maria/ })).toBeVisible()
    await desk.card.getByRole('textbox', { name: 'Find a patient' }).press('Enter')
    await expect(desk.card.getByRole('button', { name: /^Add it to them/ })).toBeFocused()
    await page.keyboard.press('o')
    await expect(desk.name).toHaveText('Maria Alvarez')
    await expect(desk.item('Maria Alvarez')).toBeVisible()
    await expect(desk.card).toContainText('(555) 010-0163 is not among Mari’s numbers')
    await page.keyboard.press('Control+z')
    await expect(desk.name).toHaveText('Devon Okafor')
  })
})

test.describe('a new number', () => {
  test('is written down while it rings; another call and a kill lose nothing of it', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(ringing('c-1', NUMBERS.stranger, { name: 'HARTWELL JANE' }))
    await expect(desk.card.getByRole('heading', { name: 'New number' })).toBeVisible()
    await page.keyboard.press('Alt+n')
    const form = desk.card.getByRole('form', { name: 'New patient' })
    await form.getByLabel('First name').fill('Jane')
    await form.getByLabel('Last name').fill('')
    await form.getByLabel('Last name').pressSequentially('Hartwell')
    await expect(form.getByLabel('Last name')).toHaveValue('Hartwell')
    await expect(form.getByLabel('Last name')).toBeFocused()
    await line.post(ringing('c-2', NUMBERS.maria))
    await expect(desk.ringing).toHaveCount(2)
    await expect(form.getByLabel('Last name')).toBeFocused()
    await desk.ringingCall('Maria Alvarez').click()
    await expect(desk.name).toHaveText('Maria Alvarez')
    await expect.poll(async () => (await coreCall(page, 'desk.snapshot', {})).drafts.some(({ conversationId, body }) => conversationId === `form:${NUMBERS.stranger}` && body.includes('Hartwell'))).toBe(true)
    await rapport.restart()
    const again = rapport.desk
    await again.filter('All').click()
    await again.item('(555) 010-0142').click()
    const kept = again.card.getByRole('form', { name: 'New patient' })
    await expect(kept.getByLabel('Last name')).toHaveValue('Hartwell')
    await kept.getByRole('button', { name: /^Add patient/ }).click()
    await expect(again.name).toHaveText('Jane Hartwell')
    await expect(again.item('Jane Hartwell')).toBeVisible()
    await expect.poll(async () => (await coreCall(rapport.page, 'desk.snapshot', {})).drafts).toEqual([])
  })

  test('is added to somebody with what kind it is, and taken from them again', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(ringing('c-1', NUMBERS.stranger))
    await desk.card.getByRole('textbox', { name: 'Find a patient' }).fill('okafor')
    await desk.card.getByRole('button', { name: /Devon Okafor/ }).click()
    await desk.card.getByLabel('What kind of number').selectOption('carer')
    await desk.card.getByRole('button', { name: /^Add it to them/ }).click()
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(desk.card).toContainText('a carer’s number: ask who is speaking')
    await page.keyboard.press('Control+z')
    await expect(desk.name).toHaveText('(555) 010-0142')
    await expect(desk.card.getByRole('heading', { name: 'New number' })).toBeVisible()
  })
})

test.describe('what a number is', () => {
  test('blocked: it waits for nobody, does not ring above the feed, says so there, and is undone', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post([ringing('c-1', NUMBERS.stranger), missed('c-1')])
    await desk.open('(555) 010-0142')
    await expect(desk.item('(555) 010-0142')).toHaveAttribute('data-waiting', 'true')
    await desk.command('m')
    await expect(page.getByRole('menuitem', { name: /Block/ })).toBeVisible()
    await page.keyboard.press('3')
    await expect(desk.item('(555) 010-0142')).toContainText('Blocked')
    await expect(desk.item('(555) 010-0142')).toHaveAttribute('data-waiting', 'false')
    await line.post([textFrom('t-1', NUMBERS.maria, 'Hello'), ringing('c-2', NUMBERS.stranger)])
    await expect(desk.item('Maria Alvarez')).toBeVisible()
    await expect(desk.item('(555) 010-0142')).toContainText('Ringing')
    await expect(desk.ringing).toHaveCount(0)
    await line.post(missed('c-2'))
    await expect(desk.feed.getByRole('status')).toContainText('1 waiting')
    await desk.command('Control+z')
    await expect(desk.feed.getByRole('status')).toContainText('2 waiting')
    await expect(desk.item('(555) 010-0142')).not.toContainText('Blocked')
  })

  test('a facility is called by its name and asks who it is about; Patients shows it beside the number', async ({ rapport, line }) => {
    const { page, desk, rail } = rapport
    await line.post(ringing('c-1', NUMBERS.devon))
    await expect(desk.name).toHaveText('Devon Okafor')
    await desk.conversation.getByRole('button', { name: 'What this number is' }).click()
    await page.getByRole('menuitem', { name: /Nursing home/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Which place is this?' })
    await dialog.getByLabel('Name').fill('Sunrise Nursing Home')
    await page.keyboard.press('Enter')
    await expect(desk.name).toHaveText('Sunrise Nursing Home')
    await expect(desk.ringingCall('Sunrise Nursing Home')).toContainText('ask who it is about')
    await expect(desk.card.getByRole('heading', { name: 'Sunrise Nursing Home' })).toBeVisible()
    await desk.putPenDown()
    await page.keyboard.press('Alt+1')
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(desk.item('Devon Okafor')).toContainText('Sunrise Nursing Home')
    await rail.go('Patients')
    const patients = new Patients(page)
    await patients.open('devon', 'Devon Okafor')
    await expect(patients.person).toContainText('Sunrise Nursing Home')
    await patients.person.getByRole('button', { name: 'What (555) 010-0163 is' }).click()
    await page.getByRole('menuitem', { name: 'No longer facility' }).click()
    await expect(patients.person).not.toContainText('Sunrise Nursing Home')
  })
})

test.describe('two records of one person', () => {
  test('are found, compared, made one and taken apart again', async ({ rapport, people }) => {
    const { page, rail } = rapport
    await coreCall(page, 'people.create', { fields: { givenName: 'Mari', familyName: 'Alvarez', birthDate: '1968-03-24', email: 'mari@example.org', phones: [{ number: '+15550100155', label: 'work' }] }, conversationId: null })
    await rail.go('Patients')
    const patients = new Patients(page)
    await page.getByRole('button', { name: /may be the same person/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('list', { name: 'Pairs' }).getByRole('listitem')).toHaveCount(1)
    await expect(dialog).toContainText('same birth date')
    await dialog.getByRole('button', { name: 'Compare' }).click()
    await expect(dialog.getByRole('group', { name: 'First name' }).getByRole('radio')).toHaveCount(2)
    await dialog.getByRole('group', { name: 'First name' }).getByText('Maria', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Make them one' }).click()
    await expect(dialog).toContainText('No more to decide')
    await page.keyboard.press('Escape')
    await patients.open('alvarez', 'Alvarez')
    await expect(patients.rows).toHaveCount(1)
    await expect(patients.person).toContainText('Joined records')
    await expect(patients.person).toContainText('(555) 010-0155')
    await expect(patients.person).toContainText('mari@example.org')
    expect(await coreCall(page, 'people.card', { patientId: people.maria })).toMatchObject({ givenName: 'Maria' })
    await patients.person.getByRole('button', { name: 'Take apart' }).click()
    await expect(patients.rows).toHaveCount(2)
    await expect(patients.person).not.toContainText('Joined records')
  })

  test('that are two people are not shown again, unless that is undone', async ({ rapport }) => {
    const { page, rail } = rapport
    await coreCall(page, 'people.create', { fields: { givenName: 'Maria', familyName: 'Alvarez', birthDate: '1968-03-24', phones: [] }, conversationId: null })
    await rail.go('Patients')
    await page.getByRole('button', { name: /may be the same person/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Two people' }).click()
    await expect(dialog).toContainText('No more to decide')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /may be the same person/ })).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('button', { name: /may be the same person/ })).toBeVisible()
  })
})
