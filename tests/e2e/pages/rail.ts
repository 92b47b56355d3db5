import { expect, type Locator, type Page } from '@playwright/test'

export type ScreenName = 'Desk' | 'Patients' | 'Templates' | 'Close of day' | 'Follow-ups' | 'Insights' | 'History' | 'Settings'

/** The rail at the left: the way from screen to screen, and who is at this desk. */
export class Rail {
  readonly page: Page
  readonly nav: Locator
  readonly whoAmI: Locator

  constructor(page: Page) {
    this.page = page
    this.nav = page.getByRole('navigation', { name: 'Screens' })
    this.whoAmI = this.nav.getByRole('button', { name: /at this desk/i })
  }

  button(screen: ScreenName): Locator {
    return this.nav.getByRole('button', { name: new RegExp(`^${screen}`) })
  }

  /** Goes to a screen and waits for its heading. */
  async go(screen: ScreenName): Promise<void> {
    await this.button(screen).click()
    await expect(this.button(screen)).toHaveAttribute('aria-current', 'page')
    await expect(this.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  }

  async iAm(name: string): Promise<void> {
    await this.whoAmI.click()
    await this.page.getByRole('menuitem', { name }).click()
    await expect(this.nav.getByRole('button', { name: `At this desk: ${name}` })).toBeVisible()
  }
}
