import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

test('look around: the first start leads to a demo day that is marked as one and begins to ring by itself', async ({ rapport }) => {
  const { page, desk, firstStart } = rapport
  await firstStart.lookAround.click()
  await expect(page.getByRole('status').filter({ hasText: 'Demo practice: made-up people' })).toBeVisible({ timeout: 30_000 })
  await expect(desk.feed.getByRole('status')).toContainText(/^\d+ waiting/)
  await expect(desk.ringingCall('Maria Alvarez')).toBeVisible({ timeout: 20_000 })
  await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText('Maria “Mari” Alvarez')
  await expect(desk.card.getByRole('region', { name: 'Say' })).toContainText(/Mari/)
  await expect(desk.card.getByRole('region', { name: 'Last visit' })).toContainText('Dr. Chen')
  await expect(desk.card).toContainText('Hard of hearing, left ear')
})

test.describe('the demo of a practice that stands still', () => {
  test.use({ opens: 'demo', args: ['--demo-speed=0.001'] })

  test('shows what was handed off, in the order it passed', async ({ rapport }) => {
    const { desk } = rapport
    await desk.open('Maria Alvarez')
    await expect(desk.thread).toContainText('Dr. Chen has Thursday 9:20 held for her.')
    await expect(desk.thread).toContainText('¿Puedo cambiar mi cita del viernes?')
    await expect(desk.item('Maria Alvarez')).toContainText('Text-back sent')
  })

  test('begins afresh at each start, and is kept apart from the practice of one’s own', async ({ rapport }) => {
    const { page, desk, settings, data } = rapport
    const waiting = desk.feed.locator('[data-testid=feed-item][data-waiting=true]')
    const before = await desk.feed.getByRole('status').textContent()
    await desk.open('Devon Okafor')
    await desk.command('e')
    await page.keyboard.press('4')
    await expect(waiting.filter({ hasText: 'Devon Okafor' })).toHaveCount(0)
    const section = await settings.open('Data')
    await section.getByRole('button', { name: 'Set up my practice' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Demo practice' })).toHaveCount(0)
    await rapport.rail.go('Desk')
    await expect(desk.feed.getByText('No line is connected yet')).toBeVisible()
    expect([existsSync(join(data, 'demo.db')), existsSync(join(data, 'practice.db'))]).toEqual([true, true])
    await rapport.restart()
    await expect(rapport.desk.feed.getByRole('status')).toHaveText(before ?? '')
    await expect(rapport.desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
  })

  test('is walked to its end in Close of day, whichever way each person is dealt with', async ({ rapport }) => {
    const { page, closeOfDay, rail } = rapport
    await rail.go('Close of day')
    const begin = Number(await closeOfDay.left.textContent())
    expect(begin).toBeGreaterThanOrEqual(5)
    const left = async (done: number): Promise<void> => {
      await expect(closeOfDay.left).toHaveText(String(begin - done))
      // Between two people no key does anything.
      await closeOfDay.person.waitFor()
    }
    await left(0)
    await test.step('nothing needed, with a reason', async () => {
      await page.keyboard.press('n')
      await page.keyboard.press('1')
      await left(1)
    })
    await test.step('called back', async () => {
      await page.keyboard.press('c')
      const talked = page.getByRole('button', { name: 'We talked' })
      const name = await closeOfDay.person.textContent()
      // The demo's line dials by itself, and then the call itself closes it.
      await expect(talked.or(page.getByText(/^Calling .*Pick up your phone/))).toBeVisible()
      if (await talked.isVisible()) await talked.click()
      else {
        await page.keyboard.press('n')
        await page.keyboard.press('1')
      }
      await left(2)
      expect(name).not.toBe(await closeOfDay.person.textContent())
    })
    await test.step('later, which brings the next one and takes nobody off', async () => {
      const name = (await closeOfDay.person.textContent()) ?? ''
      await page.keyboard.press('s')
      await expect(closeOfDay.person).not.toHaveText(name)
      await left(2)
      await expect(closeOfDay.queue.getByRole('listitem').last()).toContainText(name)
    })
    await test.step('texted', async () => {
      const name = (await closeOfDay.person.textContent()) ?? ''
      await page.keyboard.press('r')
      await page.keyboard.type('We will be in touch tomorrow.')
      await page.keyboard.press('Enter')
      await expect(closeOfDay.person).not.toHaveText(name)
      await left(3)
    })
    await test.step('tomorrow, for all who are left', async () => {
      for (let done = 4; done < begin; done++) {
        await rapport.desk.command('t')
        await left(done)
      }
      await rapport.desk.command('t')
      await expect(closeOfDay.end).toBeVisible()
      await expect(closeOfDay.outcome('answered by text')).toHaveText('1')
      await expect(closeOfDay.outcome('put off')).toHaveText(String(begin - 3))
    })
  })
})
