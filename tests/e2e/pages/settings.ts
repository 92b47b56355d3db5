import { expect, type Locator, type Page } from '@playwright/test'
import { Rail } from './rail.ts'

export type SectionName = 'Getting started' | 'Practice' | 'Opening hours' | 'Automatic texts' | 'Staff' | 'Lines' | 'Practice software' | 'Before hanging up' | 'Follow-ups' | 'Waiting too long' | 'Data' | 'Privacy' | 'Appearance' | 'About'

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
    // "Practice" is not "Practice software"; a mark may stand after it.
    await this.nav.getByRole('button', { name: new RegExp(`^${name}\\s*(?:Unsaved|\\d+/\\d+)?$`) }).click()
    await expect(this.section(name)).toBeVisible()
    return this.section(name)
  }

  /** Begins a new line of a kind; ends at its form. */
  async addLine(title: string): Promise<Locator> {
    // A practice without a line is shown the kinds at once.
    const kinds = this.page.getByRole('region', { name: 'Add a line' })
    const add = this.page.getByRole('button', { name: 'Add line' })
    await expect(kinds.or(add)).toBeVisible()
    if (await add.isVisible()) await add.click()
    await kinds.getByRole('button', { name: title }).click()
    return this.newLine(title)
  }

  /** Connects an http line as the main one; its access token. */
  async connectHttp(settings: LineSettings): Promise<string> {
    await fillLine(await this.addLine('HTTP and CTI'), settings)
    await this.newLine('HTTP and CTI').getByRole('button', { name: 'Connect' }).click()
    const line = this.line('Main line')
    await expect(line.state).toHaveText('Live')
    return line.takeToken()
  }

  newLine(title: string): Locator {
    return this.page.getByRole('region', { name: `New line: ${title}`, exact: true })
  }

  /** One line's card, by the name of the line. */
  line(name: string): LineCard {
    return new LineCard(this.page.getByRole('region', { name, exact: true }))
  }
}

type LineSettings = { port?: number; sendUrl?: string; sendToken?: string }

async function fillLine(form: Locator, { port, sendUrl, sendToken }: LineSettings): Promise<void> {
  if (port !== undefined) await form.getByLabel('Port').fill(String(port))
  if (sendUrl !== undefined) await form.getByLabel('Where to send texts').fill(sendUrl)
  if (sendToken !== undefined) await form.getByRole('textbox', { name: 'Token for sending' }).fill(sendToken)
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

  async fill(settings: LineSettings): Promise<void> {
    await fillLine(this.card, settings)
    await this.card.getByRole('button', { name: /^Save/ }).click()
    await expect(this.card.getByRole('button', { name: /^Save/ })).toBeDisabled()
  }

  async switchOn(): Promise<void> {
    await this.power.click()
    await expect(this.state).toHaveText('Live')
  }
}
