import { expect, type Locator, type Page } from '@playwright/test'

/** Everyone the practice knows: search and list at the left, one person at the right. */
export class Patients {
  readonly page: Page
  readonly search: Locator
  readonly found: Locator
  readonly rows: Locator
  readonly person: Locator
  readonly name: Locator

  constructor(page: Page) {
    this.page = page
    const pane = page.getByRole('region', { name: 'Find a patient' })
    this.search = page.getByRole('combobox', { name: 'Search patients' })
    this.found = pane.getByRole('status').first()
    this.rows = page.getByRole('listbox', { name: 'Patients' }).getByRole('option')
    this.person = page.getByRole('main', { name: 'Patient' })
    this.name = this.person.getByRole('heading', { level: 2 }).first()
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name })
  }

  /** Finds by these words and opens the first found by Enter, as a hurried person does. */
  async open(words: string, name: string): Promise<void> {
    await this.search.fill(words)
    await expect(this.rows.first()).toContainText(name)
    await this.search.press('Enter')
    await expect(this.name).toContainText(name)
  }

  form(name: string | RegExp): Locator {
    return this.page.getByRole('form', { name })
  }
}
