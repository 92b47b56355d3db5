import type { Locator, Page } from '@playwright/test'

/** The walk through everyone still waiting. */
export class CloseOfDay {
  readonly page: Page
  readonly left: Locator
  readonly queue: Locator
  readonly person: Locator
  readonly end: Locator

  constructor(page: Page) {
    this.page = page
    this.left = page.getByTestId('left')
    this.queue = page.getByRole('region', { name: 'Still waiting' })
    this.person = page.getByRole('main').getByRole('heading', { level: 2 }).first()
    this.end = page.getByRole('heading', { name: 'Nobody is left waiting' })
  }

  /** "2 called back": how many of this walk ended so. */
  outcome(words: string): Locator {
    return this.page.locator('dl > div').filter({ hasText: words }).locator('dd')
  }
}
