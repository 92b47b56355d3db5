import { coreCall } from './support/core-call.ts'
import { expect, test } from './fixtures.ts'
import { expectWell } from './support/looks.ts'
import { msh, sendHl7 } from './support/mllp.ts'
import { freePort } from './support/ports.ts'

test.use({ opens: 'practice' })

const DEVON = 'PID|1||D-1^^^PMS^MR||Okafor^Devon||19910702'

/** A moment as HL7 writes it, on this machine's clock. */
function hl7Time(at: Date): string {
  return at.toISOString().replace(/[-:T]/g, '').slice(0, 14) + '+0000'
}

test('a rule plans what is to be done after a visit that the practice software tells of, and takes it back when the visit is called off', async ({ rapport }) => {
  const { page, settings, rail, desk } = rapport
  await coreCall(page, 'templates.save', { templateId: null, name: 'How are you', texts: { en: 'Hi {first name}, how is it going?' }, purpose: 'other', fixedKey: null })
  const port = await freePort()
  await coreCall(page, 'records.save', { source: 'hl7', enabled: true, port, address: '127.0.0.1' })
  const yesterday = hl7Time(new Date(Date.now() - 24 * 60 * 60_000))
  const visit = (id: string, event: string) => sendHl7(port, msh(`SIU^${event}`, id), 'SCH||A-1|||||^Knee injection', DEVON, `AIS|1|A|X|${yesterday}`, 'AIP|1||7^Chen^Wei^^^Dr')
  expect(await visit('1', 'S12')).toBe('MSA|AA|1')

  await test.step('it is written with a look at the visits it names', async () => {
    await rail.go('Follow-ups')
    await expect(page.getByText('Nothing to follow up')).toBeVisible()
    await page.getByRole('button', { name: 'Rules' }).click()
    const section = page.getByRole('region', { name: 'Follow-ups' })
    await expect(section.getByText('No rules yet')).toBeVisible()
    await section.getByRole('button', { name: 'Add a rule' }).click()
    const dialog = page.getByRole('dialog', { name: 'New rule' })
    await expect(dialog.getByLabel('The visit is called')).toBeFocused()
    await page.keyboard.type('crown')
    await expect(dialog.getByRole('status')).toContainText('No visit')
    await dialog.getByLabel('The visit is called').fill('injection')
    await expect(dialog.getByRole('status')).toContainText('1 visit in the last 30 days; the newest: Knee injection')
    await page.keyboard.press('Control+s')
    await expect(dialog.getByRole('alert')).toHaveText('Say what is to be done.')
    await dialog.getByLabel('What is to be done').fill('Ask how the knee is')
    await dialog.getByLabel('Text it with').selectOption('How are you')
    await expectWell(page, 'A rule for follow-ups')
    // What was typed stays when something else came between.
    await page.keyboard.press('Escape')
    await section.getByRole('button', { name: 'Go on with the new rule' }).click()
    await expect(dialog.getByLabel('What is to be done')).toHaveValue('Ask how the knee is')
    await page.keyboard.press('Control+s')
    await expect(section.getByRole('list', { name: 'Rules' })).toContainText('1 day after “injection” · with “How are you”')
    await expectWell(page, 'Settings, Follow-ups')
  })

  await test.step('what came yesterday is due today, and one click opens the person with the template', async () => {
    await rail.go('Follow-ups')
    const due = page.getByRole('region', { name: 'Due' })
    await expect(due.getByRole('listitem')).toContainText(/Devon Okafor.*Ask how the knee is.*after Knee injection/)
    await due.getByRole('button', { name: /^Open Devon/ }).click()
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(desk.composer).toHaveValue('Hi Devon, how is it going?')
  })

  await test.step('it goes with the visit', async () => {
    expect(await visit('2', 'S15')).toBe('MSA|AA|2')
    await rail.go('Follow-ups')
    await expect(page.getByText('Nothing to follow up')).toBeVisible()
  })

  await test.step('a rule is switched off, removed, and put back by one key', async () => {
    const section = await settings.open('Follow-ups')
    await section.getByRole('switch', { name: 'Ask how the knee is on' }).click()
    await expect(section.getByRole('switch')).not.toBeChecked()
    await section.getByRole('button', { name: /^Remove the rule/ }).click()
    await expect(section.getByText('No rules yet')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(section.getByRole('switch')).not.toBeChecked()
  })
})
