import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { Patients } from './pages/patients.ts'
import { root } from './support/launch.ts'
import { ringing } from './support/http-line.ts'

test.use({ opens: 'practice' })

const FIXTURE = join(root, 'tests', 'fixtures', 'patients-synthea.csv')
const LINES = readFileSync(FIXTURE, 'utf8').trim().split('\n').length - 1
const KNOWN = 4

const csv = (name: string, ...lines: string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })

test('a list is brought over after a dry run, a second time it changes nothing, and it can be undone whole', async ({ rapport, line }) => {
  test.slow()
  const { rail, page, desk } = rapport
  const patients = new Patients(page)
  const imported = new Import(page)
  await rail.go('Patients')
  await expect(patients.found).toHaveText(`${KNOWN} patients`)

  await test.step('the columns are guessed', async () => {
    await imported.open()
    await imported.choose(FIXTURE)
    await expect(imported.column('First name')).toHaveValue('givenName')
    await expect(imported.column('Last name')).toHaveValue('familyName')
    await expect(imported.column('Date of birth')).toHaveValue('birthDate')
    await expect(imported.column('Language')).toHaveValue('language')
    await expect(imported.column('Patient ID')).toHaveValue('externalId')
    await expect(imported.dialog).toContainText(`${LINES} lines`)
  })

  let people = 0
  await test.step('the dry run says what will happen, and writes nothing', async () => {
    await imported.next.click()
    await expect(imported.lines).toContainText('Yundt842')
    people = Number(/\d+/.exec((await imported.figure('new').textContent()) ?? '')?.[0])
    const skipped = Number(/\d+/.exec((await imported.figure('skipped').textContent()) ?? '')?.[0])
    expect(people + skipped).toBe(LINES)
    expect(people).toBeGreaterThan(LINES / 2)
    await expect(patients.found).toHaveText(`${KNOWN} patients`)
  })

  await test.step('they are there, and their calls have a name', async () => {
    await imported.dialog.getByRole('button', { name: `Import ${people} people` }).click()
    await expect(imported.ending).toContainText(`${people} new`, { timeout: 30_000 })
    await imported.done()
    await expect(patients.found).toHaveText(`${KNOWN + people} patients`)
    await line.post(ringing('c-1', '555-907-8526'))
    await expect(desk.ringing).toContainText('Reynolds644')
  })

  await test.step('the same file again changes nothing', async () => {
    await imported.open()
    await imported.choose(FIXTURE)
    await imported.next.click()
    await expect(imported.figure('as they are')).toContainText(String(people))
    await expect(imported.figure('new')).toContainText(/^0/)
    await expect(imported.figure('changed')).toContainText(/^0/)
    await expect(imported.dialog.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(imported.dialog).toBeHidden()
  })

  await test.step('undone, everybody it brought is gone again', async () => {
    await imported.open()
    if (await imported.dialog.getByRole('button', { name: 'Another file' }).isVisible()) await imported.dialog.getByRole('button', { name: 'Another file' }).click()
    else if (await imported.dialog.getByRole('button', { name: 'Back' }).isVisible()) {
      await imported.dialog.getByRole('button', { name: 'Back' }).click()
      await imported.dialog.getByRole('button', { name: 'Another file' }).click()
    }
    await imported.dialog.getByRole('button', { name: 'Undo of patients-synthea.csv' }).click()
    await imported.dialog.getByRole('button', { name: 'Undo it' }).click()
    await expect(imported.dialog).toContainText('Undone', { timeout: 30_000 })
    await page.keyboard.press('Escape')
    await expect(patients.found).toHaveText(`${KNOWN} patients`)
  })
})

test('bad lines are skipped with their line number and reason, and can be saved to a file', async ({ rapport }) => {
  const { rail, page, app } = rapport
  const imported = new Import(page)
  await rail.go('Patients')
  await imported.open()
  await imported.choose(csv('list.csv', 'First name,Last name,Date of birth,Phone', 'Jane,Hartwell,3/4/1990,(555) 010-0142', ',,,', 'Tom,Barnes,31/31/1990,(555) 010-0143'))
  await imported.next.click()
  await imported.figure('skipped').click()
  await expect(imported.lines.getByRole('row').first()).toContainText(/line [34]/)
  await expect(imported.dialog.getByRole('button', { name: 'Save skipped lines as file' })).toBeVisible()
  await expect(imported.dialog.getByRole('button', { name: /^Import \d+ pe/ })).toBeEnabled()
  expect(app.windows()).toHaveLength(1)
})

test('a column can be mapped by hand when its heading says nothing', async ({ rapport }) => {
  const { rail, page } = rapport
  const patients = new Patients(page)
  const imported = new Import(page)
  await rail.go('Patients')
  await imported.open()
  await imported.choose(csv('list.csv', 'A;B;C', 'Jane;Hartwell;(555) 010-0142'))
  await imported.column('A').selectOption('givenName')
  await imported.column('B').selectOption('familyName')
  await imported.column('C').selectOption({ label: 'Phone' }).catch(async () => imported.column('C').selectOption({ index: 1 }))
  await imported.next.click()
  await imported.dialog.getByRole('button', { name: 'Import 1 person' }).click()
  await expect(imported.ending).toContainText('1 new')
  await imported.done()
  await patients.open('hartwell', 'Jane Hartwell')
})

test('a list of appointments is brought over, and a later one moves them', async ({ rapport }) => {
  test.slow()
  const { rail } = rapport
  const patients = new Patients(rapport.page)
  const imported = new Import(rapport.page)
  const list = (...lines: string[]) => csv('appointments.csv', 'Appt ID,Patient Name,DOB,Appt Date,Appt Time,Provider,Appt Type,Status', ...lines)
  await rail.go('Patients')
  await imported.open()
  await imported.choose(list('9001,"Okafor, Devon",7/2/1991,4/1/2027,2:30 PM,Dr. Chen,Crown,Scheduled', '9002,"Okafor, Devon",7/2/1991,4/8/2027,9:00 AM,Dr. Chen,Check-up,Scheduled', '9003,"Okafor, Devon",7/2/1991,4/9/2027,9:00 AM,Dr. Chen,Check-up,Perhaps'))
  await expect(imported.column('Appt Date')).toHaveValue('visitDate')
  await expect(imported.column('Status')).toHaveValue('visitStatus')
  await imported.next.click()
  await expect(imported.dialog).toContainText('2 visits will be written')
  await expect(imported.lines).toContainText('status “Perhaps” is not known')
  await imported.dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(imported.ending).toContainText('2 visits', { timeout: 30_000 })
  await imported.done()
  await patients.open('okafor', 'Devon Okafor')
  await expect(patients.person).toContainText(/Apr 1\b.*2:30 PM/s)

  await imported.open()
  if (await imported.dialog.getByRole('button', { name: 'Another file' }).isVisible()) await imported.dialog.getByRole('button', { name: 'Another file' }).click()
  await imported.choose(list('9001,"Okafor, Devon",7/2/1991,4/2/2027,10:00 AM,Dr. Wu,Crown,Confirmed', '9002,"Okafor, Devon",7/2/1991,4/8/2027,9:00 AM,Dr. Chen,Check-up,Cancelled'))
  await imported.next.click()
  await imported.dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(imported.ending).toContainText('2 visits', { timeout: 30_000 })
  await imported.done()
  await expect(patients.person).toContainText(/Apr 2\b.*10:00 AM/s)
  await expect(patients.person).toContainText(/Apr 8\b.*Cancelled/s)
  await expect(patients.person).not.toContainText(/Apr 1\b/)
})

test('what is no list, or a broken one, ends in words about what to do, and nothing of it stays', async ({ rapport }) => {
  const { rail, page } = rapport
  const patients = new Patients(page)
  const imported = new Import(page)
  await rail.go('Patients')
  await imported.open()
  const hostile = [
    [{ name: 'list.xlsx', mimeType: 'application/zip', buffer: Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0]) }, 'save it as CSV first'],
    [{ name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([0xff, 0xd8, 0, 1, 0, 2]) }, 'not text'],
    [{ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') }, 'empty'],
    [{ name: 'export.ndjson', mimeType: 'application/json', buffer: Buffer.from('{"resourceType":"Patient","id":"1","name":[{"family":"Cut') }, 'no FHIR records'],
    [{ name: 'feed.hl7', mimeType: 'text/plain', buffer: Buffer.from('PID|1||77^^^H^MR||Grant^Rosa||00000000\r') }, 'a message begins with MSH'],
  ] as const
  for (const [file, words] of hostile) {
    await test.step(file.name, async () => {
      await imported.choose(file)
      await expect(imported.dialog.getByRole('alert').or(imported.dialog.getByRole('status')).filter({ hasText: words }).first()).toBeVisible()
      if (await imported.dialog.getByRole('button', { name: 'Another file' }).isVisible()) await imported.dialog.getByRole('button', { name: 'Another file' }).click()
    })
  }
  await test.step('an export that was cut off loses its last line, and says so', async () => {
    const whole = '{"resourceType":"Patient","id":"1","name":[{"family":"Whole","given":["Ana"]}],"birthDate":"1980-01-02"}'
    await imported.choose({ name: 'export.ndjson', mimeType: 'application/json', buffer: Buffer.from(`${whole}\n${whole.slice(0, 50)}`) })
    await expect(imported.figure('new')).toContainText('1')
    await expect(imported.figure('skipped')).toContainText('1')
    await imported.dialog.getByRole('button', { name: 'Back' }).or(imported.dialog.getByRole('button', { name: 'Another file' })).first().click()
  })
  await test.step('formulas are read as the text they are, and dates of 0000 are no dates', async () => {
    await imported.choose(csv('list.csv', 'First name,Last name,Date of birth', `"=HYPERLINK(""http://example.org"",""Jane"")",Hartwell,1990-03-04`, 'Ana,Barnes,0000-00-00', 'Ben,Barnes,1991-03-04', 'Tom,Barnes,0000-13-45'))
    await imported.next.click()
    await expect(imported.figure('skipped')).toContainText('1')
    await imported.dialog.getByRole('button', { name: 'Import 3 people' }).click()
    await expect(imported.ending).toContainText('3 new', { timeout: 30_000 })
    await imported.done()
    await expect(patients.found).toHaveText(`${KNOWN + 3} patients`)
    await expect(patients.row('=HYPERLINK')).toBeVisible()
  })
})
