import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { ringing } from './support/http-line.ts'
import { root } from './support/launch.ts'
import { msh, sendHl7 } from './support/mllp.ts'
import { freePort } from './support/ports.ts'

test.use({ opens: 'practice' })

const EXPORT = ['Patient', 'Practitioner', 'PractitionerRole'].map((type) => join(root, 'tests', 'fixtures', 'fhir', 'bulk-100', `${type}.000.ndjson`))

// Both are of the export; it gives each a phone of her own, until the practice software says that they share one.
const DOROTHA = 'PID|1||W-668^^^PMS^MR||Ward668^Dorotha379^Lavern240||19870921|F'
const KARYN = 'PID|1||O-784^^^PMS^MR||Osinski784^Karyn217^Mariana775||20150517|F|||||^PRN^PH^^1^555^1432893'
const SHARED = '+15551432893'

test('a whole practice comes in, a shared number rings, one key says who, and the card follows the practice software untouched', async ({ rapport, line }) => {
  test.slow()
  const { page, settings, rail, desk } = rapport
  const port = await freePort()

  await test.step('a hundred patients come in from a FHIR export', async () => {
    const imported = new Import(page)
    await rail.go('Patients')
    await imported.open()
    await imported.choose(EXPORT)
    await expect(imported.figure('new')).toContainText('100')
    await imported.dialog.getByRole('button', { name: 'Import 100 people' }).click()
    await expect(imported.ending).toContainText('100 new', { timeout: 60_000 })
    await imported.done()
  })

  await test.step('the practice software says that two of them share a number', async () => {
    const section = await settings.open('Practice software')
    const hl7 = section.getByRole('region', { name: 'HL7 messages' })
    await hl7.getByLabel('Port').fill(String(port))
    await page.keyboard.press('Control+s')
    await hl7.getByRole('switch', { name: 'Listen for HL7 messages' }).click()
    await expect(hl7.getByText('Live', { exact: true })).toBeVisible()
    expect(await sendHl7(port, msh('ADT^A31', '1'), KARYN)).toBe('MSA|AA|1')
    expect(await sendHl7(port, msh('SIU^S12', '2'), 'SCH||A-1|||||^Check-up', DOROTHA, 'AIS|1|A|X|20270401143000', 'AIP|1||7^Chen^Wei^^^Dr')).toBe('MSA|AA|2')
  })

  await test.step('they ring, and one key says who it is', async () => {
    await rail.go('Desk')
    await line.post(ringing('c-1', SHARED))
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    const names = await desk.candidates()
    expect(names.toSorted()).toEqual(['Dorotha379 Ward668', 'Karyn217 Osinski784'])
    await page.keyboard.press(`Alt+${names.indexOf('Dorotha379 Ward668') + 1}`)
    await expect(desk.name).toHaveText('Dorotha379 Ward668')
    await expect(desk.card).toContainText(/Apr 1\b/)
  })

  await test.step('what she says is noted as a preference', async () => {
    const note = desk.card.getByRole('textbox', { name: /^Note about/ })
    await note.fill('Prefers mornings before 9')
    await note.press('Alt+1')
    await expect(desk.card.getByRole('list', { name: 'Remembered' })).toContainText('Times: Prefers mornings before 9')
  })

  await test.step('the appointment is moved in the practice software, and the open card says so', async () => {
    expect(await sendHl7(port, msh('SIU^S13', '3'), 'SCH||A-1|||||^Check-up', DOROTHA, 'AIS|1|A|X|20270402083000', 'AIP|1||7^Chen^Wei^^^Dr')).toBe('MSA|AA|3')
    await expect(desk.card).toContainText(/Apr 2\b/)
    await expect(desk.card).not.toContainText(/Apr 1\b/)
    await expect(desk.ringing).toHaveCount(1)
  })
})
