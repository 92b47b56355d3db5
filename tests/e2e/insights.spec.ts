import { expect, test } from './fixtures.ts'
import { expectWell } from './support/looks.ts'
import { answered, ended, missed, ringing, textFrom, type LineEvent } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

/** When an event happened, that many seconds ago. */
const ago = (seconds: number, event: LineEvent): LineEvent => ({ ...event, at: Date.now() - seconds * 1000 })

test('the figures of today are what was counted by hand; each opens whom it was counted from, and from there the conversation', async ({ rapport, line }) => {
  // Six looks at every size, with axe.
  test.slow()
  const { page, rail, desk } = rapport
  const value = (figure: string) => page.locator(`[data-figure=${figure}]`).getByTestId('value')
  const dialog = page.getByRole('dialog')

  await test.step('an empty practice says so', async () => {
    await page.keyboard.press('Control+6')
    await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible()
    await page.getByRole('button', { name: 'Today' }).click()
    await expect(page.getByText('Nothing passed in this period')).toBeVisible()
    await expectWell(page, 'Insights, empty')
  })

  await test.step('what comes in is counted while one looks', async () => {
    await line.post([
      ago(50, ringing('c-1', NUMBERS.devon)), ago(32, missed('c-1')),
      ago(30, ringing('c-2', NUMBERS.devon)), ago(26, answered('c-2', { phone: 'Phone 102' })), ago(20, ended('c-2')),
      ago(40, ringing('c-3', NUMBERS.stranger)), ago(36, missed('c-3')),
      ago(15, textFrom('t-1', NUMBERS.maria, 'Can I come at three?')),
      ago(10, textFrom('t-2', NUMBERS.maria, 'Or at four?')),
    ])
    const byHand = { callsIn: 3, answered: 1, missed: 2, abandoned: 1, recovered: 1, notReached: 1, textsIn: 2, textsReplied: 0, textsNotReplied: 1, textBacks: 0, textBacksAnswered: 0, promisesKept: 0, promisesLate: 0, waited: 3, dealtSameDay: 1, leftOver: 0, answeredAgain: 0, answeredBySame: 0 }
    for (const [figure, count] of Object.entries(byHand)) await expect(value(figure), figure).toHaveText(String(count))
    await expect(page.locator('[data-figure=missed]')).toContainText('67% of the calls in')
    await expect(page.locator('[data-figure=recovered]')).toContainText('within 20 s')
    await expect(page.locator('[data-figure=dealtSameDay]')).toContainText('33% of those who waited')
    await expect(page.locator('[data-figure=callsIn]')).toContainText('3 more than yesterday by now')
    await expect(page.getByRole('table', { name: 'Calls in by hour' })).toHaveCount(1)
    await expectWell(page, 'Insights, today')
  })

  await test.step('a figure opens its list with what it means, and names hide there too', async () => {
    await page.getByRole('button', { name: /^Missed/ }).click()
    await expect(dialog).toContainText('voicemails included')
    await expect(dialog.getByRole('list', { name: 'Missed' }).getByRole('button')).toHaveText([/\(555\) 010-0142/, /Devon Okafor/])
    await expectWell(page, 'Insights, a list')
    await page.keyboard.press('F8')
    await expect(dialog.getByText('D. O.')).toBeVisible()
    await expect(dialog).not.toContainText('Okafor')
    await page.keyboard.press('F8')
    await dialog.getByRole('button', { name: /Devon Okafor/ }).click()
    await expect(desk.name).toHaveText('Devon Okafor')
  })

  await test.step('the week and month hold the same, and the period before holds nothing', async () => {
    await rail.go('Insights')
    for (const period of ['This week', 'This month']) {
      await page.getByRole('button', { name: period }).click()
      await expect(page.getByRole('table', { name: 'Calls in by weekday and hour' })).toBeVisible()
      await expectWell(page, `Insights, ${period}`)
    }
    await page.getByRole('button', { name: 'The month before' }).click()
    await expect(page.getByText('Nothing passed in this period')).toBeVisible()
    await page.getByRole('button', { name: 'Today' }).click()
    await expect(value('callsIn')).toHaveText('3')
  })

  await test.step('the day sheet is saved with names or without', async () => {
    // As consent.spec.ts does: the page tells what it would have given to the system.
    await page.evaluate(() => {
      const blobs = new Map<string, Blob>()
      const make = URL.createObjectURL.bind(URL)
      URL.createObjectURL = (blob: Blob) => {
        const url = make(blob)
        blobs.set(url, blob)
        return url
      }
      HTMLAnchorElement.prototype.click = function caught() {
        void blobs.get(this.href)?.text().then((text) => document.body.setAttribute('data-saved', `${this.download}\n${text}`))
      }
    })
    const body = page.locator('body')
    for (const [item, named] of [['CSV without names', false], ['CSV with names and numbers', true]] as const) {
      await page.evaluate(() => document.body.removeAttribute('data-saved'))
      await page.getByRole('button', { name: 'Save the day sheet' }).click()
      await page.getByRole('menuitem', { name: item }).click()
      await expect(body).toHaveAttribute('data-saved', /^rapport-day-sheet-\d{4}-\d\d-\d\d\.csv\n[^]*Calls in,3,0,[^]*"Missed, reached after 20 s"/)
      const saved = (await body.getAttribute('data-saved')) ?? ''
      expect([saved.includes('Devon Okafor'), saved.includes('010-0163')]).toEqual([named, named])
    }
  })
})
