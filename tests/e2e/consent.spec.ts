import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expect, test, type Rapport } from './fixtures.ts'
import { Patients } from './pages/patients.ts'
import { textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { ME, NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

/** Opens a person on the Patients screen; their part about texting. */
async function texting({ page, rail }: Rapport, words: string, name: string): Promise<Locator> {
  await rail.go('Patients')
  const patients = new Patients(page)
  await patients.open(words, name)
  return patients.person.getByRole('region', { name: 'Texting' })
}

async function openConsent(page: Page, part: Locator): Promise<Locator> {
  await part.getByRole('button', { name: 'Consent', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Consent to texts' })
  await expect(dialog).toBeVisible()
  return dialog
}

test('somebody who asks at the desk for no texts gets none, and who took it down stands in the record', async ({ rapport }) => {
  const { page } = rapport
  // Nothing passed with this number yet.
  const part = await texting(rapport, 'okafor', 'Devon Okafor')
  await expect(part.getByRole('listitem')).toHaveText('(555) 010-0163 · nothing noted yet')
  const dialog = await openConsent(page, part)
  const number = dialog.getByRole('region', { name: '(555) 010-0163', exact: true })
  await number.getByRole('button', { name: 'They asked for no texts' }).click()
  await expect(number.getByLabel('How they asked')).toBeFocused()
  await number.getByLabel('How they asked').selectOption('They asked at the desk')
  await expect(number).toContainText('You cannot take this back')
  await expectWell(page, 'Consent, asked for no texts')
  await number.getByRole('button', { name: 'Stop texts to (555) 010-0163' }).click()
  const row = number.getByRole('row').filter({ hasText: 'Texts stopped' })
  await expect(row).toContainText('asked at the desk')
  await expect(row).toContainText(ME)
  await expect(number).toContainText('Staff cannot take this back. Only they can, by texting START')
  await expect(number.getByRole('button', { name: 'Note what they agreed to' })).toHaveCount(0)
  await expect(number.getByRole('heading')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(part.getByRole('listitem')).toHaveText(/\(555\) 010-0163 · texts stopped \w+ \d+, \d{4} · asked at the desk/)
  await expect(new Patients(page).person.getByText('No texts: opted out Today')).toBeVisible()
})

test('what somebody agreed to is noted in their words, and a spreadsheet for an audit holds it without their name', async ({ rapport, line }) => {
  const { page } = rapport
  await line.post(textFrom('t-1', NUMBERS.maria, 'Hello'))
  const part = await texting(rapport, 'alvarez', 'Maria')
  await expect(part.getByRole('listitem')).toHaveText('(555) 010-0177 · they wrote first')
  const dialog = await openConsent(page, part)
  const number = dialog.getByRole('region', { name: '(555) 010-0177', exact: true })
  await number.getByRole('button', { name: 'Note what they agreed to' }).click()
  const form = number.getByRole('form')
  await form.getByRole('button', { name: /^Note it/ }).click()
  await expect(form.getByRole('alert')).toContainText('Write the words they agreed to')
  await form.getByRole('radio', { name: 'Spoken' }).check()
  await form.getByLabel('The words they agreed to').fill('=You may text me, "any time"')

  await test.step('what was typed survives closing the dialog', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await openConsent(page, part)
    await expect(form.getByLabel('The words they agreed to')).toHaveValue('=You may text me, "any time"')
  })

  await form.getByRole('button', { name: /^Note it/ }).click()
  await expect(number.getByRole('row').filter({ hasText: 'Agreed' })).toContainText(`spoken: “=You may text me, "any time"”${ME}`)

  await test.step('the record shows at once what happens while it is open', async () => {
    await line.post(textFrom('t-2', NUMBERS.maria, 'STOP'))
    await expect(number.getByRole('row').nth(1)).toContainText('Texts stopped')
    await expect(number.getByRole('row').nth(2)).toContainText('Agreed')
  })
  await expectWell(page, 'Consent, two changes')

  await test.step('the file', async () => {
    // What the browser would save, caught before a dialog of the system asks where.
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL)
      URL.createObjectURL = (blob: Blob) => {
        void blob.text().then((text) => document.body.setAttribute('data-saved', text))
        return make(blob)
      }
      HTMLAnchorElement.prototype.click = function caught() {
        document.body.setAttribute('data-name', this.download)
      }
    })
    await dialog.getByRole('button', { name: 'Export for an audit' }).click()
    await expect(page.locator('body')).toHaveAttribute('data-name', 'consent-record.csv')
    await expect(page.locator('body')).toHaveAttribute('data-saved', /Number/)
    const saved = (await page.locator('body').getAttribute('data-saved')) ?? ''
    expect(saved).not.toMatch(/Maria|Alvarez/)
    const rows = parse(saved, { bom: true }) as string[][]
    expect(rows.map(([phone, , change, how, wording, by]) => [phone, change, how, wording, by])).toEqual([
      ['Number', 'Change', 'How', 'Wording', 'By'],
      ['(555) 010-0177', 'Texts stopped', 'texted “STOP”', '', 'Rapport'],
      ['(555) 010-0177', 'Agreed', 'spoken', `'=You may text me, "any time"`, ME],
    ])
    expect(rows[1]?.[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  })
})

test('staff cannot bring back by a note what somebody stopped by a text', async ({ rapport, line }) => {
  const { page } = rapport
  const part = await texting(rapport, 'okafor', 'Devon Okafor')
  const dialog = await openConsent(page, part)
  const number = dialog.getByRole('region', { name: '(555) 010-0163', exact: true })
  await number.getByRole('button', { name: 'Note what they agreed to' }).click()
  await number.getByLabel('The words they agreed to').fill('Text me again.')
  // Meanwhile they say otherwise.
  await line.post(textFrom('t-1', NUMBERS.devon, 'STOP'))
  await expect(number.getByText('Staff cannot take this back')).toBeVisible()
  await number.getByRole('button', { name: /^Note it/ }).click()
  await expect(number.getByRole('alert')).toHaveText('This number asked for no texts. Only they can start texts again, by texting START.')
  await expect(number.getByRole('row').filter({ hasText: 'Agreed' })).toHaveCount(0)
  await number.getByRole('button', { name: 'Cancel' }).click()
  await line.post(textFrom('t-2', NUMBERS.devon, 'START'))
  await expect(number.getByRole('row').nth(1)).toContainText('Texts allowed again')
  await expect(number.getByRole('button', { name: 'They asked for no texts' })).toBeVisible()
})

test('while names are hidden, the record shows nothing of anybody', async ({ rapport, line }) => {
  const { page } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'STOP'))
  const part = await texting(rapport, 'okafor', 'Devon Okafor')
  await expect(part.getByRole('listitem')).toContainText('texted “STOP”')
  const dialog = await openConsent(page, part)
  await page.keyboard.press('F8')
  await expect(dialog.getByRole('note')).toContainText('What they agreed to is hidden with the names.')
  await expect(page.getByText(/010-0163|Okafor|“STOP”/)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(part.getByRole('listitem')).toContainText(/^\(555\) 0••-••63.*texts stopped/)
  await expect(page.getByText(/010-0163|Okafor|“STOP”/)).toHaveCount(0)
})
