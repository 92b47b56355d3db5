import { expect, type Locator, type Page } from '@playwright/test'

/** The main view, by what a person sees of it: the feed, one conversation with its composer, and the card. */
export class Desk {
  readonly page: Page
  readonly feed: Locator
  readonly conversation: Locator
  readonly name: Locator
  readonly card: Locator
  readonly composer: Locator
  readonly facts: Locator
  readonly send: Locator
  readonly ringing: Locator
  readonly toasts: Locator
  readonly thread: Locator
  /** How the lines are doing, under the feed. */
  readonly lines: Locator
  readonly recap: Locator

  constructor(page: Page) {
    this.page = page
    this.feed = page.getByRole('region', { name: 'Feed' })
    this.conversation = page.getByRole('main', { name: 'Conversation' })
    this.name = this.conversation.getByRole('heading', { level: 2 }).first()
    this.card = page.getByRole('complementary', { name: 'Patient card' })
    this.composer = page.getByRole('textbox', { name: /^Reply to/ })
    this.facts = page.locator('#reply-facts')
    this.send = page.getByRole('button', { name: 'Send', exact: true })
    this.ringing = page.getByTestId('ringing-call')
    this.toasts = page.locator('[role=status][aria-live=polite]').last()
    this.lines = this.feed.getByRole('region', { name: 'Lines' })
    this.recap = page.getByTestId('recap')
    this.thread = page.getByRole('log', { name: 'What passed' })
  }

  /** Everybody in the feed as far as it is drawn, top to bottom. */
  items(): Locator {
    return this.feed.getByTestId('feed-item')
  }

  item(name: string): Locator {
    return this.items().filter({ hasText: name })
  }

  /** The conversation that is chosen in the feed. */
  chosen(): Locator {
    return this.feed.locator('[data-testid=feed-item][aria-current=true]')
  }

  ringingCall(name: string): Locator {
    return this.page.getByRole('button', { name: `Ringing: ${name}` })
  }

  filter(name: 'Waiting' | 'All' | 'Mine' | 'Calls' | 'Texts'): Locator {
    return this.feed.getByRole('tab', { name, exact: true })
  }

  /** The texts of the conversation, oldest first. */
  texts(): Locator {
    return this.thread.getByTestId('text')
  }

  text(words: string): Locator {
    return this.texts().filter({ hasText: words })
  }

  /** Opens a conversation, and waits until what passed with it is there. */
  async open(name: string): Promise<void> {
    await this.item(name).click()
    await expect(this.name).toHaveText(name)
    await expect(this.thread).toBeVisible()
  }

  /** The names of those who share the number, in the order in which Alt and a digit choose them. */
  async candidates(): Promise<string[]> {
    const texts = await this.card.getByRole('button').and(this.page.locator('[aria-keyshortcuts^=Alt]')).locator('.truncate').allTextContents()
    return texts.map((text) => text.trim())
  }

  /** Takes the keyboard out of any field, so that single keys are commands. */
  async putPenDown(): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  }

  /** Presses a key as a command, not as a letter. */
  async command(key: string): Promise<void> {
    await this.putPenDown()
    await this.page.keyboard.press(key)
  }
}
