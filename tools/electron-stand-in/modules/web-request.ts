import { answered } from '../answered.ts'

type Listener = (details: any, answer: (response: any) => void) => void
interface Rule {
  matches(url: string): boolean
  listener: Listener
}

/** The part of session.webRequest the app may use; requests are intercepted only while a rule is set. */
export class WebRequest {
  private readonly rules = new Map<string, Rule>()
  private readonly changed: () => void

  constructor(changed: () => void) {
    this.changed = changed
    return answered('webRequest', this)
  }

  get isUsed(): boolean {
    return this.rules.size > 0
  }

  onBeforeRequest(filter: unknown, listener?: unknown): void {
    this.set('before-request', filter, listener)
  }

  onHeadersReceived(filter: unknown, listener?: unknown): void {
    this.set('headers-received', filter, listener)
  }

  /** Asks the app's listener; an empty answer when there is none or its filter does not match. */
  ask(stage: 'before-request' | 'headers-received', details: { url: string; [name: string]: unknown }): Promise<any> {
    const rule = this.rules.get(stage)
    if (!rule?.matches(details.url)) return Promise.resolve({})
    return new Promise((resolve) => rule.listener(details, (response) => resolve(response ?? {})))
  }

  private set(stage: string, filter: any, listener: any): void {
    const chosen = typeof filter === 'function' || filter === null ? filter : listener
    if (chosen === null || chosen === undefined) this.rules.delete(stage)
    else this.rules.set(stage, { listener: chosen, matches: matcher(filter) })
    this.changed()
  }
}

function matcher(filter: any): (url: string) => boolean {
  const patterns: string[] | undefined = filter?.urls
  if (!patterns || patterns.length === 0) return () => true
  const expressions = patterns.map((pattern) =>
    pattern === '<all_urls>'
      ? /./
      : new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`),
  )
  return (url) => expressions.some((expression) => expression.test(url))
}
