import { expect, type Page } from '@playwright/test'
import { CloseOfDay } from '../pages/close-of-day.ts'
import { Desk } from '../pages/desk.ts'
import { coreCall } from './core-call.ts'

/** Where a walk stands: at its beginning, at the look over one text for several, at a filled text, and at its end. */
export type Stage = 'start' | 'several' | 'text' | 'end'

/** The ways in which a desk deals with whoever comes up, one after the other. */
const WAYS = ['text', 'elsewhere', 'tomorrow', 'nothing'] as const

/**
 * Walks from wherever the walk is to its end by keys alone, as somebody at the desk would: one text for all who only called, then one key
 * or two for each.
 * @param at called at each stage, for a picture of it
 * @param pace called before each person: the time to look at them
 * @returns how many people were dealt with
 */
export async function walkToTheEnd(page: Page, at: (stage: Stage) => Promise<void> = async () => undefined, pace: () => Promise<void> = async () => undefined): Promise<number> {
  const [walk, desk] = [new CloseOfDay(page), new Desk(page)]
  const left = async (): Promise<number> => ((await walk.end.isVisible()) ? 0 : Number(await walk.left.textContent()))
  const begun = await left()
  await at('start')
  const several = page.getByRole('main', { name: 'One text for several' })
  await desk.command('m')
  await several.getByRole('checkbox', { checked: true }).first().waitFor()
  await at('several')
  await pace()
  const ticked = await several.getByRole('checkbox', { checked: true }).count()
  await page.keyboard.press('Control+Enter')
  await expect.poll(left).toBe(begun - ticked)
  if (await several.isVisible()) await page.keyboard.press('Escape')
  let texted = false
  for (let step = 0, before = await left(); before > 0; step += 1) {
    await pace()
    await expect(async () => {
      // Between two people no key does anything, nor while what was done is still being written: then it is pressed again, as a person would.
      // What was pressed before may have worked late.
      if ((await left()) < before) return
      if (await page.getByRole('menu').isVisible()) await page.keyboard.press('Escape')
      await walk.person.waitFor({ timeout: 2000 })
      await deal(WAYS[step % WAYS.length] ?? 'elsewhere')
      await expect.poll(left, { timeout: 2000 }).toBeLessThan(before)
    }).toPass({ timeout: 20_000 })
    before = await left()
  }
  await at('end')
  return begun

  async function deal(way: (typeof WAYS)[number]): Promise<void> {
    if (way === 'text' && (await page.getByRole('main').getByRole('button', { name: /^Text “/ }).count()) > 0) {
      await desk.command('x')
      await expect(desk.composer).not.toHaveValue('')
      if (!texted) await at('text')
      texted = true
      if (await page.getByRole('button', { name: 'Send', exact: true }).isEnabled()) return page.keyboard.press('Enter')
      // It asks for a time or a name that nobody here knows.
      await page.keyboard.press('Escape')
      return desk.command('e')
    }
    if (way === 'tomorrow') return desk.command('t')
    if (way !== 'nothing') return desk.command('e')
    await desk.command('n')
    // Until it has the keyboard, a digit goes nowhere.
    await page.getByRole('menu').locator(':focus').or(page.locator('[role=menu]:focus')).first().waitFor({ timeout: 2000 })
    await page.keyboard.press('2')
  }
}

/** Lets the demo play until so many people are to be dealt with, then quiets it, with the walk open. The demo plays fast (`--demo-speed`). */
export async function busyEvening(page: Page, people: number): Promise<void> {
  const walk = new CloseOfDay(page)
  await page.getByRole('navigation', { name: 'Screens' }).waitFor()
  await page.keyboard.press('Control+4')
  await page.getByRole('heading', { name: 'Close of day', level: 1 }).waitFor()
  await expect.poll(async () => ((await walk.left.count()) === 0 ? 0 : Number(await walk.left.textContent())), { timeout: 180_000 }).toBeGreaterThanOrEqual(people)
  const [line] = (await coreCall(page, 'desk.snapshot', {})).lines
  if (!line) throw new Error('the demo has no line')
  await coreCall(page, 'lines.save', { lineId: line.id, kind: line.kind, name: line.name, enabled: true, settings: { speed: 0.0001 } })
}
