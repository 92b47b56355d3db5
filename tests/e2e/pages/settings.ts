import { expect, type Locator, type Page } from '@playwright/test'
import { Rail } from './rail.ts'

export type SectionName = 'Getting started' | 'Practice' | 'Opening hours' | 'Staff' | 'Lines' | 'Data' | 'Appearance' | 'About'

/** Settings, a section at a time. */
export class Settings {
  readonly page: Page
  readonly nav: Locator

  constructor(page: Page) {
    this.page = page
    this.nav = page.getByRole('navigation', { name: 'Settings' })
  }

  section(name: SectionName): Locator {
    // Sections that are saved as a whole are forms.
    return this.page.getByRole('region', { name, exact: true }).or(this.page.getByRole('form', { name, exact: true }))
  }

  async open(name: SectionName): Promise<Locator> {
    if (!(await this.nav.isVisible())) await new Rail(this.page).go('Settings')
    await this.nav.getByRole('button', { name }).click()
    await expect(this.section(name)).toBeVisible()
    return this.section(name)
  }

  /** Begins a new line of a kind; ends at its form. */
  async addLine(title: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Add line' }).click()
    await this.page.getByRole('region', { name: 'Add a line' }).getByRole('button', { name: title }).click()
    return this.newLine(title)
  }

  newLine(title: string): Locator {
    return this.page.getByRole('region', { name: `New line: ${title}`, exact: true })
  }

  /** One line's card, by the name of the line. */
  line(name: string): LineCard {
    return new LineCard(this.page.getByRole('region', { name, exact: true }))
  }
}

/** One line in Settings. */
export class LineCard {
  readonly card: Locator
  readonly state: Locator
  readonly newToken: Locator
  readonly power: Locator
  /** The steps of its test, as far as one was made. */
  readonly test: Locator

  constructor(card: Locator) {
    this.card = card
    this.state = card.getByRole('heading', { level: 3 }).getByRole('status')
    this.power = card.getByRole('switch', { name: / on$/ })
    this.test = card.getByRole('region', { name: /^Test of/ })
    this.newToken = card.getByRole('button', { name: 'Make an access token' })
  }

  /** Makes the first access token and puts it away, as a person who has copied it. */
  async makeToken(): Promise<string> {
    await this.newToken.click()
    return this.takeToken()
  }

  /** Copies the access token that is shown, and puts it away. */
  async takeToken(): Promise<string> {
    const shown = this.card.getByRole('status').filter({ hasText: 'shown only this once' })
    const token = (await shown.locator('code').textContent()) ?? ''
    await shown.getByRole('button', { name: 'I have copied it' }).click()
    await expect(shown).toBeHidden()
    return token
  }

  step(name: 'Reached' | 'Signed in' | 'Heard something'): Locator {
    return this.test.getByRole('listitem').filter({ hasText: name })
  }

  async startTest(): Promise<void> {
    await this.card.getByRole('button', { name: /^Test / }).click()
    await expect(this.test).not.toContainText('trying')
  }

  async fill(settings: { port?: number; sendUrl?: string; sendToken?: string }): Promise<void> {
    if (settings.port !== undefined) await this.card.getByLabel('Port').fill(String(settings.port))
    if (settings.sendUrl !== undefined) await this.card.getByLabel('Where to send texts').fill(settings.sendUrl)
    if (settings.sendToken !== undefined) await this.card.getByRole('textbox', { name: 'Token for sending' }).fill(settings.sendToken)
    await this.card.getByRole('button', { name: /^Save/ }).click()
    await expect(this.card.getByRole('button', { name: /^Save/ })).toBeDisabled()
  }

  async switchOn(): Promise<void> {
    await this.power.click()
    await expect(this.state).toHaveText('Live')
  }
}
