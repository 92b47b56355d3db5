import { dayKey } from '@shared/rules/local-time.ts'
import { addDays, dayStart } from '@shared/rules/periods.ts'
import { expect, test } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { textFrom } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test('what was to be done for somebody by today comes last, is done by a key or a reply, and is taken back', async ({ rapport, line, people, receiver }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'I feel so depressed'))
  await line.post(textFrom('t-0', NUMBERS.stranger, 'Do you take new patients?'))
  for (const [patientId, what] of [[people.maria, 'Ask about the knee'], [people.devon, 'Send the form']] as const) await coreCall(page, 'followUps.plan', { followUpId: null, patientId, due: '2020-03-02', what, templateId: null })
  await rail.go('Close of day')
  await test.step('a delicate matter is before whoever waits; with them stands what is due for them', async () => {
    await expect(closeOfDay.left).toHaveText('3')
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await expect(closeOfDay.queue.getByRole('listitem').first()).toContainText('delicate')
    await expect(page.getByRole('main')).toContainText('1 text, about a delicate matter')
    await expect(page.getByRole('main')).toContainText('Due since Mar 2, 2020: Send the form')
    await desk.command('n')
    await page.getByRole('menuitem', { name: 'No reply needed' }).click()
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await expect(page.getByRole('main').getByRole('button', { name: 'Done' })).toBeVisible()
    await desk.command('e')
    await expect(closeOfDay.person).toHaveText('(555) 010-0142')
    await desk.command('e')
  })
  await test.step('somebody nothing passed with yet comes up too; a reply does it', async () => {
    await expect(closeOfDay.person).toHaveText('Maria Alvarez')
    await expect(closeOfDay.left).toHaveText('1')
    await desk.command('r')
    await desk.composer.fill('Lakeside Family Clinic: how is the knee?')
    await page.keyboard.press('Enter')
    await expect(closeOfDay.end).toBeVisible()
    await expect(closeOfDay.outcome('follow-ups done')).toHaveText('2')
    await desk.command('b')
    await expect(closeOfDay.person).toHaveText('Maria Alvarez')
    await expect(page.getByRole('main')).toContainText('Done: Ask about the knee')
    await desk.command('b')
    await desk.command('b')
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await expect(page.getByRole('main')).toContainText(/Settled by .* · Done: Send the form/)
    await desk.command('s')
    await expect(closeOfDay.end).toBeVisible()
    await expect.poll(() => receiver.texts.length, { timeout: 15_000 }).toBe(1)
  })
})

test('what is due is moved to tomorrow and taken back; whoever was put off until later today is dealt with now', async ({ rapport, line, people }) => {
  const { page, desk, closeOfDay, rail } = rapport
  const { practice } = await coreCall(page, 'desk.snapshot', {})
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await coreCall(page, 'followUps.plan', { followUpId: null, patientId: people.maria, due: '2020-03-02', what: 'Ask about the knee', templateId: null })
  // The last minute of the practice's day, whatever the hour at which this runs.
  const midnight = dayStart(addDays(dayKey(Date.now(), practice.timeZone), 1), practice.timeZone)
  await coreCall(page, 'conversations.snooze', { conversationId: NUMBERS.devon, until: midnight - 1000 })
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('Maria Alvarez')
  await desk.command('t')
  await expect(closeOfDay.end).toBeVisible()
  await test.step('whoever comes back today is named, and comes up by a click', async () => {
    await page.getByRole('button', { name: 'Deal with Devon Okafor now' }).click()
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
  })
  await test.step('what was moved is looked at and taken back', async () => {
    await desk.command('b')
    await expect(closeOfDay.person).toHaveText('Maria Alvarez')
    await expect(page.getByRole('main')).toContainText(/Moved to .*: Ask about the knee/)
    await desk.command('u')
    await expect(page.getByRole('main')).toContainText('Due since Mar 2, 2020: Ask about the knee')
    await expect(closeOfDay.left).toHaveText('2')
    await desk.command('e')
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await desk.command('e')
    await expect(closeOfDay.end).toBeVisible()
    await expect(closeOfDay.outcome('follow-ups done')).toHaveText('1')
  })
})

test('somebody with something due whose number cannot be read does not hold up the walk', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  const { patientId } = await coreCall(page, 'people.create', { fields: { givenName: 'Wilma', familyName: 'Stone', phones: [{ number: '12', label: 'home' }] }, conversationId: null })
  await coreCall(page, 'followUps.plan', { followUpId: null, patientId, due: '2020-03-02', what: 'Send the form', templateId: null })
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await desk.command('e')
  await expect(closeOfDay.person).toHaveText('Wilma Stone')
  await expect(page.getByRole('main')).toContainText('cannot be called or texted from here')
  await desk.command('e')
  await expect(closeOfDay.end).toBeVisible()
  await expect(closeOfDay.outcome('follow-ups done')).toHaveText('1')
})
