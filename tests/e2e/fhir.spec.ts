import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { Patients } from './pages/patients.ts'
import { root } from './support/launch.ts'

test.use({ opens: 'practice' })

const KNOWN = 4
const bulk = (name: string): string => join(root, 'tests', 'fixtures', 'fhir', name)
const EXPORT = ['Encounter', 'Patient', 'Practitioner', 'PractitionerRole'].map((type) => bulk(`bulk-10/${type}.000.ndjson`))
const TOKEN = 'a-token'

test('a FHIR export is brought over from all its files at once, with visits and who saw them', async ({ rapport }) => {
  test.slow()
  const { rail, page } = rapport
  const patients = new Patients(page)
  const imported = new Import(page)
  await rail.go('Patients')
  await imported.open()
  await imported.choose(EXPORT)
  await expect(imported.figure('new')).toContainText('10')
  await expect(imported.figure('skipped')).toContainText('3')
  await expect(imported.dialog).toContainText('48 visits will be written')
  await expect(imported.lines).toContainText('recorded as deceased')
  await expect(patients.found).toHaveText(`${KNOWN} patients`)
  await imported.dialog.getByRole('button', { name: 'Import 10 people' }).click()
  await expect(imported.ending).toContainText('10 new, 3 skipped, 48 visits', { timeout: 30_000 })
  await imported.done()
  await expect(patients.found).toHaveText(`${KNOWN + 10} patients`)

  await test.step('a file that was cut off is refused, and nothing of it stays', async () => {
    await imported.open()
    if (await imported.dialog.getByRole('button', { name: 'Another file' }).isVisible()) await imported.dialog.getByRole('button', { name: 'Another file' }).click()
    await imported.choose({ name: 'bundle.json', mimeType: 'application/json', buffer: Buffer.from('{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"') })
    await expect(imported.dialog.getByRole('alert')).toContainText('bundle.json ends in the middle')
  })
})

test('a FHIR server is read with a token, and one that does not take it is told', async ({ rapport }) => {
  test.slow()
  const resources = readFileSync(bulk('bulk-10/Patient.000.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object)
  const server = createServer((request, response) => {
    const allowed = request.headers.authorization === `Bearer ${TOKEN}`
    const entry = request.url?.includes('/Patient?') ? resources.map((resource) => ({ resource })) : []
    response.writeHead(allowed ? 200 : 401, { 'content-type': 'application/fhir+json' }).end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { rail, page } = rapport
    const imported = new Import(page)
    await rail.go('Patients')
    await imported.open()
    await imported.dialog.getByRole('button', { name: 'FHIR server' }).click()
    const address = imported.dialog.getByLabel('Address')
    const token = imported.dialog.getByLabel('Token, if it wants one')
    await expect(address).toBeFocused()
    await address.fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`)
    await token.fill('an-old-one')
    await token.press('Enter')
    await expect(imported.dialog.getByRole('alert')).toContainText('does not take this token')
    await token.fill(TOKEN)
    await imported.dialog.getByRole('button', { name: 'Read it' }).click()
    await expect(imported.figure('new')).toContainText('10')
    await imported.dialog.getByRole('button', { name: 'Import 10 people' }).click()
    await expect(imported.ending).toContainText('10 new', { timeout: 30_000 })
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
