import { expect, test } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { missed, ringing, textFrom } from './support/http-line.ts'
import { COLLEAGUE, NUMBERS } from './support/own-practice.ts'
import { secondWindow } from './support/second-window.ts'
import { Desk } from './pages/desk.ts'

test.use({ opens: 'practice' })

const CLOSED = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

test('a missed call in Spanish after hours: texted back, waiting in the morning, answered with one digit, stopped with one click', async ({ rapport, line, receiver }) => {
  const { page, desk, settings } = rapport
  await coreCall(page, 'practice.change', { hours: CLOSED })
  await test.step('somebody looks at last week, and switches it on', async () => {
    await settings.open('Automatic texts')
    await page.getByRole('switch', { name: 'Text back after a missed call' }).click()
    await page.getByLabel('Wait before texting, in seconds').fill('10')
    await page.getByRole('button', { name: /Look at last week/ }).click()
    await expect(page.getByText(/Nobody was missed last week|missed call/).first()).toBeVisible()
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  })
  await test.step('nobody answers: she is texted in Spanish, in the words for closed doors', async () => {
    await rapport.rail.go('Desk')
    await line.post([ringing('c-1', NUMBERS.maria), missed('c-1')])
    await desk.open('Maria Alvarez')
    await expect.poll(() => receiver.texts.length, { timeout: 30_000 }).toBe(1)
    expect(receiver.texts[0]).toMatchObject({ to: NUMBERS.maria, body: expect.stringMatching(/^Le escribe Lakeside Family Clinic\. Ya cerramos, pero vimos su llamada\./) })
    await expect(desk.text('Ya cerramos')).toContainText('automatic')
    await expect(desk.thread).toContainText('texted back')
    await expect(desk.item('Maria Alvarez')).toContainText('Text-back sent')
  })
  await test.step('her answer waits in the same conversation; one digit answers in Spanish', async () => {
    await line.post(textFrom('t-1', NUMBERS.maria, 'Voy tarde a mi cita, disculpe'))
    await expect(desk.item('Maria Alvarez')).toContainText('New text')
    await desk.command('1')
    await expect(desk.composer).toHaveValue(/^No se preocupe, Mari, gracias por avisar/)
    await page.keyboard.press('Enter')
    await expect(desk.text('No se preocupe')).toHaveAttribute('data-state', 'sent', { timeout: 15_000 })
    await expect(desk.text('No se preocupe')).toContainText('Running late')
    await expect(desk.item('Maria Alvarez')).toHaveAttribute('data-waiting', 'false')
  })
  await test.step('"parar por favor" is flagged, and one click ends it', async () => {
    await line.post(textFrom('t-2', NUMBERS.maria, 'parar por favor'))
    await expect(desk.item('Maria Alvarez')).toContainText('Asks to stop texts')
    await desk.text('parar por favor').getByRole('button', { name: 'Stop texts to this number' }).click()
    await expect(desk.conversation.getByRole('note')).toContainText('asked for no texts')
  })
  await test.step('nothing can text her again: no reply, no test, and no missed call', async () => {
    const before = receiver.texts.length
    await expect(coreCall(page, 'replies.send', { conversationId: NUMBERS.maria, body: 'Hello', templateId: null, language: null })).rejects.toThrow('blocked')
    await expect(coreCall(page, 'replies.send', { conversationId: NUMBERS.maria, body: 'Later', templateId: null, language: null, leavesAt: Date.now() + 3_600_000 })).rejects.toThrow('blocked')
    await line.post([ringing('c-2', NUMBERS.maria), missed('c-2')])
    await expect(desk.thread).toContainText('not texted: they asked for no texts', { timeout: 30_000 })
    expect(receiver.texts).toHaveLength(before)
  })
})

test('a reply that leaves later stands in the thread, and is not sent once they write', async ({ rapport, line, receiver }) => {
  const { page, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await desk.open('Devon Okafor')
  await desk.composer.fill('Your form is ready, Devon. Lakeside Family Clinic')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.keyboard.press('h')
  await expect(desk.text('Your form is ready')).toContainText(/Leaves .*, unless they call or write first/)
  await expect(desk.item('Devon Okafor')).toContainText('Text leaves')
  await line.post(textFrom('t-2', NUMBERS.devon, 'Never mind, I have it'))
  await expect(desk.text('Your form is ready')).toContainText('Not sent: they wrote first.')
  await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
  expect(receiver.texts).toEqual([])
})

test('Ctrl+Enter sends, resolves and goes on to whoever waits next', async ({ rapport, line, receiver }) => {
  const { page, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'One'))
  await line.post(textFrom('t-2', NUMBERS.maria, 'Dos'))
  await desk.open('Devon Okafor')
  await desk.composer.fill('Done, Devon')
  await page.keyboard.press('Control+Enter')
  await expect(desk.name).toHaveText('Maria Alvarez')
  await expect(desk.item('Devon Okafor')).toContainText('Resolved · You')
  await expect.poll(() => receiver.texts.map(({ body }) => body), { timeout: 15_000 }).toEqual(['Done, Devon'])
})

test('two windows at the same question: each sees the other write, and the second to send sees the answer first', async ({ rapport, line, receiver }) => {
  const { page, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Can I come today?'))
  await desk.open('Devon Okafor')
  const other = await secondWindow(rapport.app)
  const there = new Desk(other)
  await there.open('Devon Okafor')
  await there.composer.pressSequentially('Come at 3')
  await expect(desk.conversation.getByRole('status').filter({ hasText: 'is writing to them in another window' })).toBeVisible()
  // Both press at once: what the second has not seen keeps its own from leaving.
  await desk.composer.fill('We have 4:30 for you')
  await there.composer.press('Enter')
  await expect(desk.text('Come at 3')).toBeVisible()
  await expect(desk.conversation.getByRole('status').filter({ hasText: 'is writing' })).toHaveCount(0)
  const raced = coreCall(page, 'replies.send', { conversationId: NUMBERS.devon, body: 'We have 4:30 for you', templateId: null, language: null, after: null })
  await expect(raced).rejects.toThrow('answered them just now')
  await expect.poll(() => receiver.texts.length, { timeout: 15_000 }).toBe(1)
  await other.close()
})

test('a note names a colleague, who finds it under Mine; a promise counts down; it is taken, put off and taken back by keyboard', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'About my bill'))
  await desk.open('Devon Okafor')
  await desk.command('n')
  await page.keyboard.type('@ben')
  await page.keyboard.press('Tab')
  await page.keyboard.type('is this paid?')
  await page.keyboard.press('Enter')
  await expect(desk.thread).toContainText(`@${COLLEAGUE} is this paid?`)
  await desk.command('p')
  await page.keyboard.press('1')
  await expect(desk.item('Devon Okafor')).toContainText(/Call in \d+ min, by/)
  await desk.command('z')
  await page.keyboard.press('4')
  await expect(desk.thread).toContainText('put it off until they answer')
  await expect(desk.item('Devon Okafor')).toContainText(/Until they answer|Call in/)
  await desk.command('a')
  await page.keyboard.press('a')
  await expect(desk.thread).toContainText('took it')
  await line.post(textFrom('t-2', NUMBERS.maria, 'Hola'))
  await desk.open('Maria Alvarez')
  await page.getByRole('button', { name: /^At this desk/ }).click()
  await page.getByRole('menuitem', { name: COLLEAGUE }).click()
  await desk.filter('Mine').click()
  await expect(desk.item('Devon Okafor')).toContainText('A note asks you')
  await desk.open('Devon Okafor')
  await desk.thread.getByRole('button', { name: 'I have seen to it' }).click()
  await expect(desk.thread.getByRole('button', { name: 'I have seen to it' })).toHaveCount(0)
})

test('what goes with a text is posted with it, and a number that is no mobile offers the call first', async ({ rapport, line, receiver }) => {
  const { page, desk, settings } = rapport
  await settings.open('Lines')
  const card = settings.line('Main line').card
  await card.getByText(/^More settings/).click()
  await card.getByRole('switch', { name: 'It takes pictures and PDF' }).click()
  await card.getByRole('button', { name: /^Save/ }).click()
  await rapport.rail.go('Desk')
  await line.post(textFrom('t-1', NUMBERS.devon, 'Please send the steps'))
  await desk.open('Devon Okafor')
  await page.getByLabel('Files to attach').setInputFiles({ name: 'steps.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 steps') })
  await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('steps.pdf')
  await desk.composer.fill('Your steps, Devon. Lakeside Family Clinic')
  await page.keyboard.press('Enter')
  await expect.poll(() => receiver.texts.length, { timeout: 15_000 }).toBe(1)
  await line.post({ type: 'text.delivery', id: 'd-1', text: receiver.texts[0]?.id, state: 'failed', reason: 'This is a landline.', cause: 'notMobile' })
  await expect(desk.text('Your steps')).toContainText('Not sent. This is a landline.')
  await expect(desk.text('Your steps').getByRole('button', { name: 'Call instead' })).toBeVisible()
  await expect(desk.text('Your steps').getByRole('button', { name: 'Try again' })).toHaveCount(0)
})
