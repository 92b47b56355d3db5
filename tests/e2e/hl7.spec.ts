import { expect, test } from './fixtures.ts'
import { expectWell } from './support/looks.ts'
import { msh, sendHl7 } from './support/mllp.ts'
import { freePort } from './support/ports.ts'

test.use({ opens: 'practice' })

const devon = 'PID|1||D-1^^^PMS^MR||Okafor^Devon||19910702'

test('somebody switches the listener on, the practice software moves an appointment, and the open card shows it by itself', async ({ rapport }) => {
  const { page, settings, rail } = rapport
  const port = await freePort()
  const section = await settings.open('Practice software')
  const hl7 = section.getByRole('region', { name: 'HL7 messages' })
  await expect(hl7.getByText('Off', { exact: true })).toBeVisible()

  await test.step('another address is warned of, and what is no address is refused in words', async () => {
    await hl7.getByLabel('Port').fill(String(port))
    await hl7.getByLabel('Address').fill('0.0.0.0')
    await expect(hl7.getByRole('alert')).toContainText('no password')
    await hl7.getByLabel('Address').fill('upstairs')
    await page.keyboard.press('Control+s')
    await expect(hl7.getByRole('alert').last()).toContainText('in numbers')
    await hl7.getByLabel('Address').fill('127.0.0.1')
    await expect(hl7.getByText('no password')).toHaveCount(0)
    await page.keyboard.press('Control+s')
    await expect(hl7.getByRole('button', { name: /^Save/ })).toBeDisabled()
  })

  await hl7.getByRole('switch', { name: 'Listen for HL7 messages' }).click()
  await expect(hl7.getByText('Live', { exact: true })).toBeVisible()
  await hl7.getByRole('button', { name: 'Test' }).click()
  await expect(hl7.getByText('A test message was answered as it should be')).toBeVisible()

  expect(await sendHl7(port, msh('SIU^S12', '1'), 'SCH||A-1|||||^Check-up', devon, 'AIS|1|A|X|20270401143000', 'AIP|1||7^Chen^Wei^^^Dr')).toBe('MSA|AA|1')
  expect(await sendHl7(port, msh('ORU^R01', '2'), devon)).toContain('MSA|AR|2')
  await expect(hl7.getByText('1 taken in, 1 refused')).toBeVisible()
  await expect(hl7.getByText('Only ADT and SIU are taken here, not ORU')).toBeVisible()
  await expectWell(page, 'Settings, Practice software, live')

  await rail.go('Patients')
  await page.getByRole('combobox', { name: 'Search patients' }).fill('okafor')
  await page.getByRole('option', { name: /Devon Okafor/ }).click()
  const card = page.getByRole('main', { name: 'Patient' })
  await expect(card.getByText(/Apr 1\b/).first()).toBeVisible()
  await test.step('the card is not touched', async () => {
    expect(await sendHl7(port, msh('SIU^S13', '3'), 'SCH||A-1|||||^Check-up', devon, 'AIS|1|A|X|20270402100000', 'AIP|1||7^Chen^Wei^^^Dr')).toBe('MSA|AA|3')
    await expect(card.getByText(/Apr 2\b/).first()).toBeVisible()
    await expect(card.getByText(/Apr 1\b/)).toHaveCount(0)
  })

  await rapport.restart()
  const again = await rapport.settings.open('Practice software')
  await expect(again.getByText('Live', { exact: true })).toBeVisible()
  expect(await sendHl7(port, msh('SIU^S15', '4'), 'SCH||A-1', devon)).toBe('MSA|AA|4')
})
