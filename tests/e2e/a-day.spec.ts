import { expect, test } from './fixtures.ts'
import { SEND_TOKEN } from './support/own-practice.ts'
import { curl, hasCurl, httpLine, missed, ringing, type HttpLine } from './support/http-line.ts'
import { freePort } from './support/ports.ts'
import { startReceiver } from './support/receiver.ts'

test('somebody following docs/lines/http.md with curl alone has a whole day at the desk', async ({ rapport }, testInfo) => {
  test.slow()
  testInfo.annotations.push({ type: 'posted with', description: hasCurl ? 'curl' : 'fetch, because this machine has no curl' })
  const { page, desk, rail, settings, closeOfDay, firstStart } = rapport
  const receiver = await startReceiver()
  let line: HttpLine | undefined

  await test.step('a practice is set up at the first start', async () => {
    await expect(firstStart.title).toHaveText('Welcome to Rapport')
    await firstStart.create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: 'Ana Lopez' })
  })

  await test.step('the http line is connected in Settings, and its token is shown once', async () => {
    await settings.open('Lines')
    await expect(settings.section('Lines')).toContainText('There is no line yet')
    const port = await freePort()
    const token = await settings.connectHttp({ port, sendUrl: receiver.url, sendToken: SEND_TOKEN })
    expect(token).toMatch(/^\S{20,}$/)
    await expect(page.getByText(token)).toHaveCount(0)
    await expect(settings.line('Main line').newToken).toHaveCount(0)
    line = httpLine(port, token)
  })
  if (!line) throw new Error('there is no line')

  await test.step('a patient is added by hand', async () => {
    await rail.go('Patients')
    await page.getByRole('button', { name: 'Add one by hand' }).click()
    const form = page.getByRole('form', { name: 'New patient' })
    await form.getByLabel('First name').fill('Maria')
    await form.getByLabel('Last name').fill('Alvarez')
    await form.getByLabel('Likes to be called').fill('Mari')
    await form.getByLabel('Language').selectOption('es')
    if ((await form.getByLabel('Phone', { exact: true }).count()) === 0) await form.getByRole('button', { name: 'Add a phone' }).click()
    await form.getByLabel('Phone', { exact: true }).fill('(555) 010-0177')
    await form.getByRole('button', { name: /^Add patient|^Save/ }).click()
    await expect(page.getByRole('main', { name: 'Patient' }).getByRole('heading', { level: 2 })).toHaveText('Maria “Mari” Alvarez')
  })

  await test.step('she calls: it rings on the desk, with her card', async () => {
    await rail.go('Desk')
    await curl(line as HttpLine, ringing('c-1', '+15550100177', { name: 'RAMIREZ MARIA' }))
    await expect(desk.ringingCall('Maria Alvarez')).toContainText('prefers “Mari” · ES')
    await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText('Maria “Mari” Alvarez')
    await expect(desk.card).toContainText('Spanish first')
  })

  await test.step('nobody answers: she waits', async () => {
    await curl(line as HttpLine, missed('c-1'))
    await expect(desk.ringing).toHaveCount(0)
    await expect(desk.item('Maria Alvarez')).toHaveAttribute('data-waiting', 'true')
    await expect(desk.item('Maria Alvarez')).toContainText('Missed')
    await expect(desk.feed.getByRole('status')).toContainText('1 waiting')
  })

  await test.step('one digit writes the reply in her language, Enter sends it', async () => {
    await desk.command('2')
    await expect(desk.composer).toHaveValue(/^Disculpe que no alcanzamos .* Lakeside Family Clinic/)
    await expect(desk.facts).toContainText('Spanish')
    const words = await desk.composer.inputValue()
    await page.keyboard.press('Enter')
    await expect(desk.text(words)).toContainText('Sends in')
    expect(receiver.texts).toEqual([])
    await expect(desk.text(words)).toHaveAttribute('data-state', 'sent', { timeout: 15_000 })
    expect(receiver.texts).toEqual([{ id: expect.any(String), to: '+15550100177', body: words, token: `Bearer ${SEND_TOKEN}`, idempotencyKey: receiver.texts[0]?.id }])
    await expect(desk.item('Maria Alvarez')).toHaveAttribute('data-waiting', 'false')
  })

  await test.step('the delivery report is shown on the message', async () => {
    await curl(line as HttpLine, { type: 'text.delivery', id: 'e-9', text: receiver.texts[0]?.id, state: 'delivered' })
    await expect(desk.texts().last()).toHaveAttribute('data-state', 'delivered')
    await expect(desk.texts().last()).toContainText('delivered')
  })

  await test.step('whoever else was missed is found in Close of day, and is walked to zero by keyboard', async () => {
    await curl(line as HttpLine, [ringing('c-2', '555-010-0142'), missed('c-2')])
    await curl(line as HttpLine, [ringing('c-3', '555-010-0188'), missed('c-3')])
    await desk.putPenDown()
    await page.keyboard.press('Control+4')
    await expect(closeOfDay.left).toHaveText('2')
    await expect(closeOfDay.person).toHaveText('(555) 010-0142')
    await page.keyboard.press('n')
    await page.keyboard.press('2')
    await expect(closeOfDay.left).toHaveText('1')
    await expect(closeOfDay.person).toHaveText('(555) 010-0188')
    await page.keyboard.press('t')
    await expect(closeOfDay.end).toBeVisible()
    await expect(closeOfDay.outcome('needed nothing more')).toHaveText('1')
    await expect(closeOfDay.outcome('put off')).toHaveText('1')
  })
  await receiver.close()
})
