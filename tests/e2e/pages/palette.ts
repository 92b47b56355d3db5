import type { Locator, Page } from '@playwright/test'

/** Ctrl+K: any person, conversation or screen by a few letters. */
export class Palette {
  readonly page: Page
  readonly dialog: Locator
  readonly input: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog')
    this.input = this.dialog.getByRole('combobox')
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await this.input.waitFor()
  }

  found(name: string): Locator {
    return this.dialog.getByRole('option', { name })
  }
}
