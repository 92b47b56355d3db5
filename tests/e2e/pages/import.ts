import type { Locator, Page } from '@playwright/test'

/** The import of a CSV file, step by step. */
export class Import {
  readonly page: Page
  readonly dialog: Locator
  readonly next: Locator
  readonly lines: Locator
  readonly ending: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Import patients' })
    this.next = this.dialog.getByRole('button', { name: 'Continue' })
    this.lines = this.dialog.getByRole('table', { name: 'Lines of the file' })
    this.ending = this.dialog.getByRole('status').filter({ has: page.locator('p') })
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Import/ }).first().click()
    await this.dialog.waitFor()
  }

  async choose(file: string | string[] | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.dialog.getByLabel('Files to import').setInputFiles(file)
  }

  column(header: string): Locator {
    return this.dialog.getByRole('combobox', { name: `${header} goes to` })
  }

  /** How many lines of the dry run come out so: "new", "changed", "as they are", "skipped". */
  figure(label: string): Locator {
    return this.dialog.getByRole('group', { name: 'Show lines' }).getByRole('button', { name: label })
  }

  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click()
    await this.dialog.waitFor({ state: 'hidden' })
  }
}
