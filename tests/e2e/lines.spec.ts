import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { coreCall } from './support/core-call.ts'
import { httpLine, missed, ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { NUMBERS } from './support/own-practice.ts'
import { freePort } from './support/ports.ts'
import { addMedia, setLastLive } from './support/practice-db.ts'
import { secondWindow } from './support/second-window.ts'

const MINUTE = 60_000

test('somebody new connects a line in Settings, sees its test turn to heard, and finds it live on the desk', async ({ rapport }) => {
  const { page, settings, rail, desk, firstStart } = rapport
  const port = await freePort()
  await firstStart.create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: 'Ana Lopez' })
  await settings.open('Lines')
  const form = await settings.addLine('HTTP and CTI')

  await test.step('what is typed survives Escape and another screen', async () => {
    await form.getByLabel('Name').fill('Phones upstairs')
    await page.keyboard.press('Escape')
    await rail.go('Desk')
    await expect(settings.nav).toBeHidden()
    await rail.go('Settings')
    await expect(settings.nav.getByRole('button', { name: 'Lines' })).toContainText('Unsaved')
    await expect(form.getByLabel('Name')).toHaveValue('Phones upstairs')
  })

  await test.step('a port that cannot be is refused in words, at the form', async () => {
    await form.getByLabel('Port').fill('80')
    await form.getByRole('button', { name: 'Connect' }).click()
    await expect(form.getByRole('alert')).toHaveText('The port must be a whole number from 1024 to 65535.')
  })

  await form.getByLabel('Port').fill(String(port))
  await form.getByRole('button', { name: 'Connect' }).click()
  const card = settings.line('Phones upstairs')
  await expect(card.state).toHaveText('Live')
  await expect(form).toHaveCount(0)
  const line = httpLine(port, await card.takeToken())

  await test.step('the test says step by step what works, and the last step turns by itself', async () => {
    await expect(card.step('Reached')).toContainText(`127.0.0.1:${port}`)
    await expect(card.step('Signed in')).toContainText('An access token was made')
    await expect(card.step('Heard something')).toContainText('Nothing has come over it yet')
    await expectWell(page, 'Settings, Lines, a test')
    await line.post(ringing('c-1', NUMBERS.stranger))
    await expect(card.step('Heard something')).toContainText('Something has come over it')
  })

  await rail.go('Desk')
  await expect(desk.lines).toContainText(/Phones upstairs live · last event \d/)
})

test('a line that is being added can be discarded, and the discarding undone', async ({ rapport }) => {
  const { page, settings, firstStart } = rapport
  await firstStart.create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: 'Ana Lopez' })
  await settings.open('Lines')
  const form = await settings.addLine('HTTP and CTI')
  await form.getByLabel('Name').fill('Phones upstairs')
  await form.getByRole('button', { name: 'Discard' }).click()
  await expect(form).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: false }).last().click()
  await expect(form.getByLabel('Name')).toHaveValue('Phones upstairs')
})

test.describe('with a practice', () => {
  test.use({ opens: 'practice' })

  test('a test text is followed from the desk to the phone, and can be taken back', async ({ rapport, line, receiver }) => {
    const { settings } = rapport
    await settings.open('Lines')
    const main = settings.line('Main line')
    const panel = main.test
    await main.startTest()
    await panel.getByLabel('Send a test text to').fill('12')
    await panel.getByRole('button', { name: 'Send' }).click()
    await expect(panel.getByRole('alert')).toContainText('not a phone number')
    await panel.getByLabel('Send a test text to').fill('(555) 010-0199')
    await panel.getByRole('button', { name: 'Send' }).click()
    await expect(panel).toContainText('Queued')
    await panel.getByRole('button', { name: 'Undo' }).click()
    await expect(panel).toContainText('Taken back')
    await panel.getByRole('button', { name: 'Send' }).click()
    await expect(panel).toContainText('Sent: the text system took it', { timeout: 15_000 })
    expect(receiver.texts.map(({ to, body }) => [to, body])).toEqual([['+15550100199', 'Lakeside Family Clinic: this is a test of our text line.']])
    await line.post({ type: 'text.delivery', id: 'd-1', text: receiver.texts[0]?.id, state: 'delivered' })
    await expect(panel).toContainText('Delivered: it is on the phone')
  })

  test('a refused test text says why', async ({ rapport, receiver }) => {
    receiver.answer(400, { message: 'This number is a landline.' })
    const { settings } = rapport
    await settings.open('Lines')
    const main = settings.line('Main line')
    await main.startTest()
    await main.test.getByLabel('Send a test text to').fill('(555) 010-0199')
    await main.test.getByRole('button', { name: 'Send' }).click()
    await expect(main.test).toContainText(/Not sent\..*landline/, { timeout: 15_000 })
  })

  test('the desk says how the lines are doing, and leads to them with one click', async ({ rapport, line }) => {
    const { settings, rail, desk, page } = rapport
    await expect(desk.lines).toContainText('Main line live · nothing has come yet')
    await line.post(ringing('c-1', NUMBERS.devon))
    await expect(desk.lines).toContainText(/Main line live · last event \d+:\d\d [AP]M/)
    await desk.lines.getByRole('button').click()
    const main = settings.line('Main line')
    await expect(main.state).toHaveText('Live')
    await main.power.click()
    await expect(main.state).toHaveText('Off')
    await main.startTest()
    await expect(main.step('Reached')).toContainText('Switch the line on')
    await expect(main.step('Heard something')).toContainText('not tried')
    await rail.go('Desk')
    // Switched off on purpose, it is nobody's worry.
    await expect(desk.lines).toHaveCount(0)
    await rail.go('Settings')
    await main.switchOn()
    await rail.go('Desk')
    await expect(desk.lines).toContainText('Main line live')
    await expect(page.getByTestId('recap')).toHaveCount(0)
  })

  test('a call that two lines tell of stands once, and says so', async ({ rapport, line }) => {
    const { desk, page } = rapport
    const port = await freePort()
    const { lineId } = await coreCall(page, 'lines.save', { lineId: null, kind: 'http', name: 'Trunk', enabled: true, settings: { port } })
    const { token } = await coreCall(page, 'lines.newToken', { lineId })
    await line.post(ringing('c-1', NUMBERS.devon))
    await httpLine(port, token).post(ringing('t-1', NUMBERS.devon))
    await line.post(missed('c-1'))
    await desk.open('Devon Okafor')
    await expect(desk.thread).toContainText(/Missed call.*also on Trunk/)
    await expect(desk.thread.getByText('Missed call')).toHaveCount(1)
    await expect(desk.lines).toContainText('2 lines live')
  })

  test.describe('that was closed for a while', () => {
    const from = Date.now() - 9 * MINUTE
    test.use({ prepare: { folder: (folder) => setLastLive(folder, from) } })

    test('tells what came meanwhile, in every window, until somebody has seen it', async ({ rapport, line }) => {
      const { app, desk, page } = rapport
      // In the practice's opening hours or out of them, whenever this test runs.
      await expect(desk.recap).toContainText(/(Offline (9|10) min|Off while you were closed) \(.+ to .+\)\. Calls and texts in this gap are unknown\./)
      await line.post([
        { ...textFrom('t-1', NUMBERS.maria, 'Are you open?'), at: from + 3 * MINUTE },
        { ...ringing('c-1', NUMBERS.devon), at: from + MINUTE },
        { ...missed('c-1'), at: from + 2 * MINUTE },
      ])
      await expect(desk.recap).toContainText('1 call, 1 missed, 1 text')
      const other = await secondWindow(app)
      await expect(new Desk(other).recap).toContainText('1 call, 1 missed, 1 text')
      await desk.recap.getByRole('button', { name: 'Show' }).click()
      await expect(desk.name).toHaveText('Devon Okafor')
      await desk.composer.fill('goi')
      await expect(desk.recap).toBeVisible()
      await desk.composer.fill('')
      await expectWell(page, 'Desk, a recap')
      await desk.command('g')
      await expect(desk.recap).toHaveCount(0)
      await expect(new Desk(other).recap).toHaveCount(0)
      await rapport.restart()
      await expect(rapport.desk.lines).toBeVisible()
      await expect(rapport.desk.recap).toHaveCount(0)
    })
  })

  test('pictures of a text are shown, larger at a click, and documents are saved', async ({ rapport, line }) => {
    await line.post(textFrom('t-1', NUMBERS.maria, 'My rash'))
    await expect(rapport.desk.item('Maria Alvarez')).toBeVisible()
    await rapport.close()
    addMedia(rapport.data, 'My rash', [
      { id: 'm-1', contentType: 'image/png', bytes: PNG },
      { id: 'm-2', contentType: 'application/pdf', bytes: new Uint8Array(240_000) },
      { id: 'm-3', contentType: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) },
      { id: 'm-4', contentType: 'image/jpeg', problem: 'It is larger than 5 MB, so it was not fetched. Ask for it by e-mail.' },
      { id: 'm-5', contentType: 'image/png' },
    ])
    await rapport.restart()
    const { desk, page } = rapport
    await desk.open('Maria Alvarez')
    const text = desk.text('My rash')
    await expect(text).toContainText('It is larger than 5 MB')
    await expect(text).toContainText('PDF document 240 KB')
    await expect(text).toContainText('This picture cannot be shown here.')
    await expect(text).toContainText('This picture is not here.')
    await expectWell(page, 'Desk, a text with pictures')
    const small = text.getByRole('button', { name: /^Picture 1 of 5.*show it larger$/ })
    await expect.poll(() => small.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2)
    await small.focus()
    await page.keyboard.press('Enter')
    const large = page.getByRole('dialog', { name: /^Picture 1 of 5/ })
    await expect(large.getByRole('img')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(large).toHaveCount(0)
    await expect(small).toBeFocused()
    // What the browser would save, caught before a dialog of the system asks where.
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function caught() {
        document.title = `${this.download} ${this.href.split(':')[0]}`
      }
    })
    await text.getByRole('button', { name: 'Save: PDF document' }).click()
    await expect(page).toHaveTitle('from-a-text.pdf blob')
  })
})

/** Two by two points. */
const PNG = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGPgqykDIgYIBQAabgQBzz9X7QAAAABJRU5ErkJggg==', 'base64'))
