import { expect, test } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { answered, ended, missed, ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
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
  expect(csv).toMatch(new RegExp(`,${ME},resolved a conversation,Devon Okafor,Called back\r\n`))
})
