import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayKey } from '@shared/rules/local-time.ts'
import { periodAt, stepPeriod } from '@shared/rules/periods.ts'
import { expect, test, type Rapport } from './fixtures.ts'
import { coreCall } from './support/core-call.ts'
import { missed, ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { NUMBERS } from './support/own-practice.ts'
import { readPdf } from './support/pdf.ts'
import { secretsAmong, secretsOf } from './support/secrets.ts'
import { holdSaveDialog, saveAs } from './support/shell-calls.ts'

async function choose({ page }: Rapport, button: string, item: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test.describe('in the demo', () => {
  test.use({ opens: 'demo', args: ['--demo-speed=0.001'] })

  test('the report of a week is a page of figures and one for each day on which somebody called or wrote, with names or without', async ({ rapport }) => {
    test.slow()
    const { app, page, rail, data, desk } = rapport
    await expect(desk.items().first()).toBeVisible()
    const secrets = await secretsOf(page)
    const { practice, now } = await coreCall(page, 'desk.snapshot', {})
    const week = stepPeriod(periodAt('week', dayKey(now, practice.timeZone), practice.timeZone), -1, practice.timeZone)
    const { counts, byDay } = await coreCall(page, 'insights.of', { from: week.from, to: week.to })
    const days = byDay.filter(({ callsIn, textsIn }) => callsIn + textsIn > 0)
    expect(days.length, 'a week in which something passed').toBeGreaterThan(1)
    await rail.go('Insights')
    await page.getByRole('button', { name: 'The week before' }).click()
    for (const [item, named] of [['PDF without names', false], ['PDF with names and numbers', true]] as const) {
      await test.step(item, async () => {
        const file = join(data, `${named}.pdf`)
        await saveAs(app, file)
        await choose(rapport, 'Save the report', item)
        await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true)
        const pdf = await readPdf(file)
        expect(pdf).toMatchObject({ title: expect.stringContaining(practice.name), language: 'en', tagged: true, fonts: ['Inter-Regular'] })
        expect(pdf.pages).toHaveLength(1 + days.length)
        expect(pdf.bookmarks.filter((title) => /^\w+day, /.test(title))).toHaveLength(days.length)
        for (const [index, { width, height, text }] of pdf.pages.entries()) {
          expect([width, height]).toEqual([612, 792])
          expect(text).toContain(`Page ${index + 1} of ${pdf.pages.length}`)
          expect(text).toContain(named ? 'Contains health information. Keep it like a chart.' : 'Without names and numbers.')
          expect(text).toMatch(new RegExp(`${practice.name}.*Made .* by `))
        }
        expect(pdf.pages[0]?.text).toContain(`Calls in ${counts.callsIn} `)
        for (const [index, { callsIn, textsIn }] of days.entries()) expect(pdf.pages[index + 1]?.text).toContain(`${callsIn + textsIn} ${callsIn + textsIn === 1 ? 'call or text' : 'calls and texts'} in all`)
        const found = secretsAmong(pdf.pages.map(({ text }) => text), secrets)
        if (named) expect(found.length, 'the test itself sees names and numbers').toBeGreaterThan(1)
        else expect(found).toEqual([])
      })
    }
    await expect.poll(() => app.windows().length).toBe(1)
    expect(readdirSync(data).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

test.describe('in the own practice', () => {
  test.use({ opens: 'practice' })

  test('the day sheet is saved where somebody wants it; what cannot be saved is said, and what was there stays', async ({ rapport, line }) => {
    test.slow()
    const { app, page, rail, data } = rapport
    await line.post([ringing('c-1', NUMBERS.devon), missed('c-1'), textFrom('t-1', NUMBERS.maria, 'My tooth aches since Sunday')])
    await rail.go('Insights')
    await page.getByRole('button', { name: 'Today' }).click()
    const save = page.getByRole('button', { name: 'Save the day sheet' })
    const file = join(data, 'sheet.pdf')

    await test.step('nothing is said and nothing saved where somebody changes their mind', async () => {
      await saveAs(app, null)
      await choose(rapport, 'Save the day sheet', 'PDF with names')
      await expect(save).toBeVisible()
      await expect(page.getByText(/not saved|is saved/)).toHaveCount(0)
    })

    await test.step('a folder that is gone is said in words, and the next place works', async () => {
      await saveAs(app, join(data, 'gone', 'sheet.pdf'))
      await choose(rapport, 'Save the day sheet', 'PDF with names')
      await expect(page.getByText('That folder is not there any more')).toBeVisible()
      writeFileSync(file, 'the one before')
      await saveAs(app, file)
      await choose(rapport, 'Save the day sheet', 'PDF with names')
      await expect(page.getByText('The day sheet is saved')).toBeVisible()
      const { pages } = await readPdf(file)
      expect(pages).toHaveLength(1)
      for (const words of ['Missed, not reached Devon Okafor (555) 010-0163', /Text Maria .*Alvarez \(555\) 010-0177/, '2 calls and texts in all']) expect(pages[0]?.text).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words))
      expect(pages[0]?.text).not.toContain('tooth')
    })

    await test.step('a day that does not fit one page goes on, under the same head', async () => {
      for (const part of ['a', 'b']) await line.post(Array.from({ length: 85 }, (_, index) => textFrom(`${part}-${index}`, NUMBERS.devon, 'Hello?')))
      await expect(page.locator('[data-figure=textsIn]').getByTestId('value')).toHaveText('171')
      await choose(rapport, 'Save the day sheet', 'PDF with names')
      await expect(async () => expect((await readPdf(file)).pages).toHaveLength(2)).toPass()
      const { pages } = await readPdf(file)
      for (const [index, { text }] of pages.entries()) expect(text).toMatch(new RegExp(`Page ${index + 1} of 2 .*Contains health information.* Lakeside Family Clinic .*, 20\\d\\d Open.* Made .* by Ana Lopez .*Time What Who Number`))
      expect(pages.at(-1)?.text).toContain('172 calls and texts in all')
    })

    await test.step('while it is made it can be cancelled, and then nothing comes of it', async () => {
      const before = readFileSync(file)
      const answer = await holdSaveDialog(app, file)
      await choose(rapport, 'Save the day sheet', 'PDF without names')
      await expect(page.getByRole('status').getByText('Making the PDF')).toBeVisible()
      await expectWell(page, 'Insights, a report being saved')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(save).toBeVisible()
      await answer()
      // The next one is refused until the one before is done with.
      await saveAs(app, join(data, 'next.pdf'))
      await expect(async () => {
        await choose(rapport, 'Save the day sheet', 'PDF without names')
        await expect.poll(() => existsSync(join(data, 'next.pdf'))).toBe(true)
      }).toPass()
      expect(readFileSync(file).equals(before)).toBe(true)
    })

    await test.step('who took out what stands in the journal', async () => {
      const { rows } = await coreCall(page, 'journal.page', { filter: {}, after: null })
      const taken = rows.filter(({ did }) => did.startsWith('took out')).map(({ by, did }) => `${by} ${did}`)
      expect(taken.at(0)).toMatch(/^Ana Lopez took out a day sheet as PDF, without names: /)
      expect(taken.at(-1)).toMatch(/^Ana Lopez took out a day sheet as PDF: /)
    })

    await test.step('while names are hidden only what names nobody is offered', async () => {
      await page.keyboard.press('F8')
      await save.click()
      await expect(page.getByRole('menuitem')).toHaveText([/PDF without names/, /CSV without names/])
    })
  })
})
