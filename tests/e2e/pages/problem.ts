import type { Locator, Page } from '@playwright/test'

/** The screen for a practice that cannot be opened. */
export class Problem {
  readonly alert: Locator
  readonly title: Locator
  readonly tryAgain: Locator
  readonly stillSo: Locator
  readonly demoInstead: Locator

  constructor(page: Page) {
    this.alert = page.getByRole('alert')
    this.title = this.alert.getByRole('heading', { level: 1 })
    this.tryAgain = page.getByRole('button', { name: 'Try again' })
    this.stillSo = page.getByRole('status').filter({ hasText: 'it is still so' })
    this.demoInstead = page.getByRole('button', { name: 'Open the demo practice instead' })
  }
}
