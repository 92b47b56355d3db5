import { expect, type Locator, type Page } from '@playwright/test'

export type NewPractice = { name: string; phone: string; you: string }

/** What a new Rapport asks first. */
export class FirstStart {
  readonly page: Page
  readonly title: Locator
  readonly lookAround: Locator
  readonly setUp: Locator

  constructor(page: Page) {
    this.page = page
    this.title = page.getByRole('heading', { level: 1 })
    this.lookAround = page.getByRole('button', { name: 'Look around in the demo practice' })
    this.setUp = page.getByRole('button', { name: 'Set up my practice' })
  }

  /** Creates a practice; ends where the app leads: the first steps in Settings. */
  async create({ name, phone, you }: NewPractice): Promise<void> {
    await this.setUp.click()
    const form = this.page.getByRole('form', { name: 'Set up your practice' })
    await form.getByLabel('Name of the practice').fill(name)
    await form.getByLabel('Phone').fill(phone)
    await form.getByLabel('Your name').fill(you)
    await form.getByRole('button', { name: 'Create my practice' }).click()
    await expect(this.page.getByRole('region', { name: 'Getting started' })).toBeVisible()
    await expect(this.page.getByRole('button', { name: `At this desk: ${you}` })).toBeVisible()
  }
}
