import { expect, test } from './fixtures.ts'
import { CloseOfDay } from './pages/close-of-day.ts'
import { coreCall } from './support/core-call.ts'
import { missed, ringing, textFrom, type HttpLine } from './support/http-line.ts'
import { COLLEAGUE, ME, NUMBERS } from './support/own-practice.ts'
import { secondWindow } from './support/second-window.ts'

test.use({ opens: 'practice' })

const UNKNOWN = '555-010-0142'
const calledAndMissed = (call: string, from: string) => [ringing(call, from), missed(call)]

/** Devon wrote first, somebody unknown then tried three times, and Maria called. */
async function threeWait(line: HttpLine): Promise<void> {
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await line.post(calledAndMissed('c-0', NUMBERS.maria))
  for (const call of ['c-1', 'c-2', 'c-3']) await line.post(calledAndMissed(call, UNKNOWN))
}

test('the walk takes the most urgent first; each is settled by one key, looked at again and taken back', async ({ rapport, line, receiver }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await threeWait(line)
  await rail.go('Close of day')
  await expect(closeOfDay.left).toHaveText('3')
  await test.step('three tries come before whoever waits longer', async () => {
    await expect(closeOfDay.person).toHaveText('(555) 010-0142')
    await expect(page.getByRole('main')).toContainText('3 missed calls (3 in')
    await expect(closeOfDay.queue.getByRole('listitem').first()).toContainText('tries')
    await expect(closeOfDay.queue.getByRole('listitem').nth(1)).toContainText('Devon Okafor')
  })
  await test.step('handled elsewhere, looked at again, taken back, and settled for good', async () => {
    await desk.command('e')
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await desk.command('b')
    await expect(closeOfDay.person).toHaveText('(555) 010-0142')
    await expect(page.getByRole('main')).toContainText(/Settled by .*/)
    await desk.command('u')
    await expect(closeOfDay.left).toHaveText('3')
    await expect(closeOfDay.person).toHaveText('(555) 010-0142')
    await desk.command('e')
    await expect(closeOfDay.left).toHaveText('2')
  })
  await test.step('a text with the words that fit is one key, and Enter sends it', async () => {
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await desk.command('x')
    await expect(desk.composer).not.toHaveValue('')
    await expect(desk.composer).toBeFocused()
    await desk.composer.fill('Your form is ready, Devon. Lakeside Family Clinic')
    await page.keyboard.press('Enter')
    await expect(closeOfDay.person).toHaveText('Maria Alvarez')
    await expect.poll(() => receiver.texts.length, { timeout: 15_000 }).toBe(1)
  })
  await test.step('whoever is given to a colleague leaves this walk, and is named at its end', async () => {
    await desk.command('a')
    await page.getByRole('menuitem', { name: COLLEAGUE }).click()
    await expect(page.getByRole('heading', { name: 'Nobody is left for you' })).toBeVisible()
    await expect(page.getByText('One person is with a colleague.')).toBeVisible()
    await expect(closeOfDay.outcome('given to a colleague')).toHaveText('1')
    await expect(closeOfDay.outcome('answered by text')).toHaveText('1')
    await expect(closeOfDay.outcome('needed nothing more')).toHaveText('1')
  })
})

test('a key that follows a taking back at once meets whoever was taken back, and nobody before', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await threeWait(line)
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('(555) 010-0142')
  await desk.command('e')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await desk.command('b')
  await expect(page.getByRole('main')).toContainText(/Settled by .*/)
  // Pressed again and again from the very moment on, until one of them has settled somebody.
  await page.evaluate(async () => {
    const left = (): string => document.querySelector('[data-testid=left]')?.textContent ?? ''
    const press = (key: string): unknown => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    press('u')
    for (let back = false; !back || left() === '3'; back ||= left() === '3') {
      press('e')
      await new Promise((resolve) => setTimeout(resolve))
    }
  })
  await expect(closeOfDay.left).toHaveText('2')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await expect(closeOfDay.queue.getByRole('listitem')).toHaveCount(2)
  await expect(closeOfDay.queue).not.toContainText('(555) 010-0142')
})

test('whoever waits on two numbers is one person of the walk, and is put off on both', async ({ rapport, line, people }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await line.post(calledAndMissed('c-1', UNKNOWN))
  await coreCall(page, 'people.addNumber', { patientId: people.devon, conversationId: NUMBERS.stranger, label: 'home' })
  await line.post(textFrom('t-1', NUMBERS.devon, 'I called from home'))
  await rail.go('Close of day')
  await expect(closeOfDay.left).toHaveText('1')
  const numbers = page.getByRole('group', { name: 'Waiting on 2 numbers' })
  await expect(numbers.getByRole('button')).toHaveCount(2)
  await numbers.getByRole('button', { name: '1 text' }).click()
  await expect(page.getByRole('log')).toContainText('I called from home')
  await desk.command('t')
  await expect(closeOfDay.end).toBeVisible()
  expect((await coreCall(page, 'desk.snapshot', {})).conversations.filter(({ snoozedUntil }) => snoozedUntil !== null)).toHaveLength(2)
})

test('two windows that walk at once never have the same person', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await threeWait(line)
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('(555) 010-0142')
  const other = await secondWindow(rapport.app)
  const there = new CloseOfDay(other)
  await other.keyboard.press('Control+4')
  await expect(there.person).toHaveText('Devon Okafor')
  await expect(there.left).toHaveText('2')
  await expect(there.queue.getByRole('region', { name: 'With somebody else' })).toContainText('(555) 010-0142')
  await desk.command('e')
  // Devon is the next by the order, but somebody is with him.
  await expect(closeOfDay.person).toHaveText('Maria Alvarez')
  await test.step('a window that closes leaves its person to the other', async () => {
    await expect(closeOfDay.left).toHaveText('1')
    await other.close()
    await expect(closeOfDay.left).toHaveText('2')
    await desk.command('e')
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
  })
  await expect(page.getByRole('region', { name: 'With somebody else' })).toHaveCount(0)
})

test('a call in between keeps the walk; one key returns to the same person', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await threeWait(line)
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('(555) 010-0142')
  await desk.command('s')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await line.post(ringing('c-9', '555-010-0188'))
  await expect(page.getByTestId('ringing-call')).toBeVisible()
  await page.keyboard.press('Control+j')
  await expect(desk.name).toHaveText('(555) 010-0188')
  const bar = page.getByRole('complementary', { name: 'Close of day' })
  await expect(bar).toContainText('Your walk is kept: 3 people are still waiting.')
  await page.keyboard.press('Control+4')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await expect(closeOfDay.queue.getByRole('listitem').last()).toContainText('(555) 010-0142')
  await page.keyboard.press('Control+1')
  await bar.getByRole('button', { name: 'Leave the walk' }).click()
  await expect(bar).toHaveCount(0)
})

test('a call that rings on another screen leaves the way back to the walk free', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await rail.go('Insights')
  await line.post(ringing('c-1', NUMBERS.maria))
  await expect(desk.ringing).toBeVisible()
  await page.getByRole('button', { name: 'Back to the walk' }).click()
  await expect(closeOfDay.left).toHaveText('1')
})

test('before the doors close the walk is proposed, and not again that day once it was put away', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await threeWait(line)
  const bar = page.getByRole('complementary', { name: 'Close of day' })
  await expect(bar).toHaveCount(0)
  const clock = (at: number): string => new Date(at).toISOString().slice(11, 16)
  const today = [{ from: clock(Date.now() - 3_600_000), to: clock(Date.now() + 10 * 60_000) }]
  await coreCall(page, 'practice.change', { timeZone: 'UTC', hours: { mon: today, tue: today, wed: today, thu: today, fri: today, sat: today, sun: today }, proposeWalk: 5 })
  // What comes after it has been seen, so it was too.
  await line.post(textFrom('t-8', NUMBERS.devon, 'Are you there?'))
  await expect(desk.item('Devon Okafor')).toContainText('2 new texts')
  await expect(bar).toHaveCount(0)
  await coreCall(page, 'practice.change', { proposeWalk: 20 })
  await expect(bar).toContainText(/We close at .*: 3 people are still waiting\./)
  await bar.getByRole('button', { name: 'Not now' }).click()
  await expect(bar).toHaveCount(0)
  await coreCall(page, 'practice.change', { proposeWalk: 30 })
  await line.post(textFrom('t-9', NUMBERS.devon, 'Hello?'))
  await expect(desk.item('Devon Okafor')).toContainText('3 new texts')
  await expect(bar).toHaveCount(0)
})

test('what is left is drafted as a note, stands first for whoever opens next, and is ticked off as read', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Any news on my form?'))
  await line.post(calledAndMissed('c-1', UNKNOWN))
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('Devon Okafor')
  await desk.command('t')
  await expect(closeOfDay.person).toHaveText('(555) 010-0142')
  await desk.command('e')
  await expect(closeOfDay.end).toBeVisible()
  await expect(page.getByText('Today: 1 call, 0 answered; 1 text.')).toBeVisible()
  const note = page.getByLabel('For whoever opens next')
  await expect(note).toHaveValue(/^Devon Okafor: 1 text, put off until .* 8:00 AM$/)
  await note.fill(`${await note.inputValue()}\nThe printer is out of paper.`)
  await test.step('words that were not left yet are there after a look elsewhere', async () => {
    await rail.go('Patients')
    await rail.go('Close of day')
    await expect(note).toHaveValue(/printer is out of paper/)
  })
  await page.getByRole('button', { name: 'Leave the note' }).click()
  await expect(page.getByText('The note is left for whoever opens next')).toBeVisible()
  await expect(page.getByText('It is left, and shown first tomorrow.')).toBeVisible()
  await expect(note).toHaveValue(/printer is out of paper/)
  await line.post(textFrom('t-2', NUMBERS.maria, 'Buenos días'))
  await rapport.restart()
  const left = rapport.page.getByRole('main', { name: 'What was left' })
  await expect(left.getByRole('region', { name: 'Closing note' })).toContainText('The printer is out of paper.')
  await expect(left.getByRole('region', { name: 'Closing note' })).toContainText(ME)
  await expect(left).toContainText('Maria Alvarez')
  await rapport.desk.command('y')
  await expect(left.getByRole('status')).toContainText(`Read by ${ME}`)
  await test.step('one key shows it again in the middle of the day', async () => {
    await rapport.desk.open('Maria Alvarez')
    await expect(left).toHaveCount(0)
    await rapport.desk.command('l')
    await expect(left.getByRole('region', { name: 'Closing note' })).toBeVisible()
    await left.getByRole('button', { name: /Maria Alvarez/ }).click()
    await expect(rapport.desk.name).toHaveText('Maria Alvarez')
  })
})

test('a walk goes on where it was when the practice is put into another time zone, and so into another day', async ({ rapport, line }) => {
  const { page, desk, closeOfDay, rail } = rapport
  await threeWait(line)
  await rail.go('Close of day')
  await expect(closeOfDay.person).toHaveText('(555) 010-0142')
  await desk.command('s')
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    await expect(closeOfDay.person).toHaveText('Devon Okafor')
    await coreCall(page, 'practice.change', { timeZone })
    await expect(closeOfDay.left).toHaveText('3')
    await expect(closeOfDay.queue.getByRole('listitem').last()).toContainText('(555) 010-0142')
  }
  await desk.command('t')
  await expect(page.getByText(/^Put off until .*8:00 AM: Devon Okafor$/)).toBeVisible()
  await expect(closeOfDay.person).toHaveText('Maria Alvarez')
  await expect(closeOfDay.left).toHaveText('2')
})
