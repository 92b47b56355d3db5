import { DAY, HOUR } from '@shared/time.ts'
import { expect, test } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { answered, ended, missed, ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { changePracticeFile } from './support/practice-db.ts'
import { COLLEAGUE, ME, NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('History shows what passed, narrows it by filters that combine, and opens the conversation of an entry', async ({ rapport, line }) => {
  const { page, rail, desk } = rapport
  await rail.go('History')
  await expect(page.getByText('Nothing has passed yet')).toBeVisible()
  await expectWell(page, 'History, nothing yet')
  // One after the other, so that each has its own moment.
  for (const events of [
    [textFrom('t-1', NUMBERS.devon, 'Is there parking at the clinic?')],
    [textFrom('t-2', NUMBERS.maria, 'Is there parking nearby?')],
    [ringing('c-1', NUMBERS.devon), missed('c-1')],
    [ringing('c-2', NUMBERS.maria), answered('c-2', { staff: COLLEAGUE }), ended('c-2')],
    [ringing('c-3', NUMBERS.stranger), missed('c-3')],
  ]) await line.post(events)
  const list = page.getByRole('listbox', { name: 'Calls, texts and notes' })
  const rows = list.getByRole('option')
  const filters = page.getByRole('group', { name: 'Show only' })
  await test.step('what comes in appears by itself, the newest first', async () => {
    await expect(rows).toHaveCount(5)
    await expect(rows.first()).toContainText(/Missed call.*\(555\) 010-0142/)
    await expectWell(page, 'History')
  })

  await test.step('words, what it was and with whom hold together, and each goes by a click', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('park')
    await expect(rows).toHaveCount(2)
    await filters.getByRole('button', { name: 'Person' }).click()
    await page.getByRole('textbox', { name: 'Find a patient' }).fill('devon')
    await page.getByRole('dialog').getByRole('button', { name: /Devon Okafor/ }).click()
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('Is there parking at the clinic?')
    await page.getByRole('button', { name: 'Clear the words' }).click()
    await expect(rows).toHaveCount(2)
    await filters.getByRole('button', { name: 'What' }).click()
    await page.getByRole('menuitem', { name: 'Missed calls' }).click()
    await expect(rows).toHaveCount(1)
    await expectWell(page, 'History, narrowed')
    await filters.getByRole('button', { name: 'Days' }).click()
    await page.getByRole('menuitem', { name: 'Yesterday' }).click()
    await expect(page.getByText('Nothing found')).toBeVisible()
    for (const chip of ['Yesterday', 'Missed calls', 'With Devon Okafor']) await filters.getByRole('button', { name: `Remove filter: ${chip}` }).click()
    await expect(rows).toHaveCount(5)
  })

  await test.step('names stay hidden here too', async () => {
    await page.keyboard.press('F8')
    await expect(list).not.toContainText('Devon')
    await expect(list).not.toContainText('parking')
    await page.keyboard.press('F8')
    await expect(list).toContainText('Devon')
  })

  await test.step('Enter opens the conversation of the row at the keyboard', async () => {
    await list.focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
    await expect(rows.nth(2)).toContainText('Devon')
    await page.keyboard.press('Enter')
    await expect(desk.name).toHaveText('Devon Okafor')
    // Coming back finds the row again.
    await page.keyboard.press('Control+7')
    await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  })
})

test('an entry opens its conversation at its moment, however far back that is, and from there leads on and back to now', async ({ rapport, line }) => {
  await line.post([textFrom('t-now', NUMBERS.devon, 'Thank you, see you then')])
  await expect(rapport.desk.item('Devon Okafor')).toBeVisible()
  await rapport.close()
  changePracticeFile(rapport.data, (db) => {
    const [asked, missedCall] = [1, 2]
    db.prepare(`INSERT INTO contact_kinds (id, outcome, inbound) VALUES (?, 'textIn', 1), (?, 'missed', 1)`).run(asked, missedCall)
    const contact = db.prepare(`INSERT INTO contacts (id, conversation_id, at, type, effect, kind) VALUES (?, ?, ?, ?, 'none', ?)`)
    const text = db.prepare(`INSERT INTO texts (id, conversation_id, at, direction, body, state) VALUES (?, ?, ?, 'in', ?, 'received')`)
    const begin = Date.now() - 400 * DAY
    const put = (id: string, at: number, body: string): void => {
      contact.run(id, NUMBERS.devon, at, 'text', asked)
      text.run(id, NUMBERS.devon, at, body)
    }
    db.transaction(() => {
      for (let index = 0; index < 120; index += 1) put(`before-${index}`, begin - (200 - index) * HOUR, `Older ${index}`)
      contact.run('c-old', NUMBERS.devon, begin, 'call', missedCall)
      db.prepare(`INSERT INTO calls (id, conversation_id, direction, ringing_at, missed_at, ended_at) VALUES ('c-old', ?, 'in', ?, ?, ?)`).run(NUMBERS.devon, begin, begin + 9000, begin + 9000)
      for (let index = 0; index < 3000; index += 1) put(`after-${index}`, begin + (index + 1) * HOUR, `Newer ${index}`)
    })()
  })
  await rapport.restart()
  const { page, desk } = rapport
  await rapport.rail.go('History')
  const list = page.getByRole('listbox', { name: 'Calls, texts and notes' })
  await page.getByRole('group', { name: 'Show only' }).getByRole('button', { name: 'What' }).click()
  await page.getByRole('menuitem', { name: 'Missed calls' }).click()
  await expect(list.getByRole('option')).toHaveCount(1)
  const found = page.getByTestId('found')

  await test.step('Enter brings it into sight, marked, among what passed then', async () => {
    await list.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(found).toContainText('Missed call')
    await expect(found).toBeInViewport({ ratio: 1 })
    await expect(page.getByText(/^Looking back: .* to /)).toBeVisible()
    await expect(desk.text('Older 119')).toBeVisible()
    await expect(desk.text('Newer 0')).toBeVisible()
    await expect(desk.text('Thank you, see you then')).toHaveCount(0)
    await expectWell(page, 'Desk, looking back')
  })

  await test.step('names hide there too', async () => {
    await page.keyboard.press('F8')
    await expect(desk.thread).not.toContainText('Newer')
    await page.keyboard.press('F8')
    await expect(desk.text('Newer 0')).toBeVisible()
  })

  await test.step('more is read both ways', async () => {
    await desk.thread.getByRole('button', { name: 'Show later' }).click()
    await expect(desk.text('Newer 148')).toBeVisible()
    await desk.thread.getByRole('button', { name: 'Show earlier' }).click()
    await expect(desk.text('Older 0')).toBeVisible()
  })

  await test.step('what comes in meanwhile changes nothing there; back to now shows it', async () => {
    await line.post([textFrom('t-new', NUMBERS.devon, 'I am here')])
    await expect(desk.item('Devon Okafor')).toContainText('I am here')
    await expect(desk.text('I am here')).toHaveCount(0)
    await page.getByRole('button', { name: 'Back to now' }).click()
    await expect(desk.text('I am here')).toBeInViewport()
    await expect(found).toHaveCount(0)
    await expect(page.getByText(/^Looking back/)).toHaveCount(0)
  })

  await test.step('a click does the same, and what is near the end is marked in the conversation itself', async () => {
    await rapport.rail.go('History')
    await list.getByRole('option').first().click()
    await expect(found).toContainText('Missed call')
    await rapport.rail.go('History')
    await page.getByRole('button', { name: 'Remove filter: Missed calls' }).click()
    await list.getByRole('option').filter({ hasText: 'I am here' }).click()
    await expect(found).toContainText('I am here')
    await expect(found).toBeInViewport()
    await expect(page.getByText(/^Looking back/)).toHaveCount(0)
  })
})

test('Who did what says who resolved a conversation, narrows to a colleague, and leaves as a file', async ({ rapport, line }) => {
  const { page, rail } = rapport
  await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
  await rail.iAm(ME)
  await coreCall(page, 'conversations.resolve', { conversationId: NUMBERS.devon, reason: 'Called back' })
  await rail.go('History')
  await page.getByRole('tab', { name: 'Who did what' }).click()
  const rows = page.getByRole('listbox', { name: 'Who did what' }).getByRole('option')
  await expect(rows.first()).toContainText(new RegExp(`${ME}.*resolved a conversation.*Devon.*Called back`))
  await expect(rows.filter({ hasText: 'call came in' })).toContainText('Devon')
  await expectWell(page, 'Who did what')
  await page.getByRole('button', { name: 'Staff' }).click()
  await page.getByRole('menuitem', { name: COLLEAGUE }).click()
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.getByRole('button', { name: `Remove filter: By ${COLLEAGUE}` }).click()
  // What the browser would save, caught before a dialog of the system asks where.
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => document.body.setAttribute('data-saved', text))
      return make(blob)
    }
    HTMLAnchorElement.prototype.click = () => undefined
  })
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-saved', /When/)
  const csv = (await page.locator('body').getAttribute('data-saved')) ?? ''
  expect(csv.split('\r\n')[0]).toMatch(/^When \(.+\),Who,What,About,Words$/)
  // Before it is given, that it was taken out stands in the journal, and so in the file.
  expect(csv.split('\r\n')[1]).toContain(`,${ME},took out who did what as CSV,`)
  expect(csv).toMatch(new RegExp(`,${ME},resolved a conversation,Devon Okafor,Called back\r\n`))
})
