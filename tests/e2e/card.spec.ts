import { expect, test } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { expectWell } from './support/looks.ts'
import { missed, ringing, textFrom } from './support/http-line.ts'
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

test('the card shows the visit before, how to prepare for the next, the last contacts, and what was counted', async ({ rapport, line }) => {
  const { desk, page, rail } = rapport
  const day = 24 * 60 * 60_000
  const fixed = new Date(new Date().setHours(15, 0, 0, 0)).getTime()
  const list = ['First name,Last name,DOB,Appt Date,Appt Time,Provider,Appt Type,Status']
  const row = (ago: number, status: string, reason: string) => {
    const at = new Date(fixed - ago * day)
    return `Devon,Okafor,7/2/1991,${at.getMonth() + 1}/${at.getDate()}/${at.getFullYear()},3:00 PM,Dr. Chen,${reason},${status}`
  }
  for (let ago = 10; ago <= 60; ago += 10) list.push(row(ago, ago === 20 || ago === 40 ? 'No show' : 'Completed', `Visit ${ago}`))
  list.push(row(-9, 'Scheduled', 'Crown'))
  const imported = new Import(page)
  await rail.go('Patients')
  await imported.open()
  await imported.choose({ name: 'appointments.csv', mimeType: 'text/csv', buffer: Buffer.from(list.join('\n')) })
  await imported.next.click()
  await imported.dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(imported.ending).toContainText('7 visits', { timeout: 30_000 })
  await imported.done()
  await rail.go('Desk')
  await line.post([textFrom('t-1', NUMBERS.devon, 'Can I come earlier?'), ringing('c-1', NUMBERS.devon), missed('c-1')])
  await desk.open('Devon Okafor')

  await expect(desk.card.getByRole('region', { name: 'Last visit' }).getByRole('listitem')).toHaveText([/Visit 10/, /Visit 30/])
  await expect(desk.card.getByRole('region', { name: 'Last contacts' }).getByRole('listitem')).toHaveCount(2)
  await expect(desk.card.getByRole('region', { name: 'Last contacts' })).toContainText(/Missed call/)
  await expect(desk.card.getByRole('region', { name: 'Last contacts' })).toContainText(/Can I come earlier/)
  await expect(desk.card).toContainText('Did not come to 2 of 6 visits. Confirm')
  await desk.card.getByRole('button', { name: '2 of 6: what was counted' }).click()
  await expect(page.getByRole('dialog', { name: 'What was counted' }).getByRole('listitem')).toHaveText([/did not come/, /did not come/])
  await page.keyboard.press('Escape')

  await desk.card.getByRole('button', { name: 'Add how to prepare' }).click()
  await page.keyboard.type('Bring the films')
  await page.keyboard.press('Enter')
  await expect(desk.card.getByRole('region', { name: 'Next' })).toContainText('Prepare: Bring the films')
  await expectWell(page, 'A card with visits, contacts and insights')
})
