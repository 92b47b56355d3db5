import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { expectWell } from './support/looks.ts'
import { answered, ended, missed, ringing } from './support/http-line.ts'
import { NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

const DAY = 86_400_000

/** A FHIR bundle in which each of these, whom the practice knows, came some days ago for this. */
function visitsOf(...of: { id: string; given: string; family: string; birthDate: string; phone: string; days: number; reason: string }[]): Buffer {
  const entry = of.flatMap(({ id, given, family, birthDate, phone, days, reason }) => [
    { resource: { resourceType: 'Patient', id, name: [{ use: 'official', given: [given], family }], birthDate, telecom: [{ system: 'phone', value: phone, use: 'mobile' }] } },
    { resource: { resourceType: 'Encounter', id: `visit-${id}`, status: 'finished', subject: { reference: `Patient/${id}` }, type: [{ text: reason }], period: { start: new Date(Date.now() - days * DAY).toISOString() } } },
  ])
  return Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }))
}

const MARIA = { id: 'm', given: 'Maria', family: 'Alvarez', birthDate: '1968-03-24', phone: '+15550100177', days: 1, reason: 'Knee injection' }
const DEVON = { id: 'd', given: 'Devon', family: 'Okafor', birthDate: '1991-07-02', phone: '+15550100163', days: 1, reason: 'Depression follow-up' }

test.beforeEach(async ({ rapport }) => {
  const imported = new Import(rapport.page)
  await rapport.rail.go('Patients')
  await imported.open()
  await imported.choose({ name: 'visits.json', mimeType: 'application/json', buffer: visitsOf(MARIA, DEVON) })
  await imported.dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(imported.ending).toContainText('2 visits', { timeout: 30_000 })
  await imported.done()
  await rapport.rail.go('Desk')
})

const sayOf = (card: Locator): Locator => card.getByRole('region', { name: 'Say' })

test('the first sentence says sorry, asks after what was noted, and shows where each part is from', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await line.post([ringing('c-1', NUMBERS.maria), missed('c-1'), ringing('c-2', NUMBERS.maria), missed('c-2'), ringing('c-3', NUMBERS.maria)])
  await desk.ringingCall('Maria Alvarez').click()
  const say = sayOf(desk.card)
  await expect(say).toContainText(/“Buen[oa]s .+, Mari — disculpe que no le contestamos antes\.”/)
  await say.getByRole('button', { name: 'Add what to ask after' }).click()
  await expect(say.getByLabel('What to ask after, in Spanish')).toBeFocused()
  await page.keyboard.type('la rodilla')
  await page.keyboard.press('Enter')
  await expect(say).toContainText('¿Cómo sigue la rodilla desde ayer?”')

  await test.step('answering takes nothing of it away', async () => {
    await line.post(answered('c-3', { phone: 'Phone 102' }))
    await expect(desk.ringing).toHaveCount(0)
    await expect(say).toContainText('disculpe que no le contestamos antes')
  })

  await test.step('how her name is said stands beside it, on the card and where it rings', async () => {
    const note = desk.card.getByRole('textbox', { name: /^Note about/ })
    await note.fill('Pronounced MAH-ree')
    await note.press('Alt+1')
    await expect(desk.card.getByRole('heading', { name: /Alvarez/ })).toHaveText(/Alvarez, said “MAH-ree”/)
    await expect(desk.card.getByRole('list', { name: 'Remembered' })).toContainText('Name: Pronounced MAH-ree')
  })

  await test.step('“Why this?” answers by keyboard, and gives it back', async () => {
    const why = say.getByRole('button', { name: 'Why this?' })
    await why.focus()
    await page.keyboard.press('Enter')
    const popover = page.getByRole('dialog', { name: 'Where these words are from' })
    await expect(popover).toContainText('Spanish is their language')
    await expect(popover).toContainText('The name they prefer')
    await expect(popover).toContainText('Said “MAH-ree”, Ana Lopez')
    await expect(popover).toContainText(/Missed calls at \d+:\d\d.+ and \d+:\d\d/)
    await expect(popover).toContainText(/“¿cómo sigue la rodilla desde ayer\?”From the visit note of/)
    await expectWell(page, 'Why the Say line says what it says')
    await page.keyboard.press('Escape')
    await expect(popover).toHaveCount(0)
    await expect(why).toBeFocused()
  })

  await line.post([ended('c-3'), ringing('c-4', NUMBERS.maria)])
  await expect(desk.ringingCall('Maria Alvarez')).toContainText('MAH-ree')
  await expect(say).not.toContainText('disculpe')
})

test('of a sensitive visit nothing is said or shown until the birth date was checked, in this call alone', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await line.post(ringing('c-1', NUMBERS.devon))
  await desk.ringingCall('Devon Okafor').click()
  const say = sayOf(desk.card)
  const last = desk.card.getByRole('region', { name: 'Last visit' })
  await expect(say).toContainText(/“Good \w+, Devon\.”/)
  await expect(say).toContainText('Ask for the birth date first: Jul 2, 1991')
  await expect(last).toContainText('Ask for the birth date first')
  await expect(page.getByText('Depression')).toHaveCount(0)
  await expectWell(page, 'A card that asks for the birth date')

  await desk.command('v')
  await expect(last).toContainText('Depression follow-up')
  await expect(desk.thread).toContainText('Depression follow-up')
  await expect(say).toContainText('Birth date checked by Ana Lopez')
  await expect(say.getByRole('button', { name: /^Birth date matches/ })).toHaveCount(0)

  await test.step('a slip is taken back; the key works while typing too', async () => {
    await desk.command('Control+z')
    await expect(page.getByText('Depression')).toHaveCount(0)
    await desk.card.getByRole('textbox', { name: /^Note about/ }).fill('He v')
    await page.keyboard.press('Alt+v')
    await expect(last).toContainText('Depression follow-up')
    await expect(desk.card.getByRole('textbox', { name: /^Note about/ })).toHaveValue('He v')
  })

  await test.step('the next call asks anew', async () => {
    await line.post([answered('c-1', { phone: 'Phone 102' }), ended('c-1')])
    await expect(desk.ringing).toHaveCount(0)
    await expect(last).toContainText('Depression follow-up')
    await line.post(ringing('c-2', NUMBERS.devon))
    await expect(say).toContainText('Ask for the birth date first')
    await expect(page.getByText('Depression')).toHaveCount(0)
  })
})

test('a time promised by text is brought up in the next call', async ({ rapport, line, receiver }) => {
  const { page, desk } = rapport
  await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
  await desk.open('Devon Okafor')
  await page.getByRole('button', { name: /^We’ll call by|^We'll call by/ }).click()
  await page.getByRole('button', { name: /^\d+:\d\d/ }).first().click()
  await desk.send.click()
  // It can be taken back for five seconds first.
  await expect.poll(() => receiver.texts.map(({ body }) => body), { timeout: 15_000 }).toEqual([expect.stringContaining('will call you by')])
  await line.post(ringing('c-2', NUMBERS.devon))
  await expect(sayOf(desk.card)).toContainText(/we said we would call you by \d+:\d\d/i)
  await line.post([answered('c-2', { phone: 'Phone 102' }), ended('c-2')])
  await expect(sayOf(desk.card)).not.toContainText('we would call you')
})
