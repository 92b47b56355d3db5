import { expect, test } from './fixtures.ts'
import { busyEvening, walkToTheEnd } from './support/walk.ts'

test.describe('after a demo week that played three hundred times faster', () => {
  test.use({ opens: 'demo', args: ['--demo-speed=300'] })

  test('more than 25 who wait are dealt with by keys alone, and the desk then shows what was left', async ({ rapport }) => {
    test.slow()
    const { page, desk, closeOfDay } = rapport
    await busyEvening(page, 25)
    const dealtWith = await walkToTheEnd(page)
    expect(dealtWith).toBeGreaterThanOrEqual(25)
    const outcomes = await page.locator('dl > div > dd').allTextContents()
    // Somebody with something due as well counts for both.
    expect(outcomes.reduce((sum, one) => sum + Number(one), 0)).toBeGreaterThanOrEqual(dealtWith)
    await expect(closeOfDay.left).toHaveCount(0)
    await page.getByRole('button', { name: 'Leave the note' }).click()
    const note = await page.getByLabel('For whoever opens next').inputValue()
    expect(note).toMatch(/put off until/)
    await page.getByRole('button', { name: 'Back to the desk' }).click()
    await desk.command('l')
    const morning = page.getByRole('main', { name: 'What was left' })
    for (const line of note.split('\n')) await expect(morning.getByRole('region', { name: 'Closing note' })).toContainText(line)
  })
})
