import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test'

/** Lines of the core and the shell that mean something went wrong inside. */
const FAILURES = /^rapport (?:warn (?:call\.failed|core\.unhandled|session\.open|port\.badMessage|call\.badArgument|outbox\.)|shell core\.exit)/

/**
 * Everything a healthy start never says: exceptions and console errors of its pages (a refusal of the content
 * security policy is one), and failures the core logs. A test that provokes one says so with `expect`.
 */
export class Complaints {
  private readonly all: string[] = []
  private readonly expected: RegExp[] = []
  private readonly seen = new Set<ConsoleMessage>()
  private rest = ''

  constructor(context: BrowserContext) {
    context.on('console', (message) => this.hear(message))
    context.on('weberror', (error) => this.all.push(`page: ${error.error().message}`))
  }

  /** What the page said before anybody listened. */
  async catchUp(page: Page): Promise<void> {
    for (const message of await page.consoleMessages()) this.hear(message)
    for (const error of await page.pageErrors()) this.all.push(`page: ${error.message}`)
  }

  /** Reads what a process printed to stderr, in pieces as they come. */
  read(chunk: string): void {
    const lines = (this.rest + chunk).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) if (FAILURES.test(line)) this.all.push(`core: ${line}`)
  }

  /** The test provokes what fits; anything else still counts. */
  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns)
  }

  unexpected(): string[] {
    return this.all.filter((one) => !this.expected.some((pattern) => pattern.test(one)))
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' || this.seen.has(message)) return
    this.seen.add(message)
    this.all.push(`console: ${message.text()}`)
  }
}
